"""One passage or document as JSON: its citation, what was recognised in it, and how it is related to others."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lessons.access import Reader
from lessons.errors import UserError
from lessons.indexing import result_record
from lessons.provenance import corrections_by_number, rule_and_number, told, whose
from lessons.relations.shown import relations_of
from lessons.search.citation import citation
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction
from lessons.storage.rows import Document, StoredPassage

OWNERS_ONLY = ("path", "root", "sheet", "revision")
"""The revision counts every change of the catalog, also of documents that a reader may not see."""


def describe(catalog: Catalog, identity: str, reader: Reader, decisions: Path | None = None) -> dict[str, Any]:
    """A passage or document as JSON; raises UserError where there is none that this reader may see.

    `decisions` is the database that knows who corrected what.
    """
    passage = catalog.passage(identity)
    document = catalog.document(passage.document_id if passage else identity) or _bearing(catalog, identity, reader)
    if document is None or not reader.may_read(document.access):
        raise UserError(f"there is no passage or document {identity!r}: take an id from `lessons search`")
    known = corrections_by_number(decisions, catalog.corrected_by(passage.id if passage else document.id))
    found = passage_view(catalog, document, passage, known) if passage else document_view(catalog, document)
    found["corrections"] = [told(known[number]) for number in sorted(known)]
    found |= relations_of(catalog, document, passage, reader)
    # Where the file lies, what its folder's sheet says and how much was changed is the owner's business.
    return found if reader.owner else {name: value for name, value in found.items() if name not in OWNERS_ONLY}


def _bearing(catalog: Catalog, symbol: str, reader: Reader) -> Document | None:
    """The first document that this reader may see with a symbol."""
    found = (catalog.document(identity) for identity in catalog.with_symbol(symbol))
    return next((document for document in found if document and reader.may_read(document.access)), None)


def passage_view(
    catalog: Catalog, document: Document, passage: StoredPassage, known: Mapping[int, Correction]
) -> dict[str, Any]:
    """A passage with its citation, what was recognised in it and by which rule, and its neighbours' ids."""
    parts = catalog.parts(document.id)
    part = parts[passage.passage.part] if passage.passage.part < len(parts) else None
    record = result_record(document, part, passage)
    return {
        **record,
        "citation": citation(record),
        "path": document.path,
        "rule": rule_and_number(passage.judgement.rule)[0],
        "annotations": [
            {
                "start": a.start,
                "end": a.end,
                "text": a.text,
                "vocabulary": a.vocabulary,
                "code": a.code,
                "label": a.label,
                **whose(a.rule, known),
            }
            for a in passage.annotations
        ],
        "neighbours": [near.id for near in catalog.neighbours(passage) if near.id != passage.id],
    }


def document_view(catalog: Catalog, document: Document) -> dict[str, Any]:
    """A document with its metadata, parts, provenance and passages."""
    row = document.as_row()
    parts = [
        {"type": part.type, "label": part.label, "doc_type": part.doc_type, "originator": part.originator}
        for part in catalog.parts(document.id)
    ]
    passages = [
        {
            "id": p.id,
            "page": p.passage.page,
            "paragraph": p.passage.paragraph,
            "kind": p.judgement.kind,
            "text": p.passage.text,
        }
        for p in catalog.passages(document.id)
    ]
    return {**row, "parts": parts, "passages": passages}
