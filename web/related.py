"""What a page says of relations: newer versions, copies, recurrence, answers; each a line with where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.access import Reader
from lessons.relations.recurrence import Group, groups_with
from lessons.relations.shown import answered_by, links_of, related, superseded_by
from lessons.relations.validity import overdue
from lessons.storage.catalog import Catalog
from lessons.storage.relations import Member
from lessons.storage.rows import Document, StoredPassage
from web import urls
from web.wording import date

NAMES = {
    "corrects": "Corrects",
    "corrected_by": "Corrected by",
    "adds_to": "Adds to",
    "added_to_by": "Added to by",
    "revises": "Revises",
    "revised_by": "Revised by",
    "supersedes": "Supersedes",
    "superseded_by": "Superseded by",
    "responds_to": "Responds to",
    "answered_by": "Answered by",
    "copy_of": "The same as",
    "near_copy_of": "Nearly the same as",
}
MOST_NAMED = 3
MOST_MEMBERS = 20
ANSWERS = {"accepted": "Accepted", "partially_accepted": "Partially accepted", "not_accepted": "Not accepted"}
STATES = {
    "implemented": "implemented",
    "in_progress": "being implemented",
    "not_implemented": "not implemented",
    "overtaken": "overtaken by events",
}


@dataclass(frozen=True, slots=True)
class Leads:
    """Words that may lead somewhere."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One relation: its name, what it leads to, and why it is thought to hold; `sort` is its style."""

    name: str
    leads: tuple[Leads, ...] = ()
    evidence: str = ""
    sort: str = ""


def of_result(record: Mapping[str, Any]) -> tuple[Line, ...]:
    """What a result says of its passage's relations."""
    newer, recurrence = record.get("superseded_by"), record.get("recurrence")
    found = []
    if newer:
        found.append(Line("Superseded by", (_document(newer),), sort="warn"))
    if recurrence:
        found.append(Line(_capital(recurrence["summary"]), sort="recurs"))
    found += [_answered(answer) for answer in record.get("answers", ())[:MOST_NAMED]]
    copies = record.get("also_in", ())
    if copies:
        named = [Leads(_called(copy), urls.passage(copy["id"])) for copy in copies[:MOST_NAMED]]
        more = [Leads(f"and {len(copies) - MOST_NAMED} more")] if len(copies) > MOST_NAMED else []
        found.append(Line("Also in", (*named, *more), sort="copies"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A recurring lesson as its passage's page shows it: in words, and the other passages that teach it."""

    summary: str
    members: tuple[Leads, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PassageRelations:
    """Everything that the page of a passage says of its relations."""

    lines: tuple[Line, ...] = ()
    recurrence: Recurrence | None = None


def of_passage(catalog: Catalog, stored: StoredPassage, reader: Reader) -> PassageRelations:
    """The relations of a passage, as a reader may see them."""
    record = {"id": stored.id, "document_id": stored.document_id}
    found = related(catalog, [record], reader)[stored.id]
    group = groups_with(catalog, reader, [stored.id]).get(stored.id)
    answers = [
        Line(
            "Answers",
            (Leads(_short(answer["text"]), urls.passage(answer["passage_id"])),),
            answer["evidence"],
            "answer",
        )
        for answer in answered_by(catalog, stored.id, reader)[:MOST_MEMBERS]
    ]
    lines = of_result(found | {"recurrence": None})
    return PassageRelations((*lines, *answers), _recurrence(group, stored.id) if group else None)


def of_document(catalog: Catalog, document: Document, reader: Reader) -> tuple[Line, ...]:
    """The links of a document, and whether it still holds."""
    guidance = document.metadata.guidance
    found = []
    newer = superseded_by(catalog, [document.id], reader).get(document.id)
    if newer:
        found.append(Line("Superseded by", (_document(newer),), sort="warn"))
    if overdue(guidance):
        found.append(Line("Overdue for review", (Leads(f"since {date(guidance.review)}"),), sort="warn"))
    for link in links_of(catalog, document, reader):
        if not (newer and link["document_id"] == newer["document_id"] and link["relation"] == "superseded_by"):
            url = urls.document(link["document_id"]) if link["document_id"] else ""
            words = link["target"] if url else f"{link['target']} (not in this collection)"
            found.append(Line(NAMES[link["relation"]], (Leads(words, url),), link["evidence"], "link"))
    return tuple(found)


def guidance_facts(document: Document) -> list[tuple[str, str]]:
    """What a guidance document says of its validity."""
    guidance = document.metadata.guidance
    return [
        ("Reference", guidance.reference or ""),
        ("Effective", date(guidance.effective)),
        ("Review", date(guidance.review)),
        ("Approved by", guidance.approved_by or ""),
    ]


def _recurrence(group: Group, own: str) -> Recurrence:
    others = [member for member in group.members if member.id != own]
    shown = tuple(
        Leads(", ".join(filter(None, (_called(_place(member)), date(member.date)))), urls.passage(member.id))
        for member in others[:MOST_MEMBERS]
    )
    return Recurrence(_capital(group.summary), shown, max(0, len(others) - MOST_MEMBERS))


def _place(member: Member) -> dict[str, Any]:
    return {"symbol": member.symbol, "title": member.title, "document_id": member.document_id}


def _answered(answer: Mapping[str, Any]) -> Line:
    words = ANSWERS.get(answer["answer"] or "", "Answered")
    state = STATES.get(answer["implementation"] or "")
    name = f"{words}, {state}" if state else words
    return Line(
        name, (Leads(_short(answer["text"]), urls.passage(answer["passage_id"])),), answer["evidence"], "answer"
    )


def _document(found: Mapping[str, Any]) -> Leads:
    return Leads(_called(found), urls.document(found["document_id"]))


def _called(found: Mapping[str, Any]) -> str:
    return str(found.get("symbol") or found.get("title") or found["document_id"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
