"""The catalog: documents, parts, passages, runs; each document is stored in one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Select, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from lessons.access import AccessLabel, Reader
from lessons.records import Part
from lessons.storage.catalog_tables import VERSION, counters, documents, parts, passages, roots, runs, tables, versions
from lessons.storage.database import Database
from lessons.storage.rows import Document, StoredPassage, part_row

QUARANTINE = ("rejected", "crashed", "timed_out")


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

    def store(self, document: Document, found_parts: Sequence[Part], found: Sequence[StoredPassage]) -> None:
        """Put a document, its parts and its passages in the place of its former ones, in one transaction."""
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

    def restate(self, document: Document) -> None:
        """Put what is known of a document in the place of what was, its parts and passages as they are."""
        with self._database.begin() as connection:
            row = document.as_row() | {"revision": _next_revision(connection)}
            connection.execute(update(documents).where(documents.c.id == document.id).values(row))

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

    # Runs -----------------------------------------------------------------------------------------------------

    def revision(self) -> int:
        """The number of the last change; an index generation that carries it is up to date."""
        with self._database.begin() as connection:
            return connection.execute(select(counters.c.value).where(counters.c.name == "revision")).scalar() or 0

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
        with self._database.begin() as connection:
            row = connection.execute(
                insert(runs).values(started=now(), outcome="running", pipeline=pipeline, counts={}).returning(runs.c.id)
            )
            return int(row.scalar_one())

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


def _delete_contents(connection: Connection, document_ids: Sequence[str]) -> None:
    for table in (passages, parts):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))


def _next_revision(connection: Connection) -> int:
    count = upsert(counters).values(name="revision", value=1)
    count = count.on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
    return int(connection.execute(count.returning(counters.c.value)).scalar_one())
