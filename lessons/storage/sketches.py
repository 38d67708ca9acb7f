"""What was compared of each document, kept so that a run compares only what is new; all of it can be made again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from lessons.storage.catalog_tables import comparisons, sketches
from lessons.storage.database import Database
from lessons.storage.relations import AnswerTo
from lessons.storage.rows import Document


@dataclass(frozen=True, slots=True)
class Taught:
    """What a lesson candidate teaches: its content words, sorted, their key, and their signature."""

    passage_id: str
    key: str
    words: tuple[str, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A lesson candidate that may be said word for word elsewhere; `said` marks its words and codes."""

    passage_id: str
    ordinal: int
    said: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A document as the stage after a run compares it: at one revision, by one version of the program."""

    document_id: str
    revision: int
    signature: bytes
    teachings: tuple[Taught, ...]
    repeatable: tuple[Repeatable, ...]
    answering: bool
    answers: tuple[AnswerTo, ...]


Pair = tuple[str, str, str]
"""What is compared, and the ids of the two documents."""


@dataclass(slots=True)
class Kept:
    """Sketches and comparisons of an earlier run; those that still hold are used, what is made anew is noted."""

    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    comparisons: Mapping[Pair, tuple[str, Any]] = field(default_factory=dict)
    made: dict[str, Sketch] = field(default_factory=dict)
    compared: dict[Pair, tuple[str, Any]] = field(default_factory=dict)
    used: set[str | Pair] = field(default_factory=set)

    def sketch(self, document: Document, make: Callable[[], Sketch]) -> Sketch:
        """The sketch of a document, made where there is none of its revision."""
        known = self.sketches.get(document.id)
        if known is None or known.revision != document.revision:
            known = self.made[document.id] = make()
        else:
            self.used.add(document.id)
        return known

    def compare(self, sort: str, one: Document, other: Document, measure: Callable[[], Any]) -> Any:
        """What a comparison of two documents gave, measured where one of them has changed since; as JSON gives it."""
        pair, revisions = (sort, one.id, other.id), f"{one.revision} {other.revision}"
        known = self.comparisons.get(pair)
        if known is None or known[0] != revisions:
            known = self.compared[pair] = (revisions, measure())
        else:
            self.used.add(pair)
        return known[1]


class Sketches:
    """The tables of sketches of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, made_by: str) -> Kept:
        """What earlier runs of this version of the program kept."""
        with self._database.begin() as connection:
            rows = connection.execute(select(sketches).where(sketches.c.made_by == made_by)).mappings()
            kept = {row["document_id"]: _sketch(row) for row in rows}
            pairs = connection.execute(select(comparisons).where(comparisons.c.made_by == made_by)).mappings()
            compared = {(row["sort"], row["one"], row["other"]): (row["revisions"], row["found"]) for row in pairs}
        return Kept(kept, compared)

    def save(self, kept: Kept, made_by: str) -> None:
        """Keep what was made, and drop what was not used; one transaction."""
        with self._database.begin() as connection:
            _replace(connection, sketches, kept.used, kept.made, [_row(one, made_by) for one in kept.made.values()])
            found = [
                {"sort": sort, "one": one, "other": other, "revisions": revisions, "made_by": made_by, "found": found}
                for (sort, one, other), (revisions, found) in kept.compared.items()
            ]
            _replace(connection, comparisons, kept.used, kept.compared, found)


def _replace(
    connection: Connection, table: Table, used: set[str | Pair], made: Mapping[Any, Any], rows: Sequence[dict[str, Any]]
) -> None:
    """Drop the rows that were neither used nor made again, and put in those that were made."""
    names = list(table.primary_key.columns)
    there = [tuple(row) for row in connection.execute(select(*names))]
    for key in there:
        known = key if len(key) > 1 else key[0]
        if known not in used or known in made:
            same = [column == value for column, value in zip(names, key, strict=True)]
            connection.execute(delete(table).where(*same))
    if rows:
        connection.execute(insert(table), list(rows))


def _row(sketch: Sketch, made_by: str) -> dict[str, Any]:
    return {
        "document_id": sketch.document_id,
        "revision": sketch.revision,
        "made_by": made_by,
        "signature": sketch.signature,
        "teachings": [[one.passage_id, one.key, " ".join(one.words)] for one in sketch.teachings],
        "signatures": b"".join(one.signature for one in sketch.teachings),
        "repeatable": [[one.passage_id, one.ordinal, one.said] for one in sketch.repeatable],
        "answering": sketch.answering,
        "answers": [asdict(one) for one in sketch.answers],
    }


def _sketch(row: Mapping[Any, Any]) -> Sketch:
    return Sketch(
        row["document_id"],
        row["revision"],
        row["signature"],
        tuple(_teachings(row["teachings"], row["signatures"])),
        tuple(Repeatable(*one) for one in row["repeatable"]),
        row["answering"],
        tuple(AnswerTo(**one) for one in row["answers"]),
    )


def _teachings(rows: Sequence[Sequence[str]], signatures: bytes) -> Iterator[Taught]:
    width = len(signatures) // max(1, len(rows))
    for number, (passage_id, key, words) in enumerate(rows):
        signature = signatures[number * width : (number + 1) * width]
        yield Taught(passage_id, key, tuple(words.split(" ")), signature)
