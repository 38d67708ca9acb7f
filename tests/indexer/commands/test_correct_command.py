from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import complaint, in_process, lessons

TEXTS = {
    "camps.txt": (
        "Notes on camps\n\n"
        "The camps were closed late, and the wells were poisoned by the fuel that was left behind there.\n"
    ),
    "liberia.txt": (
        "Disarmament in Liberia\n\nUNMIL should plan cantonment sites early, as 7,000 combatants came to the camps.\n"
    ),
}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with in_process():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "reports" / name).write_text(text)
    assert lessons("index", tmp_path / "reports", home=tmp_path / "home").code == 0
    return tmp_path / "home"


def hit(home: Path, *options: str) -> dict[str, Any]:
    found = lessons("search", "wells", *options, "--json", home=home).json["results"]
    return dict(found[0]) if found else {}


def correct(home: Path, *changes: str) -> list[dict[str, Any]]:
    ended = lessons("correct", hit(home)["document_id"], *changes, "--author", "officer", "--json", home=home)
    assert ended.code == 0, ended.err
    return list(ended.json)


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ("title=Wells", "title", "Wells"),
        ("date=2014-05", "date", "2014-05"),
        ("doc_type=After-action review", "doc_type", "after_action_review"),
        ("originator=oversight", "originator", "oversight"),
        ("symbol=S/2014/9", "symbol", "S/2014/9"),
        ("mission=unamid", "missions", ["UNAMID"]),
    ],
)
def test_a_correction_shows_at_once_stays_and_can_be_undone(
    home: Path, tmp_path: Path, change: str, field: str, value: object
) -> None:
    before = hit(home)
    assert before[field] != value
    number = correct(home, change)[0]["id"]
    assert hit(home)[field] == value
    assert lessons("index", tmp_path / "reports", "--force", home=home).code == 0
    assert hit(home)[field] == value
    assert lessons("correct", "--undo", number, home=home).code == 0
    assert hit(home) == before


@pytest.mark.parametrize("damage", [b"{", b'{"schema": 1, "engine": "whoosh"}'])
def test_an_index_of_another_version_is_built_anew(home: Path, damage: bytes) -> None:
    before = hit(home)
    (home / "index" / "g-000001" / "manifest.json").write_bytes(damage)
    ended = lessons("correct", before["document_id"], "title=Wells", "--author", "officer", home=home)
    assert ended.code == 0, ended.err
    assert hit(home)["title"] == "Wells"


def test_access_is_restricted_at_once(home: Path) -> None:
    correct(home, "sensitivity=Confidential", "groups=dpo")
    assert hit(home, "--as", "unclassified") == hit(home, "--as", "confidential") == {}
    assert hit(home, "--as", "confidential:dpo")


def test_corrections_are_listed(home: Path) -> None:
    correct(home, "title=Wells")
    listed = lessons("correct", "--json", home=home).json
    assert [(one["field"], one["value"], one["author"]) for one in listed] == [("title", "Wells", "officer")]
    assert "title=Wells" in lessons("correct", home=home).out


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["none", "title=X"], "take an id"),
        (["ID", "colour=red"], "FIELD=VALUE"),
        (["ID", "title"], "FIELD=VALUE"),
        (["ID", "doc_type=novel"], "unknown"),
        (["ID", "sensitivity=secret"], "unclassified"),
        (["ID", "date=soon"], "2004-03"),
        (["ID", "date=2004-13"], "2004-03"),
        (["--undo", "99"], "lessons correct"),
    ],
)
def test_user_errors_change_nothing(home: Path, arguments: list[str], mend: str) -> None:
    before = hit(home)
    words = [before["document_id"] if word == "ID" else word for word in arguments]
    assert mend in complaint(lessons("correct", *words, home=home), 2)
    assert hit(home) == before
    assert lessons("correct", "--json", home=home).json == []
