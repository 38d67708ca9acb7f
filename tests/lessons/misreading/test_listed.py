"""The words of all lists in a file beside the index."""

from pathlib import Path

import pytest

from lessons.misreading import listed
from lessons.misreading.listed import Listed, write_listed
from lessons.misreading.words import known_words


def test_the_file_knows_what_the_lists_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "listed-0.0.1-0.1.z").write_text("of an earlier version")
    name = write_listed(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    found = Listed(tmp_path / name)
    words = [*list(known_words())[::997], "vettting", "", "minusma", "qqqq", "été"]
    with monkeypatch.context() as patch:
        patch.setattr(listed, "known_words", lambda: pytest.fail("the lists were read"))
        told = [word in found for word in words]
    assert told == [word in known_words() for word in words]
    written = (tmp_path / name).stat().st_mtime_ns
    assert write_listed(tmp_path) == name
    assert (tmp_path / name).stat().st_mtime_ns == written


@pytest.mark.parametrize("content", [None, b"", b"\xff\n"])
def test_without_the_file_the_lists_are_read(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "listed.z").write_bytes(content)
    found = Listed(tmp_path / "listed.z")
    assert "police" in found
    assert "vettting" not in found
