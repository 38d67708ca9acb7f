import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from lessons.errors import IndexMismatch, ProtectionError
from lessons.storage.database import Database


def _first() -> tuple[MetaData, Table]:
    tables = MetaData()
    return tables, Table(
        "notes", tables, Column("id", Integer, primary_key=True), Column("text", String, nullable=False)
    )


def _second() -> tuple[MetaData, Table, Table]:
    tables = MetaData()
    notes = Table(
        "notes",
        tables,
        Column("id", Integer, primary_key=True),
        Column("text", String, nullable=False),
        Column("scope", String, nullable=False, server_default="document", index=True),
        Column("quote", String),
    )
    return tables, notes, Table("judgments", tables, Column("id", Integer, primary_key=True))


def test_an_earlier_version_gets_its_missing_tables_and_columns_and_keeps_its_rows(tmp_path: Path) -> None:
    tables, notes = _first()
    earlier = Database(tmp_path / "d.db", tables, 1, create=True)
    with earlier.begin() as connection:
        connection.execute(insert(notes).values(id=1, text="kept"))
    earlier.close()
    for _ in range(2):  # the second time there is nothing to do
        tables, notes, judgments = _second()
        database = Database(tmp_path / "d.db", tables, 2)
        with database.begin() as connection:
            assert connection.execute(select(notes)).all() == [(1, "kept", "document", None)]
            assert connection.execute(select(judgments)).all() == []
        database.close()


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    tables, _, _ = _second()
    Database(tmp_path / "d.db", tables, 2, create=True).close()
    with pytest.raises(IndexMismatch, match="schema version 2, this program writes 1"):
        Database(tmp_path / "d.db", _first()[0], 1)


def test_a_database_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a place, 100% ours?"
    folder.mkdir()
    tables, notes = _first()
    written = Database(folder / "d.db", tables, 1, create=True)
    with written.begin() as connection:
        connection.execute(insert(notes).values(id=1, text="kept"))
    written.close()
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr(os, "access", lambda *_: False)
    folder.chmod(0o555)
    database = Database(folder / "d.db", tables, 1)
    with database.begin() as connection:
        assert connection.execute(select(notes)).all() == [(1, "kept")]
        assert sorted(path.name for path in folder.iterdir()) == before
    database.close()
    folder.chmod(0o755)


def test_the_database_of_something_else_is_not_brought_up_to_date(tmp_path: Path) -> None:
    other = MetaData()
    Table("recipes", other, Column("id", Integer, primary_key=True))
    Database(tmp_path / "d.db", other, 1, create=True).close()
    tables, _, _ = _second()
    with pytest.raises(IndexMismatch, match="something else"):
        Database(tmp_path / "d.db", tables, 2)
    assert Database(tmp_path / "d.db", other, 1).path.exists(), "as it was"


def test_on_a_full_disk_what_is_there_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, notes = _first()
    written = Database(tmp_path / "d.db", tables, 1, create=True)
    with written.begin() as connection:
        connection.execute(insert(notes).values(id=1, text="kept"))
    written.close()

    def without_room(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("lessons.storage.database._configure", without_room)
    with pytest.raises(ProtectionError):
        Database(tmp_path / "d.db", tables, 1)
    monkeypatch.setattr("lessons.storage.database.is_full", lambda _: True)
    database = Database(tmp_path / "d.db", tables, 1)
    with database.begin() as connection:
        assert connection.execute(select(notes)).all() == [(1, "kept")]
    with pytest.raises(ProtectionError), database.begin() as connection:
        connection.execute(insert(notes).values(id=2, text="lost"))
    database.close()
