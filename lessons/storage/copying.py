"""Whole databases: copied while in use, put in the place of others, and proved to be sound."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData

from lessons.errors import IndexMismatch, ProtectionError
from lessons.storage.database import WAIT, is_full, read_only_name


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, consistently, through SQLite's own backup."""
    try:
        with closing(_reading(source)) as reading, closing(sqlite3.connect(target, timeout=WAIT)) as writing:
            reading.backup(writing)
    except sqlite3.Error as error:
        raise ProtectionError(
            f"{source.name} could not be copied ({error}): check the space at {target.parent}"
        ) from error


def replace_database(source: Path, target: Path) -> None:
    """Put a database in the place of another in one transaction: who reads it, or a power cut, finds one of them whole.

    A target that is no database any more is thrown away.
    """
    try:
        with closing(_reading(source)) as reading, closing(sqlite3.connect(target, timeout=WAIT)) as writing:
            reading.backup(writing)
        prove(target)
    except sqlite3.OperationalError as error:
        raise ProtectionError(
            f"{target.name} could not be replaced ({error}), it is as it was: check the space at {target.parent}"
        ) from error
    except (sqlite3.DatabaseError, IndexMismatch):
        for leftover in ("-wal", "-shm", "-journal"):
            target.with_name(target.name + leftover).unlink(missing_ok=True)
        source.replace(target)


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that reads; where nothing can be written beside the database, one that need not."""
    if path.exists() and not os.access(path.parent, os.W_OK):
        return sqlite3.connect(read_only_name(path), uri=True, timeout=WAIT)
    connection = sqlite3.connect(path, timeout=WAIT)
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError:
        connection.close()
        if not is_full(path):
            raise
        return sqlite3.connect(read_only_name(path), uri=True, timeout=WAIT)
    return connection


def prove(path: Path, tables: MetaData | None = None) -> None:
    """Look at every page of a database, and that it has these tables; raises IndexMismatch where it is not sound.

    One of 400 MB takes 2 s.
    """
    try:
        with closing(_reading(path)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(1)")]
            for table in tables.sorted_tables if tables else ():
                columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
                missing = [column.name for column in table.columns if column.name not in columns]
                found += [f"{table.name} lacks {', '.join(missing)}"] if missing else []
    except sqlite3.Error as error:
        found = [str(error)]
    if found != ["ok"]:
        reason = " ".join(found[-1].split())
        raise IndexMismatch(f"{path.name} is damaged ({reason}): restore a backup with `lessons restore FILE`")
