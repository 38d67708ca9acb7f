import hashlib
import os
from pathlib import Path

import pytest

from indexer.scan import fingerprint, scan, stored_path
from lessons.errors import UserError


def names(root: Path) -> list[str]:
    return [file.path.relative_to(root).as_posix() for file in scan(root)]


def test_files_are_found_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "A.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert names(tmp_path) == sorted(["A.txt", "a.txt", "a/z.txt", "b.txt"], key=lambda name: tmp_path / name)
    found = scan(tmp_path)[0]
    assert (found.root, found.size, found.modified) == (tmp_path, 5, (tmp_path / "A.txt").stat().st_mtime_ns)


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").touch()
    for name in (".hidden", "~$report.docx", "metadata.csv", "Metadata.CSV", "report.txt"):
        (tmp_path / name).touch()
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert names(tmp_path) == ["report.txt"]


def test_a_root_may_be_one_file(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("x")
    assert [file.path for file in scan(tmp_path / "report.txt")] == [tmp_path / "report.txt"]


def test_a_folder_that_cannot_be_opened_stops_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(UserError, match="give the reading user access"):
        scan(tmp_path)


def test_a_root_that_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="cannot open"):
        scan(tmp_path / "pipe")


def test_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    assert fingerprint(tmp_path / "a") == hashlib.sha256(b"x" * 3_000_000).hexdigest()


def test_a_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("x")
    assert [stored_path(file.path) for file in scan(tmp_path)] == [f"{tmp_path}/caf\\xe9.txt"]
    assert stored_path(Path("/a/é.txt")) == "/a/é.txt"
