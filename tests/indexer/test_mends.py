"""What must never open a restricted document, nor lose one: each case was found by trying to."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from running import complaint, lessons

from lessons.access import AccessLabel
from lessons.home import Home
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions
from lessons.storage.originals import Corrected

TEXT = "The mission learned that a zebrafish must be fed before the drawdown of its camp begins in earnest.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "x.txt").write_text(TEXT)
    return place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def found(home: Path, *options: str) -> int:
    return int(json.loads(lessons("search", "zebrafish", "--json", *options, home=home).out)["total"])


def identity(home: Path) -> str:
    with Catalog(Home(home).catalog) as catalog:
        return catalog.documents()[0].id


@pytest.mark.parametrize("name", ["metadata.csv", "Metadata.CSV"])
def test_a_sheet_counts_whatever_way_its_folder_is_named(
    folder: Path, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / name).write_text("path,sensitivity\nx.txt,confidential\n")
    other = folder.parent / "other"
    other.mkdir()
    (folder.parent / "link").symlink_to(folder)
    monkeypatch.chdir(other)
    for way in ("../reports", str(folder), "../link"):
        assert lessons("index", way, home=home).code == 0
        assert found(home) == 1
        assert found(home, "--as", "unclassified") == 0


def test_two_rows_for_one_file_are_refused(folder: Path, home: Path) -> None:
    (folder / "metadata.csv").write_text("path,sensitivity\nx.txt,confidential\nx.txt,unclassified\n")
    assert "two rows" in complaint(lessons("index", folder, home=home), 2)


def test_a_decision_that_was_not_applied_is_applied_at_the_next_run(folder: Path, home: Path) -> None:
    lessons("index", folder, home=home)
    with Decisions(Home(home).decisions) as decisions:
        decisions.correct(identity(home), "sensitivity", "confidential", "a person")
    assert lessons("index", folder, home=home).code == 0
    assert found(home) == 1
    assert found(home, "--as", "unclassified") == 0


def test_lost_decisions_stop_the_run(folder: Path, home: Path) -> None:
    lessons("index", folder, home=home)
    assert lessons("correct", identity(home), "sensitivity=confidential", home=home).code == 0
    for file in home.glob("decisions.db*"):
        file.unlink()
    assert "restore" in complaint(lessons("index", folder, "--force", home=home), 4)
    assert found(home, "--as", "unclassified") == 0


def test_a_restriction_acts_before_the_index_follows(folder: Path, home: Path) -> None:
    lessons("index", folder, home=home)
    with Catalog(Home(home).catalog) as catalog:
        content = catalog.found(catalog.documents()[0].id)
        assert content
        restricted = replace(content.document, access=AccessLabel("confidential"))
        assert catalog.recorrect(Corrected(replace(content, document=restricted)))
    assert found(home) == 1
    assert found(home, "--as", "unclassified") == 0


def test_what_cannot_be_read_this_once_is_kept(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer import run  # noqa: PLC0415

    lessons("index", folder, home=home)
    (folder / "x.txt").write_text("")  # while it is written anew it is empty for a moment
    monkeypatch.setattr(run, "_passing", lambda _task: True)
    ended = lessons("index", folder, home=home)
    assert ended.code == 3
    assert "is kept" in ended.out
    assert found(home) == 1
    monkeypatch.undo()
    (folder / "x.txt").write_text(TEXT + "And then fed again.\n")
    os.utime(folder / "x.txt")
    assert lessons("index", folder, home=home).code == 0
    assert found(home) == 1


def test_a_damaged_generation_is_built_anew(folder: Path, home: Path) -> None:
    lessons("index", folder, home=home)
    name = (home / "index" / "CURRENT").read_text()
    for file in (home / "index" / name / "label-0").glob("lexicon*"):
        file.unlink()
    assert lessons("index", folder, home=home).code == 0
    assert found(home) == 1


def test_a_backup_needs_a_file_name(folder: Path, home: Path) -> None:
    lessons("index", folder, home=home)
    assert "name of a file" in complaint(lessons("backup", folder, home=home), 2)
