import tarfile
from pathlib import Path

import pytest
from running import complaint, lessons

from lessons.storage.decisions import Decisions


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    with Decisions(home / "decisions.db") as decisions:
        decisions.correct("x", "title", "Kept", "officer")
    file = tmp_path / "backups" / "collection.tar.gz"
    assert lessons("backup", file, home=home).code == 0
    return file


def test_a_backup_brings_everything_back(home: Path, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert "is served" in lessons("restore", backup, home=other).out
    before, after = (lessons("search", "police", "--json", home=place).json for place in (home, other))
    assert {**before, "took_ms": 0} == {**after, "took_ms": 0}
    with Decisions(other / "decisions.db") as decisions:
        assert [one.value for one in decisions.corrections()] == ["Kept"]
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_an_existing_collection_is_protected(home: Path, backup: Path) -> None:
    assert "--replace" in complaint(lessons("restore", backup, home=home), 4)
    assert lessons("restore", backup, "--replace", home=home).code == 0
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 1


def damaged(backup: Path, tmp_path: Path, kind: str) -> Path:
    file = tmp_path / "damaged.tar.gz"
    data = bytearray(backup.read_bytes())
    if kind == "missing":
        return file
    if kind == "flipped":
        for place in range(len(data) // 3, len(data) // 3 + 200):
            data[place] ^= 0xFF
    elif kind == "cut":
        data = data[: len(data) // 2]
    elif kind == "text":
        data = bytearray(b"This is a letter.")
    elif kind == "foreign":
        (tmp_path / "letter").write_text("A letter.")
        with tarfile.open(file, "w:gz") as archive:
            archive.add(tmp_path / "letter", "letter")
        return file
    elif kind == "no database":
        (tmp_path / "letter").write_text("A letter, and a long one. " * 100)
        with tarfile.open(file, "w:gz") as archive:
            archive.add(tmp_path / "letter", "backup.json")
            archive.add(tmp_path / "letter", "catalog.db")
        return file
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("kind", ["missing", "flipped", "cut", "text", "foreign", "no database"])
def test_a_damaged_backup_changes_nothing(home: Path, backup: Path, tmp_path: Path, kind: str) -> None:
    complaint(lessons("restore", damaged(backup, tmp_path, kind), "--replace", home=home), 2)
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 1
    assert lessons("status", "--json", home=home).json["counts"]["ok"] == 3


def test_a_backup_that_cannot_be_written(home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "choose another place" in complaint(lessons("backup", tmp_path / "file" / "b.tar.gz", home=home), 2)
