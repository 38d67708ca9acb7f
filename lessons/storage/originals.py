"""What the machine found, kept beside what people made of it, so that a correction can be taken back exactly.

Only what a correction changed is kept twice: the row of a passage, and the metadata, subjects and parts of a document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from lessons.records import Part
from lessons.storage.catalog_tables import originals
from lessons.storage.rows import Document, StoredPassage


@dataclass(frozen=True, slots=True)
class Content:
    """A document with its parts and passages."""

    document: Document
    parts: tuple[Part, ...]
    passages: tuple[StoredPassage, ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The row of a passage or document as the machine found it, and the numbers of the corrections that changed it."""

    id: str
    found: Mapping[str, Any]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as it counts, with the originals of what differs from what was found."""

    content: Content
    originals: tuple[Original, ...] = ()


def kept(found: Content, content: Content, numbers: Mapping[str, Sequence[int]]) -> tuple[Original, ...]:
    """The originals of everything in `content` that is not as it was found."""
    kept_rows = [
        Original(was.id, was.as_row(), tuple(numbers.get(was.id, ())))
        for was, now in zip(found.passages, content.passages, strict=True)
        if was != now
    ]
    if (found.document, found.parts) != (content.document, content.parts):
        row = {"document": found.document.as_row(), "parts": [asdict(part) for part in found.parts]}
        kept_rows.append(Original(found.document.id, row, tuple(numbers.get(found.document.id, ()))))
    return tuple(kept_rows)


def write_originals(connection: Connection, document_id: str, rows: Sequence[Original]) -> None:
    """Put a document's originals in the place of its former ones."""
    connection.execute(delete(originals).where(originals.c.document_id == document_id))
    if rows:
        values = [
            {"id": row.id, "document_id": document_id, "found": dict(row.found), "numbers": list(row.numbers)}
            for row in rows
        ]
        connection.execute(insert(originals), values)


def as_found(connection: Connection, content: Content) -> Content:
    """A document as the machine found it; where the file lies and when it was read is as it is now."""
    query = select(originals.c.id, originals.c.found).where(originals.c.document_id == content.document.id)
    rows = {row["id"]: row["found"] for row in connection.execute(query).mappings()}
    if not rows:
        return content
    passages = tuple(StoredPassage.from_row(rows[one.id]) if one.id in rows else one for one in content.passages)
    document, parts = content.document, content.parts
    if document.id in rows:
        row = rows[document.id]
        was = Document.from_row(row["document"])
        document = replace(document, metadata=was.metadata, access=was.access, about=was.about, evidence=was.evidence)
        parts = tuple(Part(**part) for part in row["parts"])
    return Content(document, parts, passages)
