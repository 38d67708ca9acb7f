"""Opening a database: SQLite in write-ahead mode by default, any other by URL; foreign errors translated.

A database of an earlier version is brought up to date when it is opened: from one version to the next, tables and
columns are only ever added. So a new column is nullable or has a server default, and no decision is rewritten.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateColumn

from lessons.errors import IndexMismatch, ProtectionError

WAIT = 30.0
"""Seconds for which another program that writes is waited for."""
LITTLE = 100_000
"""Bytes free on a disk that is as good as full."""


class Database:
    """A database with a known schema version; `tables` are created when it is opened for writing."""

    def __init__(self, path: Path, tables: MetaData, version: int, *, create: bool = False) -> None:
        self.path = path
        self._version = version
        self._tables = tables
        if not create and not path.exists():
            raise IndexMismatch(f"{path.name} is not in {path.parent}: run `lessons index FOLDER` first")
        self.engine = _engine(path)
        try:
            self._check_version(create=create)
        except ProtectionError:
            if create or not is_full(path):
                raise
            self.engine.dispose()
            self.engine = _read_only(path)  # what is there can be read all the same
            self._check_version(create=False)

    def _check_version(self, *, create: bool) -> None:
        with self.begin() as connection:
            found = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            if found == 0 and create and not inspect(connection).get_table_names():
                self._tables.create_all(connection)
                connection.execute(text(f"PRAGMA user_version = {self._version}"))
            elif 0 < found < self._version:
                self._upgrade(connection)
            elif found != self._version:
                raise IndexMismatch(
                    f"{self.path.name} has schema version {found}, this program writes {self._version}: "
                    "restore a backup of this version, or index into another --home"
                )

    def _upgrade(self, connection: Connection) -> None:
        """Add the tables, columns and indexes that are missing, in one transaction."""
        there = set(inspect(connection).get_table_names())
        if not there or there - set(self._tables.tables):  # nothing is ever taken out, so an earlier one has no others
            raise IndexMismatch(
                f"{self.path.name} is the database of something else: restore a backup with `lessons restore FILE`"
            )
        self._tables.create_all(connection)
        known = inspect(connection)
        for table in self._tables.sorted_tables:
            there = {column["name"] for column in known.get_columns(table.name)}
            for column in table.columns:
                if column.name not in there:
                    definition = CreateColumn(column).compile(connection)
                    connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))
            for index in table.indexes:
                index.create(connection, checkfirst=True)
        connection.execute(text(f"PRAGMA user_version = {self._version}"))

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, undone where it raises."""
        with translated(self.path), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _engine(path: Path) -> Engine:
    if path.exists() and not os.access(path.parent, os.W_OK):
        return _read_only(path)
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _configure)
    return engine


def _read_only(path: Path) -> Engine:
    """A collection on a medium that cannot be written: without a log beside it, SQLite has to be told that it is so."""
    return create_engine(URL.create("sqlite", database=read_only_name(path), query={"uri": "true"}))


def read_only_name(path: Path) -> str:
    """SQLite's name for a database that cannot be written."""
    log = path.with_name(f"{path.name}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    return f"file:{quote(str(path.absolute()))}?{mode}"


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
        if "full" in cause or ("I/O" in cause and is_full(path)):
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


def is_full(path: Path) -> bool:
    """Tell whether there is no room even for the 32 KB that SQLite keeps beside a database in use."""
    try:
        return shutil.disk_usage(path.parent).free < LITTLE
    except OSError:
        return False
