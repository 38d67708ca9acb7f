"""Opening a database: SQLite in write-ahead mode by default, any other by URL; foreign errors translated."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from lessons.errors import IndexMismatch, ProtectionError


class Database:
    """A database with a known schema version; `tables` are created when it is opened for writing."""

    def __init__(self, path: Path, tables: MetaData, version: int, *, create: bool = False) -> None:
        self.path = path
        self._version = version
        self._tables = tables
        if not create and not path.exists():
            raise IndexMismatch(f"{path.name} is not in {path.parent}: run `lessons index FOLDER` first")
        self.engine = _engine(path)
        with translated(path):
            self._check_version(create=create)

    def _check_version(self, *, create: bool) -> None:
        with self.engine.begin() as connection:
            found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            if found == 0 and create and not inspect(connection).get_table_names():
                self._tables.create_all(connection)
                connection.execute(text(f"PRAGMA user_version = {self._version}"))
            elif found != self._version:
                raise IndexMismatch(
                    f"{self.path.name} has schema version {found}, this program writes {self._version}: "
                    "restore a backup of this version, or index into another --home"
                )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, undone where it raises."""
        with translated(self.path), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours: a full disk or a lost database protects data, the rest is a defect."""
    try:
        yield
    except OperationalError as error:
        cause = str(error.orig)
        if "full" in cause:
            raise ProtectionError(
                f"the disk is full at {path.parent}: free some space and run again; nothing finished is lost"
            ) from error
        if "locked" in cause:
            raise ProtectionError(
                f"{path.name} is locked by another program: wait or close it, then run again"
            ) from error
        raise ProtectionError(
            f"{path.name} cannot be used ({cause}): check the disk and the rights on {path.parent}"
        ) from error
    except IntegrityError:
        raise  # a defect of this program; the database refused it and is whole
    except DatabaseError as error:
        raise IndexMismatch(
            f"{path.name} is damaged ({error.orig}): restore a backup with `lessons restore FILE`"
        ) from error


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, consistently, through SQLite's own backup."""
    try:
        with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
            reading.backup(writing)
    except sqlite3.Error as error:
        raise ProtectionError(
            f"{source.name} could not be copied ({error}): check the space at {target.parent}"
        ) from error
