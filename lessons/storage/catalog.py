"""The catalog: documents, parts, passages, runs; each document is stored in one transaction."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from lessons.access import AccessLabel, Reader
from lessons.records import Part
from lessons.storage.catalog_tables import (
    VERSION,
    counters,
    documents,
    originals,
    parts,
    passages,
    roots,
    runs,
    tables,
    versions,
)
from lessons.storage.database import Database
from lessons.storage.embeddings import Embeddings
from lessons.storage.originals import Content, Corrected, Original, as_found, write_originals
from lessons.storage.relations import Relations
from lessons.storage.rows import Document, StoredPassage, part_row
from lessons.storage.sketches import Sketches

QUARANTINE = ("rejected", "crashed", "timed_out")
RUNNING, KILLED = "running", "killed"
"""The outcomes of a run that goes on, and of one that was ended from outside."""


def now() -> str:
    """The present moment in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Catalog:
    """The database of what was read; open it with `create` to write, without to read only what is there."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._database = Database(path, tables, VERSION, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @property
    def relations(self) -> Relations:
        """What depends on several documents."""
        return Relations(self._database)

    @property
    def sketches(self) -> Sketches:
        """What the stage after a run compared, kept for the next one."""
        return Sketches(self._database)

    def embeddings(self, model: str) -> Embeddings:
        """The vectors that a model made of passages."""
        return Embeddings(self._database, model)

    # Documents ------------------------------------------------------------------------------------------------

    def add_root(self, path: str) -> None:
        """Remember a folder or file that was given to be indexed."""
        with self._database.begin() as connection:
            connection.execute(upsert(roots).values(path=path, added=now()).on_conflict_do_nothing())

    def documents(self, *, roots: Collection[str] | None = None, removed: bool = False) -> list[Document]:
        """All documents in the order of their paths, of the given roots only; with `removed` also those gone."""
        query = select(documents).order_by(documents.c.path)
        if roots is not None:
            query = query.where(documents.c.root.in_(roots))
        if not removed:
            query = query.where(documents.c.removed_at.is_(None))
        return [Document.from_row(row) for row in self._rows(query)]

    def document(self, document_id: str) -> Document | None:
        """One document, also when its file is gone."""
        found = self._rows(select(documents).where(documents.c.id == document_id))
        return Document.from_row(found[0]) if found else None

    def with_symbol(self, symbol: str) -> list[str]:
        """The ids of the documents that bear a symbol, in any case."""
        wanted = symbol.casefold()
        found = self._rows(select(documents.c.id, documents.c.symbols).where(documents.c.removed_at.is_(None)))
        return [row["id"] for row in found if wanted in (own.casefold() for own in row["symbols"])]

    def parts(self, document_id: str) -> list[Part]:
        """The parts of a document in order."""
        query = select(parts).where(parts.c.document_id == document_id).order_by(parts.c.ordinal)
        skipped = ("document_id", "ordinal")
        return [
            Part(**{name: value for name, value in row.items() if name not in skipped}) for row in self._rows(query)
        ]

    def store(
        self,
        document: Document,
        found_parts: Sequence[Part],
        found: Sequence[StoredPassage],
        kept: Sequence[Original] = (),
    ) -> None:
        """Put a document, its parts and its passages in the place of its former ones, in one transaction.

        `kept` is what the machine found where a person's correction changed it.
        """
        with self._database.begin() as connection:
            row = document.as_row() | {"revision": _next_revision(connection), "removed_at": None}
            fresh = {name: value for name, value in row.items() if name != "id"}
            connection.execute(upsert(documents).values(row).on_conflict_do_update(index_elements=["id"], set_=fresh))
            version = {name: row[name] for name in ("version", "sha256", "path", "read_at")}
            connection.execute(upsert(versions).values(document_id=document.id, **version).on_conflict_do_nothing())
            _delete_contents(connection, [document.id])
            if found_parts:
                connection.execute(
                    insert(parts), [part_row(document.id, n, part) for n, part in enumerate(found_parts)]
                )
            if found:
                connection.execute(insert(passages), [passage.as_row() for passage in found])
            write_originals(connection, document.id, kept)

    def moved(self, document_id: str, *, path: str, root: str, size: int, modified: int) -> None:
        """Note that a document's file was renamed or touched, its bytes unchanged; its identity stays."""
        change = update(documents).where(documents.c.id == document_id)
        with self._database.begin() as connection:
            connection.execute(change.values(path=path, root=root, size=size, modified=modified))

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out: their passages go, their row stays as a mark to which decisions can point."""
        with self._database.begin() as connection:
            for document_id in document_ids:
                _delete_contents(connection, [document_id])
                gone = {"removed_at": now(), "revision": _next_revision(connection)}
                # A removed document frees its path, so that a new file there can be catalogued.
                freed = documents.c.path + "#removed:" + documents.c.id
                connection.execute(update(documents).where(documents.c.id == document_id).values(path=freed, **gone))

    # Passages -------------------------------------------------------------------------------------------------

    def passages(self, document_id: str) -> list[StoredPassage]:
        """All passages of a document in order."""
        query = select(passages).where(passages.c.document_id == document_id).order_by(passages.c.ordinal)
        return [StoredPassage.from_row(row) for row in self._rows(query)]

    def passage(self, passage_id: str) -> StoredPassage | None:
        """One passage."""
        found = self._rows(select(passages).where(passages.c.id == passage_id))
        return StoredPassage.from_row(found[0]) if found else None

    def neighbours(self, passage: StoredPassage, reach: int = 2) -> list[StoredPassage]:
        """The passage with up to `reach` passages before and after it, in order."""
        near = passages.c.ordinal.between(passage.ordinal - reach, passage.ordinal + reach)
        query = select(passages).where(passages.c.document_id == passage.document_id, near).order_by(passages.c.ordinal)
        return [StoredPassage.from_row(row) for row in self._rows(query)]

    # Corrections ----------------------------------------------------------------------------------------------

    def found(self, document_id: str) -> Content | None:
        """A document as the machine found it, before any person corrected it."""
        content = self._content(document_id)
        if content is None:
            return None
        with self._database.begin() as connection:
            return as_found(connection, content)

    def recorrect(self, corrected: Corrected) -> bool:
        """Make a document what corrections now make of it, its file unread; returns whether anything changed."""
        content = corrected.content
        now_there = self._content(content.document.id)
        if now_there is None or now_there == content:
            with self._database.begin() as connection:
                write_originals(connection, content.document.id, corrected.originals)
            return False
        document, was = content.document, {one.id: one for one in now_there.passages}
        with self._database.begin() as connection:
            row = document.as_row() | {"revision": _next_revision(connection)}
            connection.execute(update(documents).where(documents.c.id == document.id).values(row))
            for ordinal, part in enumerate(content.parts):
                place = (parts.c.document_id == document.id) & (parts.c.ordinal == ordinal)
                connection.execute(update(parts).where(place).values(part_row(document.id, ordinal, part)))
            for one in content.passages:
                if one != was.get(one.id):
                    connection.execute(update(passages).where(passages.c.id == one.id).values(one.as_row()))
            write_originals(connection, document.id, corrected.originals)
        return True

    def corrected_by(self, identity: str) -> tuple[int, ...]:
        """The numbers of the corrections that changed a passage or document."""
        found = self._rows(select(originals.c.numbers).where(originals.c.id == identity))
        return tuple(found[0]["numbers"]) if found else ()

    def changed_by(self, number: int) -> set[str]:
        """The ids of the documents that a correction changed."""
        rows = self._rows(select(originals.c.document_id, originals.c.numbers))
        return {row["document_id"] for row in rows if number in row["numbers"]}

    def mentioning(self, holds: Callable[[str], bool], *, tags: bool = False) -> set[str]:
        """The ids of the documents whose title or a text holds what is looked for; with `tags` also a tag's name."""
        titles = select(documents.c.id, documents.c.title)
        found = {row["id"] for row in self._rows(titles) if holds(row["title"] or "")}
        query = select(passages.c.document_id, passages.c.text, *([passages.c.annotations] if tags else []))
        with self._database.begin() as connection:
            for document_id, text, *names in connection.execute(query):
                if document_id not in found and (holds(text) or any(map(holds, _named(names)))):
                    found.add(document_id)
        return found

    def applied(self, mark: int | None = None) -> int | None:
        """The mark of the corrections that the catalog shows; given one, remember it."""
        with self._database.begin() as connection:
            if mark is not None:
                note = upsert(counters).values(name="corrections", value=mark)
                note = note.on_conflict_do_update(index_elements=["name"], set_={"value": mark})
                connection.execute(note)
            return connection.execute(select(counters.c.value).where(counters.c.name == "corrections")).scalar()

    def _content(self, document_id: str) -> Content | None:
        document = self.document(document_id)
        if document is None:
            return None
        return Content(document, tuple(self.parts(document_id)), tuple(self.passages(document_id)))

    # Runs -----------------------------------------------------------------------------------------------------

    def revision(self) -> int:
        """The number of the last change; an index generation that carries it is up to date."""
        with self._database.begin() as connection:
            return connection.execute(select(counters.c.value).where(counters.c.name == "revision")).scalar() or 0

    def advance(self, past: int) -> None:
        """Count one change more than `past`, so that no index of another catalog passes for one of this."""
        with self._database.begin() as connection:
            count = update(counters).where(counters.c.name == "revision", counters.c.value <= past)
            _next_revision(connection)
            connection.execute(count.values(value=past + 1))

    def expect_decisions(self) -> None:
        """Remember that people have decided something, so that the loss of their database is noticed."""
        with self._database.begin() as connection:
            connection.execute(upsert(counters).values(name="decisions", value=1).on_conflict_do_nothing())

    def expects_decisions(self) -> bool:
        """Tell whether there must be a database of decisions."""
        return bool(self._rows(select(counters).where(counters.c.name == "decisions")))

    def hidden_from(self, reader: Reader) -> frozenset[str]:
        """The ids of the documents that a reader may not see, by the catalog's word, which is newer than any index."""
        if reader.owner:
            return frozenset()
        labels = self._rows(select(documents.c.id, documents.c.sensitivity, documents.c.groups))
        return frozenset(
            row["id"] for row in labels if not reader.may_read(AccessLabel(row["sensitivity"], tuple(row["groups"])))
        )

    def start_run(self, pipeline: str) -> int:
        """Note that a run began; returns its number."""
        self.note_killed()
        with self._database.begin() as connection:
            row = connection.execute(
                insert(runs).values(started=now(), outcome=RUNNING, pipeline=pipeline, counts={}).returning(runs.c.id)
            )
            return int(row.scalar_one())

    def note_killed(self) -> None:
        """Note that the runs which never ended were killed: whoever holds the writer's lock knows that none goes on."""
        with self._database.begin() as connection:
            connection.execute(update(runs).where(runs.c.finished.is_(None)).values(outcome=KILLED))

    def finish_run(self, run: int, outcome: str, counts: Mapping[str, int]) -> None:
        """Note how a run ended."""
        change = update(runs).where(runs.c.id == run).values(finished=now(), outcome=outcome, counts=dict(counts))
        with self._database.begin() as connection:
            connection.execute(change)

    def last_run(self) -> dict[str, Any] | None:
        """The newest run, or None."""
        found = self._rows(select(runs).order_by(runs.c.id.desc()).limit(1))
        return found[0] if found else None

    def counts(self) -> dict[str, int]:
        """How many documents there are per outcome, and how many passages."""
        present = documents.c.removed_at.is_(None)
        by_outcome = select(documents.c.outcome, func.count().label("n")).where(present).group_by(documents.c.outcome)
        counted = {str(row["outcome"]): int(row["n"]) for row in self._rows(by_outcome)}
        return counted | {"passages": int(self._rows(select(func.count().label("n")).select_from(passages))[0]["n"])}

    def readable(self) -> dict[AccessLabel, int]:
        """How many documents that were read there are under each access label."""
        kept = documents.c.removed_at.is_(None) & documents.c.outcome.not_in(QUARANTINE)
        labels = (documents.c.sensitivity, documents.c.groups)
        counted = self._rows(select(*labels, func.count().label("n")).where(kept).group_by(*labels))
        return {AccessLabel(row["sensitivity"], tuple(row["groups"])): int(row["n"]) for row in counted}

    def quarantine(self) -> list[Document]:
        """The documents that could not be read, with their reasons."""
        return [document for document in self.documents() if document.outcome in QUARANTINE]

    def _rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        with self._database.begin() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def each_document(self) -> Iterator[tuple[Document, list[StoredPassage]]]:
        """Every document that was read and its passages, one document in memory at a time."""
        for document in self.documents():
            if document.outcome not in QUARANTINE:
                yield document, self.passages(document.id)


def _named(columns: Sequence[Sequence[Sequence[Any]]]) -> Iterator[str]:
    """The codes and labels of a passage's annotations, as they are stored."""
    for annotations in columns:
        for _start, _end, _vocabulary, code, label, *_ in annotations:
            yield f"{code} {label}"


def _delete_contents(connection: Connection, document_ids: Sequence[str]) -> None:
    for table in (originals, passages, parts):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))


def _next_revision(connection: Connection) -> int:
    count = upsert(counters).values(name="revision", value=1)
    count = count.on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
    return int(connection.execute(count.returning(counters.c.value)).scalar_one())
