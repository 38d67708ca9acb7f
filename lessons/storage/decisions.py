"""The decisions of people: corrections of what was read, and judgments of what was found; kept for ever, reversible.

Each carries an anchor (`lessons.anchors`), so that it survives a lost catalog and a new version of its document; one
that no longer finds its place says in `waiting` why, and is listed for review.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, insert, select, update

from lessons.anchors import Anchor
from lessons.storage.catalog import now
from lessons.storage.database import Database

VERSION = 2

SCOPES = ("collection", "document", "passage")
"""What a correction holds for, the widest first."""

tables = MetaData()


def _anchor_columns() -> list[Column[Any]]:
    return [Column(name, Text) for name in ("sha256", "path", "symbol", "passage_id", "quote", "prefix", "suffix")]


corrections = Table(
    "corrections",
    tables,
    Column("id", Integer, primary_key=True),
    Column("document_id", String, nullable=False, index=True),  # empty for the whole collection
    Column("field", String, nullable=False),
    Column("value", Text, nullable=False),
    *_anchor_columns(),
    Column("author", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("reversed_at", String),
    # set (gives a field of a document its value), reject, add, always, never, merge or kind
    Column("action", String, nullable=False, server_default="set"),
    Column("scope", String, nullable=False, server_default="document"),
    Column("surface", Text),
    Column("waiting", Text),
)

judgments = Table(
    "judgments",
    tables,
    Column("id", Integer, primary_key=True),
    Column("query", Text, nullable=False, index=True),
    Column("grade", Integer, nullable=False),
    Column("document_id", String, nullable=False),
    *_anchor_columns(),
    Column("author", String, nullable=False),
    Column("made_at", String, nullable=False),
    Column("reversed_at", String),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on a field of a document or on a tag, which overrides the file, the sheet and the machine.

    `field` is a field of the document or the vocabulary of the tag, `value` a code or name; `surface` the words that
    `always`, `never` and `merge` speak of. An empty `document_id` means the whole collection.
    """

    id: int
    document_id: str
    field: str
    value: str
    author: str
    made_at: str
    quote: str | None = None
    reversed_at: str | None = None
    action: str = "set"
    scope: str = "document"
    surface: str | None = None
    passage_id: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    sha256: str | None = None
    path: str | None = None
    symbol: str | None = None
    waiting: str | None = None

    @property
    def anchor(self) -> Anchor:
        """What the correction is about."""
        return Anchor(
            self.document_id, self.sha256, self.path, self.symbol, self.passage_id, self.quote, self.prefix, self.suffix
        )

    def as_dict(self) -> dict[str, Any]:
        """The correction as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Judgment:
    """A reader's word on a passage as an answer to a query: 2 should be found, 1 is of use, 0 is not relevant."""

    id: int
    query: str
    grade: int
    author: str
    made_at: str
    anchor: Anchor
    reversed_at: str | None = None


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

    # Corrections ----------------------------------------------------------------------------------------------

    def correct(
        self,
        document_id: str,
        field: str,
        value: str,
        author: str,
        *,
        action: str = "set",
        scope: str = "document",
        surface: str | None = None,
        anchor: Anchor | None = None,
    ) -> int:
        """Store a correction; returns its number."""
        row: dict[str, Any] = {"field": field, "value": value, "author": author, "made_at": now()}
        row |= {"action": action, "scope": scope, "surface": surface}
        return self._insert(corrections, row | asdict(anchor or Anchor(document_id)))

    def reverse(self, correction_id: int) -> bool:
        """Take a correction back, keeping it in the record; returns whether there was one in force."""
        return self._reverse(corrections, correction_id)

    def corrections(self, document_id: str | None = None, *, in_force: bool = True) -> list[Correction]:
        """The corrections of a document or of all, oldest first."""
        query = select(corrections).order_by(corrections.c.id)
        if document_id is not None:
            query = query.where(corrections.c.document_id == document_id)
        if in_force:
            query = query.where(corrections.c.reversed_at.is_(None))
        with self._database.begin() as connection:
            return [Correction(**row) for row in connection.execute(query).mappings()]

    def attach(
        self, correction_id: int, document_id: str, sha256: str, path: str, symbol: str | None, passage_id: str | None
    ) -> None:
        """Note where a correction belongs now; its quotation stays as it was made."""
        place: dict[str, Any] = {"document_id": document_id, "sha256": sha256, "path": path, "symbol": symbol}
        self._change(correction_id, place | {"passage_id": passage_id})

    def wait(self, correction_id: int, reason: str | None) -> None:
        """Note why a correction does not find its place, None once it does."""
        self._change(correction_id, {"waiting": reason})

    def _change(self, correction_id: int, values: Mapping[str, Any]) -> None:
        with self._database.begin() as connection:
            connection.execute(update(corrections).where(corrections.c.id == correction_id).values(**values))

    # Judgments ------------------------------------------------------------------------------------------------

    def judge(self, query: str, grade: int, author: str, anchor: Anchor) -> int:
        """Store a judgment in the place of an earlier one by the same author of the same query and passage.

        Returns its number. One transaction: a kill in between would lose the earlier one.
        """
        earlier = update(judgments).where(
            judgments.c.query == query,
            judgments.c.passage_id == anchor.passage_id,
            judgments.c.author == author,
            judgments.c.reversed_at.is_(None),
        )
        row = {"query": query, "grade": grade, "author": author, "made_at": now(), **asdict(anchor)}
        with self._database.begin() as connection:
            connection.execute(earlier.values(reversed_at=now()))
            return int(connection.execute(insert(judgments).values(**row).returning(judgments.c.id)).scalar_one())

    def withdraw(self, judgment_id: int) -> bool:
        """Take a judgment back, keeping it in the record; returns whether there was one in force."""
        return self._reverse(judgments, judgment_id)

    def judgments(self, *, in_force: bool = True) -> list[Judgment]:
        """All judgments, oldest first."""
        query = select(judgments).order_by(judgments.c.id)
        if in_force:
            query = query.where(judgments.c.reversed_at.is_(None))
        with self._database.begin() as connection:
            return [_judgment(dict(row)) for row in connection.execute(query).mappings()]

    def _insert(self, table: Table, row: Mapping[str, Any]) -> int:
        with self._database.begin() as connection:
            return int(connection.execute(insert(table).values(**row).returning(table.c.id)).scalar_one())

    def _reverse(self, table: Table, number: int) -> bool:
        change = update(table).where(table.c.id == number, table.c.reversed_at.is_(None))
        with self._database.begin() as connection:
            return bool(connection.execute(change.values(reversed_at=now())).rowcount)


_ANCHOR = tuple(Anchor.__dataclass_fields__)


def _judgment(row: Mapping[str, Any]) -> Judgment:
    anchor = Anchor(**{name: row[name] for name in _ANCHOR})
    rest = {name: value for name, value in row.items() if name not in _ANCHOR}
    return Judgment(**rest, anchor=anchor)
