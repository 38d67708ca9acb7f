"""``lessons show``: one passage or document, whole, with citation and provenance."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from lessons.access import Reader
from lessons.citation.formats import cite
from lessons.commands.options import as_json, as_reader, cite_as, existing_home, with_settings
from lessons.errors import UserError
from lessons.indexing import result_record
from lessons.printable import printable
from lessons.provenance import corrections_by_number, rule_and_number, told, whose
from lessons.relations.shown import lines as relation_lines
from lessons.relations.shown import relations_of
from lessons.search.citation import citation, place
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction
from lessons.storage.rows import Document, StoredPassage

OWNERS_ONLY = ("path", "root", "sheet", "revision")
"""The revision counts every change of the catalog, also of documents that a reader may not see."""


@click.command()
@click.argument("identity", metavar="ID")
@cite_as
@as_reader
@as_json
@with_settings
def show(settings: Settings, identity: str, cited_as: str | None, reader: Reader, json_output: bool) -> None:
    """Show the passage or document ID (or symbol), whole, with its citation and what was recognised in it."""
    home = existing_home(settings)
    with Catalog(home.catalog) as catalog:
        found = describe(catalog, identity, reader, home.decisions)
    if cited_as:
        click.echo(cite([found], cited_as), nl=False)
    elif json_output:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(printable("\n".join(lines(found))))


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


def _words(annotation: Mapping[str, Any]) -> str:
    """The words that were recognised; what holds for the whole document stands on none of the passage's own."""
    return f"“{annotation['text']}”" if annotation["text"] else "(of the document)"


def _rule(annotation: Mapping[str, Any]) -> tuple[str | None, ...]:
    return annotation["rule"], annotation["author"], annotation["made_at"]


def _said(one: Mapping[str, Any]) -> str:
    tag = f"{one['field']}={one['value']}"
    words = f" “{one['surface']}”" if one["surface"] else ""
    return f"{one['action']}{words} {tag} ({one['author']}, {one['made_at']}, {one['scope']})"


def lines(found: dict[str, Any]) -> list[str]:
    """The same for people."""
    if "citation" not in found:
        head = [
            f"{name:<12}{found[name]}"
            for name in (
                "id",
                "title",
                "symbols",
                "date",
                "doc_type",
                "originator",
                "language",
                "pages",
                "path",
                "outcome",
                "reason",
                "about",
                "evidence",
            )
            if found.get(name)
        ]
        body = [
            f"  {place(passage) or '-'}  [{passage['kind']}]  {passage['text'][:100]}" for passage in found["passages"]
        ]
        head += [f"corrected   {one['number']}: {_said(one)}" for one in found["corrections"]]
        return [*head, *relation_lines(found), f"{len(body)} passages:", *body]
    shown = [found["citation"], *(f"  {heading}" for heading in found["heading"]), "", found["text"], ""]
    reasons = f"polarity {found['polarity']}, confidence {found['confidence']:.2f}, rule {found['rule']}"
    shown.append(f"kind        {found['kind']} ({reasons})")
    for name in ("countries", "missions", "themes"):
        if found[name]:
            shown.append(f"{name:<12}{', '.join(found[name])}")
    shown += [
        f"  {_words(a)} → {a['vocabulary']} {a['code'] or a['label']} ({', '.join(filter(None, _rule(a)))})"
        for a in found["annotations"]
    ]
    shown += [f"corrected   {one['number']}: {_said(one)}" for one in found["corrections"]]
    shown += relation_lines(found)
    return [*shown, f"id          {found['id']}", *([f"file        {found['path']}"] if "path" in found else [])]
