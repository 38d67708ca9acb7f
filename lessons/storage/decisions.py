"""The decisions of people: corrections of what was read, kept for ever, each reversible.

A correction of a passage carries a text-quote anchor, so that it survives a new version of the document; one that no
longer finds its passage waits in the review queue. Users, status events, judgments and saved searches get their tables
here too.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, insert, select, update

from lessons.storage.catalog import now
from lessons.storage.database import Database

VERSION = 1

tables = MetaData()

corrections = Table(
    "corrections",
    tables,
    Column("id", Integer, primary_key=True),
    Column("document_id", String, nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("quote", Text),
    Column("author", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("reversed_at", String),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on a document's field, which overrides the file, the sheet and the machine."""

    id: int
    document_id: str
    field: str
    value: str
    author: str
    made_at: str
    quote: str | None = None
    reversed_at: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The correction as JSON."""
        return asdict(self)


class Decisions:
    """The database of human decisions; never rebuilt, never cleared."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, tables, VERSION, create=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def correct(self, document_id: str, field: str, value: str, author: str) -> int:
        """Store a correction; returns its number."""
        row = {"document_id": document_id, "field": field, "value": value, "author": author, "made_at": now()}
        with self._database.begin() as connection:
            return int(connection.execute(insert(corrections).values(row).returning(corrections.c.id)).scalar_one())

    def reverse(self, correction_id: int) -> bool:
        """Take a correction back, keeping it in the record; returns whether there was one in force."""
        change = update(corrections).where(corrections.c.id == correction_id, corrections.c.reversed_at.is_(None))
        with self._database.begin() as connection:
            return bool(connection.execute(change.values(reversed_at=now())).rowcount)

    def corrections(self, document_id: str | None = None, *, in_force: bool = True) -> list[Correction]:
        """The corrections of a document or of all, oldest first."""
        query = select(corrections).order_by(corrections.c.id)
        if document_id is not None:
            query = query.where(corrections.c.document_id == document_id)
        if in_force:
            query = query.where(corrections.c.reversed_at.is_(None))
        with self._database.begin() as connection:
            return [Correction(**row) for row in connection.execute(query).mappings()]
