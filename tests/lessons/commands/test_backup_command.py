import gzip
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import pytest
from running import complaint, lessons

from lessons.storage.catalog import Catalog
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


@pytest.mark.parametrize("name", ["catalog.db", "decisions.db", "lock", "index/CURRENT"])
def test_a_file_that_is_no_backup_is_not_written_over(home: Path, backup: Path, name: str) -> None:
    before = (home / name).read_bytes()
    assert backup.exists() and before
    assert "is no backup" in complaint(lessons("backup", home / name, home=home), 2)
    assert (home / name).read_bytes() == before


def test_an_older_backup_and_an_empty_file_are_written_over(home: Path, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for file in (backup, tmp_path / "empty"):
        assert lessons("backup", file, home=home).code == 0
        assert file.stat().st_size > 1000
    assert "is no backup" in complaint(lessons("backup", "/dev/null", home=home), 2)


def rewritten(backup: Path, file: Path, change: Callable[[Path], None]) -> Path:
    """The backup with other contents, its digests as they were."""
    folder = file.parent / "unpacked"
    with tarfile.open(backup) as archive:
        archive.extractall(folder, filter="data")
    change(folder)
    with tarfile.open(file, "w:gz") as archive:
        for path in sorted(folder.iterdir()):
            archive.add(path, path.name)
    return file


def changed_in(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        place = data.rindex(b"Kept" if name == "decisions.db" else b"cantonment")
        data[place] ^= 1
        (folder / name).write_bytes(data)

    return change


def without_decisions(folder: Path) -> None:
    (folder / "decisions.db").unlink()


def of_an_earlier_version(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    (folder / "backup.json").write_text('{"version": "0.0.9", "stores": ["decisions.db", "catalog.db"]}')


def swapped(folder: Path) -> None:
    shutil.copy(folder / "decisions.db", folder / "catalog.db")


def torn(folder: Path) -> None:
    data = bytearray((folder / "catalog.db").read_bytes())
    data[4096:8192] = bytes(4096)
    (folder / "catalog.db").write_bytes(data)


def linked(folder: Path) -> None:
    (folder / "catalog.db").unlink()
    (folder / "catalog.db").symlink_to("/etc/passwd")


CHANGES: dict[str, Callable[[Path], None]] = {
    "a letter in the catalog": changed_in("catalog.db"),
    "a letter in a decision": changed_in("decisions.db"),
    "no decisions": without_decisions,
    "earlier, no decisions": lambda folder: of_an_earlier_version(folder, without_decisions),
    "earlier, another database": lambda folder: of_an_earlier_version(folder, swapped),
    "earlier, a page of zeros": lambda folder: of_an_earlier_version(folder, torn),
    "a link": linked,
    "no list": lambda folder: (folder / "backup.json").write_text("{") and None,
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_backup_that_is_not_as_written_replaces_nothing(home: Path, tmp_path: Path, kind: str) -> None:
    with Catalog(home / "catalog.db") as catalog, Decisions(home / "decisions.db") as decisions:
        catalog.expect_decisions()
        decisions.correct("x", "title", "Kept", "officer")
    file = tmp_path / "good.tar.gz"
    assert lessons("backup", file, home=home).code == 0
    with Decisions(home / "decisions.db") as decisions:
        decisions.correct("x", "title", "Newer", "officer")
    bad = rewritten(file, tmp_path / "bad.tar.gz", CHANGES[kind])
    complaint(lessons("restore", bad, "--replace", home=home), 2)
    with Decisions(home / "decisions.db") as decisions:
        assert [one.value for one in decisions.corrections()] == ["Kept", "Newer"]
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 1
    assert not list(home.glob("restore-*"))


def test_a_backup_of_an_earlier_version_without_digests_is_taken(backup: Path, tmp_path: Path) -> None:
    old = rewritten(backup, tmp_path / "old.tar.gz", lambda folder: of_an_earlier_version(folder, lambda _: None))
    assert lessons("restore", old, home=tmp_path / "other").code == 0


def test_a_backup_without_the_decisions_that_must_be_there_is_not_written(home: Path, tmp_path: Path) -> None:
    with Catalog(home / "catalog.db") as catalog:
        catalog.expect_decisions()
    file = tmp_path / "b.tar.gz"
    older = gzip.compress(b"an older one")
    file.write_bytes(older)
    assert "decisions.db is gone" in complaint(lessons("backup", file, home=home), 4)
    assert file.read_bytes() == older


def test_a_damaged_catalog_is_not_backed_up_over_a_good_one(home: Path, backup: Path) -> None:
    good, path = backup.read_bytes(), home / "catalog.db"
    torn(home)
    assert path.exists()
    complaint(lessons("backup", backup, home=home), 2)
    assert backup.read_bytes() == good
    assert [one.name for one in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize("contents", [b"", b"no database " * 1000, None])
def test_a_damaged_or_lost_collection_is_replaced(home: Path, backup: Path, contents: bytes | None) -> None:
    for name in ("catalog.db", "decisions.db"):
        if contents is None:
            (home / name).unlink()
        else:
            (home / name).write_bytes(contents)
    assert lessons("restore", backup, "--replace", home=home).code == 0
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 1
    with Decisions(home / "decisions.db") as decisions:
        assert [one.value for one in decisions.corrections()] == ["Kept"]


def test_who_reads_meanwhile_goes_on_reading(home: Path, backup: Path) -> None:
    with Catalog(home / "catalog.db") as reading:
        before = reading.revision()
        assert lessons("restore", backup, "--replace", home=home).code == 0
        assert reading.revision() > before, "an index of the replaced catalog would pass for one of this"
    assert lessons("status", "--json", home=home).json["up_to_date"]


def test_what_killed_runs_left_is_cleared(home: Path, backup: Path) -> None:
    left = backup.parent / ".lessons-backup-left"
    left.mkdir()
    (left / "lock").touch()
    (home / "restore-left").mkdir()
    assert lessons("backup", backup, home=home).code == 0
    assert lessons("restore", backup, "--replace", home=home).code == 0
    assert not left.exists()
    assert not (home / "restore-left").exists()


def test_a_backup_needs_no_room_in_the_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def noting(prefix: str, dir: Path) -> str:
        made.append(dir)
        return mkdtemp(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", noting)
    assert lessons("backup", tmp_path / "elsewhere" / "b.tar.gz", home=home).code == 0
    assert made == [tmp_path / "elsewhere"]
    assert (tmp_path / "elsewhere" / "b.tar.gz").stat().st_mode & 0o777 == 0o600
