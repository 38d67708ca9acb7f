from pathlib import Path

import pytest

from indexer.sheet import Sheets, access_label
from lessons.access import AccessLabel
from lessons.errors import UserError


def sheets(root: Path, text: str, folder: str = "") -> Sheets:
    (root / folder).mkdir(exist_ok=True)
    (root / folder / "metadata.csv").write_text(text, encoding="utf-8")
    return Sheets(root)


def test_cells_are_cleaned_and_empty_ones_left_out(tmp_path: Path) -> None:
    found = sheets(
        tmp_path,
        "path,title,type,mission,originator,sensitivity,groups\n"
        "a.txt, Title ,After-action review,unmil,,confidential,dpo\n",
    )
    row = found.row(tmp_path / "a.txt")
    assert row == {
        "title": "Title",
        "type": "after_action_review",
        "mission": "UNMIL",
        "sensitivity": "confidential",
        "groups": "dpo",
    }
    assert found.row(tmp_path / "b.txt") == {}


def test_a_byte_order_mark_quotes_and_accents(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_text('path,title\n"a, b.txt","Été ""2004"""\n', encoding="utf-8-sig")
    assert Sheets(tmp_path).row(tmp_path / "a, b.txt") == {"title": 'Été "2004"'}


def test_the_nearest_sheet_wins_and_those_above_count(tmp_path: Path) -> None:
    sheets(tmp_path, "path,title\nsub/a.txt,Above\nsub/b.txt,Above\n")
    found = sheets(tmp_path, "path,title\na.txt,Near\n", "sub")
    assert found.row(tmp_path / "sub" / "a.txt") == {"title": "Near"}
    assert found.row(tmp_path / "sub" / "b.txt") == {"title": "Above"}


def test_sheets_above_the_root_do_not_count(tmp_path: Path) -> None:
    sheets(tmp_path, "path,title\nsub/a.txt,Above\n")
    (tmp_path / "sub").mkdir()
    assert Sheets(tmp_path / "sub").row(tmp_path / "sub" / "a.txt") == {}


def test_a_root_that_is_a_file_uses_its_folder(tmp_path: Path) -> None:
    sheets(tmp_path, "path,title\na.txt,Title\n")
    (tmp_path / "a.txt").touch()
    assert Sheets(tmp_path / "a.txt").row(tmp_path / "a.txt") == {"title": "Title"}


@pytest.mark.parametrize("path", ["./a.txt", " a.txt ", "sub/../a.txt"])
def test_paths_are_understood_as_written(tmp_path: Path, path: str) -> None:
    assert sheets(tmp_path, f"path,title\n{path},Title\n").row(tmp_path / "a.txt") == {"title": "Title"}


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("path,colour\na.txt,red\n", "columns must be of path, title"),
        ("title\nTitle\n", "with path"),
        ("path;title\na.txt;Title\n", "columns must be of"),
        ("", "columns must be of"),
        ("path,type\na.txt,ok\nb.txt,evaluation\nc.txt,novel\n", "line 2.*unknown"),
        ("path,type\na.txt,evaluation\nc.txt,novel\n", "line 3.*unknown"),
        ("path,mission\na.txt,UNXXX\n", "line 2.*unknown"),
        ("path,originator\na.txt,nobody\n", "line 2.*unknown"),
        ("path,sensitivity\na.txt,secret\n", "line 2.*unclassified, confidential"),
    ],
)
def test_a_sheet_that_cannot_be_used_names_the_mend(tmp_path: Path, text: str, mend: str) -> None:
    with pytest.raises(UserError, match=f"metadata.csv.*{mend}") as caught:
        sheets(tmp_path, text).row(tmp_path / "a.txt")
    assert "\n" not in str(caught.value)


def test_a_sheet_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "metadata.csv").write_bytes(b"path,title\na.txt,\xff\xfe\n")
    with pytest.raises(UserError, match="UTF-8"):
        Sheets(tmp_path).row(tmp_path / "a.txt")


@pytest.mark.parametrize("groups", ["dpo,legal", "legal; dpo", " dpo  legal dpo"])
def test_groups_of_a_row(groups: str) -> None:
    assert access_label({"groups": groups, "sensitivity": "confidential"}) == AccessLabel(
        "confidential", ("dpo", "legal")
    )
    assert access_label({}) == AccessLabel()
