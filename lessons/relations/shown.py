"""What a reader is shown of relations: a document's links, and of a passage its copies, recurrence and answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lessons.access import AccessLabel, Reader
from lessons.relations.links import REPLACING, superseded
from lessons.relations.recurrence import groups_with
from lessons.relations.validity import overdue
from lessons.search.results import Results
from lessons.storage.catalog import Catalog
from lessons.storage.relations import AnswerTo, Link
from lessons.storage.rows import Document, StoredPassage

INVERSE = {
    "corrects": "corrected_by",
    "adds_to": "added_to_by",
    "revises": "revised_by",
    "supersedes": "superseded_by",
    "superseded_by": "supersedes",
    "responds_to": "answered_by",
    "copy_of": "copy_of",
    "near_copy_of": "near_copy_of",
}
"""What a relation is called from its other end."""
MOST_COPIES = 20


def links_of(catalog: Catalog, document: Document, reader: Reader) -> list[dict[str, Any]]:
    """The links of a document, from both ends, without those to documents that the reader may not see."""
    found, resolved = [], set()
    for link in catalog.relations.links_of(document.id):
        outward = link.from_id == document.id
        other = catalog.document(link.to_id if outward else link.from_id) if link.to_id else None
        seen = other if other and not other.removed_at and reader.may_read(other.access) else None
        if seen or (outward and link.relation not in ("copy_of", "near_copy_of")):
            found.append(_link(link, seen, outward=outward))
        if seen and outward:
            resolved.add((link.relation, link.target))
    # Where he sees one document of those that are meant, another "not in this collection" would tell of a hidden one.
    shown = [entry for entry in found if entry["document_id"] or (entry["relation"], entry["target"]) not in resolved]
    return [entry for number, entry in enumerate(shown) if entry not in shown[:number]]


def _link(link: Link, other: Document | None, *, outward: bool) -> dict[str, Any]:
    """A link as JSON; of a document that is not here, or not for this reader, only what the text says of it."""
    known = other.metadata if other else None
    target = link.target if outward else (known.symbol or known.title if known else None) or link.from_id
    return {
        "relation": link.relation if outward else INVERSE[link.relation],
        "target": target,
        "document_id": other.id if other else None,
        "title": known.title if known else None,
        "date": known.date if known else None,
        "evidence": link.evidence,
    }


def superseded_by(catalog: Catalog, document_ids: Collection[str], reader: Reader) -> dict[str, dict[str, Any]]:
    """For each document that another took the place of, that other one, where the reader may see it."""
    links = catalog.relations.links_at(document_ids, REPLACING)
    ends = {identity for link in links for identity in (link.from_id, link.to_id) if identity}
    others = {identity: catalog.document(identity) for identity in ends}
    seen = {
        identity: document
        for identity, document in others.items()
        if document and not document.removed_at and reader.may_read(document.access)
    }
    visible = [link for link in links if link.from_id in seen and link.to_id in seen]
    return {
        old: {"document_id": new, "symbol": seen[new].metadata.symbol, "title": seen[new].metadata.title}
        for old, new in superseded(visible).items()
        if old in document_ids
    }


def answers_to(catalog: Catalog, passage_ids: Sequence[str], reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """The answers that recommendations were given, where the reader may see them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for answer in catalog.relations.answers_to(passage_ids):
        shown = _answer(catalog, answer, answer.response_id, reader)
        if shown:
            found.setdefault(answer.recommendation_id, []).append(shown)
    return found


def answered_by(catalog: Catalog, passage_id: str, reader: Reader) -> list[dict[str, Any]]:
    """The recommendations that a passage answers, where the reader may see them."""
    found = catalog.relations.answered_by(passage_id)
    shown = (_answer(catalog, answer, answer.recommendation_id, reader) for answer in found)
    return [entry for entry in shown if entry]


def _answer(catalog: Catalog, answer: AnswerTo, other_id: str, reader: Reader) -> dict[str, Any] | None:
    other = catalog.passage(other_id)
    document = catalog.document(other.document_id) if other else None
    if other is None or document is None or not reader.may_read(document.access):
        return None
    return {
        "passage_id": other.id,
        "document_id": document.id,
        "symbol": document.metadata.symbol,
        "answer": answer.answer,
        "implementation": answer.implementation,
        "evidence": answer.evidence,
        "text": other.passage.text,
    }


def also_in(catalog: Catalog, passage_ids: Sequence[str], reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """The other documents that say what these passages say, where the reader may see them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in catalog.relations.copies_of(passage_ids):
        if reader.may_read(AccessLabel(row["sensitivity"], tuple(row["groups"]))):
            symbol = row["symbols"][0] if row["symbols"] else None
            place = {name: row[name] for name in ("id", "document_id", "title", "date")} | {"symbol": symbol}
            found.setdefault(row["copy_of"], []).append(place)
    return {name: places[:MOST_COPIES] for name, places in found.items()}


def related(catalog: Catalog, records: Sequence[Mapping[str, Any]], reader: Reader) -> dict[str, dict[str, Any]]:
    """What a result tells of a passage's relations, by passage: `recurrence`, `also_in`, `superseded_by`, `answers`."""
    names = [record["id"] for record in records]
    recurrence = groups_with(catalog, reader, names)
    copies = also_in(catalog, names, reader)
    newer = superseded_by(catalog, {record["document_id"] for record in records}, reader)
    answers = answers_to(catalog, names, reader)
    return {
        record["id"]: {
            "recurrence": recurrence[record["id"]].brief() if record["id"] in recurrence else None,
            "also_in": copies.get(record["id"], []),
            "superseded_by": newer.get(record["document_id"]),
            "answers": answers.get(record["id"], []),
        }
        for record in records
    }


def relations_of(catalog: Catalog, document: Document, passage: StoredPassage | None, reader: Reader) -> dict[str, Any]:
    """What ``lessons show`` tells of the relations of a passage, or of a document."""
    if passage:
        record = {"id": passage.id, "document_id": document.id}
        found = related(catalog, [record], reader)[passage.id]
        return found | {"answer_to": answered_by(catalog, passage.id, reader)}
    return {
        "links": links_of(catalog, document, reader),
        "superseded_by": superseded_by(catalog, [document.id], reader).get(document.id),
        "overdue_for_review": overdue(document.metadata.guidance),
    }


def lines(found: Mapping[str, Any]) -> list[str]:
    """The same for people, a line each."""
    shown = [f"{name.replace('_', ' '):<12}{value}" for name, value in (found.get("guidance") or {}).items() if value]
    if found.get("overdue_for_review"):
        shown.append("            overdue for review")
    newer = found.get("superseded_by")
    if newer:
        shown.append(f"superseded by {newer['symbol'] or newer['title']} ({newer['document_id']})")
    for link in found.get("links", ()):
        if newer and (link["relation"], link["document_id"]) == ("superseded_by", newer["document_id"]):
            continue
        where = link["document_id"] or "not in this collection"
        shown.append(f"{link['relation'].replace('_', ' ')} {link['target']} ({where}; {link['evidence']})")
    for copy in found.get("also_in", ()):
        shown.append(f"also in     {copy['symbol'] or copy['title']} ({copy['id']})")
    if found.get("recurrence"):
        shown.append(f"recurrence  {found['recurrence']['summary']} ({found['recurrence']['id']})")
    for name in ("answers", "answer_to"):
        for answer in found.get(name, ()):
            state = ", ".join(filter(None, (answer["answer"], answer["implementation"]))).replace("_", " ")
            shown.append(f"{name.replace('_', ' '):<12}{state}: {answer['passage_id']} ({answer['evidence']})")
    return shown


def with_relations(results: Results, catalog: Catalog, reader: Reader) -> Results:
    """The results with what is known of their relations."""
    found = related(catalog, [result.record for result in results.results], reader)
    shown = (replace(result, record={**result.record, **found[result.record["id"]]}) for result in results.results)
    return replace(results, results=tuple(shown))
