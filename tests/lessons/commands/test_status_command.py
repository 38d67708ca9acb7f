import sqlite3
from pathlib import Path

from running import complaint, lessons

from lessons.home import Home
from lessons.storage.decisions import Decisions


def test_the_json_shape(indexed: Path) -> None:
    found = lessons("status", "--json", home=indexed).json
    assert (found["home"], found["engine"], found["generation"], found["up_to_date"]) == (
        str(indexed),
        "whoosh",
        "g-000001",
        True,
    )
    assert found["counts"]["ok"] == 3
    assert found["counts"]["rejected"] == 1
    assert found["last_run"]["outcome"] == "done"
    assert [Path(one["path"]).name for one in found["quarantine"]] == ["empty.txt"]


def test_for_people(indexed: Path) -> None:
    out = lessons("status", home=indexed).out
    assert "up to date" in out
    assert "Quarantine   1 files:" in out
    assert "empty.txt" in out


def test_an_index_behind_the_catalog(home: Path) -> None:
    with sqlite3.connect(home / "catalog.db") as connection:
        connection.execute("update counters set value = value + 1")
    assert "behind the catalog" in lessons("status", home=home).out
    assert lessons("reindex", home=home).code == 0
    assert "up to date" in lessons("status", home=home).out


def test_a_damaged_catalog(home: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        (home / f"catalog.db{suffix}").unlink(missing_ok=True)
    (home / "catalog.db").write_bytes(b"not a database" * 100)
    for command in ("status", "reindex"):
        complaint(lessons(command, home=home), 2)


def test_a_catalog_of_another_version(home: Path) -> None:
    with sqlite3.connect(home / "catalog.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    for command in (["status"], ["reindex"], ["show", "x"], ["index", home]):
        assert "schema version 99" in complaint(lessons(*command, home=home), 2)


def runs(home: Path, change: str) -> None:
    with sqlite3.connect(home / "catalog.db") as connection:
        connection.execute(f"update runs set {change}")


def test_a_run_that_was_killed_is_told_until_the_next(home: Path) -> None:
    runs(home, "outcome = 'running', finished = null")
    assert lessons("status", "--json", home=home).json["last_run"]["outcome"] == "killed"
    assert "killed before it ended" in lessons("status", home=home).out
    with Home(home).lock():
        assert lessons("status", "--json", home=home).json["last_run"]["outcome"] == "running"
    assert lessons("reindex", home=home).code == 0
    with Home(home).lock():
        assert lessons("status", "--json", home=home).json["last_run"]["outcome"] == "killed"


def test_corrections_that_wait_are_told(home: Path) -> None:
    assert lessons("status", "--json", home=home).json["corrections"] == {"in_force": 0, "waiting": 0}
    assert not Home(home).decisions.exists()
    (document,) = {one["document_id"] for one in lessons("search", "--size", "1", "--json", home=home).json["results"]}
    assert lessons("correct", document, "title=Roads", home=home).code == 0
    assert "Corrections  1 in force\n" in lessons("status", home=home).out
    with Decisions(Home(home).decisions) as decisions:
        decisions.wait(1, "its document is gone")
    assert "1 in force, 1 wait for review: see `lessons correct --review`" in lessons("status", home=home).out
