import sqlite3
from pathlib import Path

from running import complaint, lessons


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
