"""The page of a passage: its whole text, what was recognised in it and why, its neighbours, its citation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from lessons.citation.footnote import footnote
from lessons.citation.source import source
from lessons.indexing import result_record
from lessons.provenance import in_words, rule_and_number
from lessons.records import Annotation, Part
from lessons.search.citation import citation
from lessons.storage.decisions import Correction
from lessons.storage.rows import Document, StoredPassage
from web import urls
from web.document_page import PER_PAGE
from web.downloads import Download, downloads
from web.marking import Segment, annotated
from web.result_list import Tag, tags, title
from web.wording import date, kind, label, pages

NEIGHBOUR = 400
"""Characters shown of a neighbour: enough to see whether to go on reading."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was recognised: the words, what they stand for, the rule that says so, and the person behind it, if any."""

    text: str
    vocabulary: str
    label: str
    code: str
    rule: str
    by: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A passage before or after, shortened."""

    url: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class PassagePage:
    """Everything that the template of a passage shows."""

    title: str
    symbol: str
    date: str
    doc_type: str
    originator: str
    place: str
    heading: tuple[str, ...]
    segments: tuple[Segment, ...]
    language: str
    ocr: bool
    kind: str
    kind_label: str
    polarity: str
    confidence: str
    rule: str
    corrected: tuple[str, ...]
    tags: tuple[Tag, ...]
    found: tuple[Found, ...]
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    footnote: str
    citation: str
    exports: tuple[Download, ...]
    document_url: str
    place_url: str
    original_url: str
    original_text: str


def passage_page(
    document: Document,
    parts: Sequence[Part],
    passage: StoredPassage,
    near: Sequence[StoredPassage],
    corrections: Mapping[int, Correction] = MappingProxyType({}),
) -> PassagePage:
    """Prepare the page; `near` are the passages around it, itself perhaps among them; `corrections` changed it."""
    record = _record(document, parts, passage)
    judgement = passage.judgement
    return PassagePage(
        title=title({**record, "path": document.path}),
        symbol=record["symbol"] or "",
        date=date(record["date"]),
        doc_type=label("doc_type", record["doc_type"]),
        originator=label("originator", record["originator"]),
        place=pages(record),
        heading=tuple(record["heading"]),
        segments=tuple(annotated(record["text"], passage.annotations)),
        language=record["language"] or "en",
        ocr=record["ocr"],
        kind=record["kind"],
        kind_label=kind(record["kind"], record["status"]),
        polarity=label("polarity", judgement.polarity),
        confidence=f"{judgement.confidence:.0%}",
        rule=rule_and_number(judgement.rule)[0],
        corrected=tuple(_corrected(corrections[number]) for number in sorted(corrections)),
        tags=tags(record)[0],
        found=tuple(_found(annotation, corrections) for annotation in passage.annotations),
        before=tuple(_neighbour(document, parts, other) for other in near if other.ordinal < passage.ordinal),
        after=tuple(_neighbour(document, parts, other) for other in near if other.ordinal > passage.ordinal),
        footnote=footnote(source(record)),
        citation=citation(record),
        exports=downloads(partial(urls.citation, passage.id)),
        document_url=urls.document(document.id),
        place_url=urls.document(document.id, passage.ordinal // PER_PAGE + 1, anchor=urls.anchor(passage.id)),
        original_url=urls.original(document.id, page=passage.passage.page),
        original_text=f"Original file, page {passage.passage.page}" if passage.passage.page else "Original file",
    )


def _record(document: Document, parts: Sequence[Part], passage: StoredPassage) -> dict[str, Any]:
    place = passage.passage.part
    return result_record(document, parts[place] if place < len(parts) else None, passage)


def _corrected(correction: Correction) -> str:
    return f"{in_words(correction)} ({correction.author}, {date(correction.made_at[:10])})"


def _found(annotation: Annotation, corrections: Mapping[int, Correction]) -> Found:
    name = annotation.vocabulary.replace("_", " ").capitalize()
    rule, number = rule_and_number(annotation.rule)
    one = corrections.get(number) if number else None
    by = f"{one.author}, {date(one.made_at[:10])}" if one else ""
    words = annotation.text or ("(given by a person)" if one else "(said of the whole document)")
    return Found(words, name, annotation.label, annotation.code or "none", rule, by)


def _neighbour(document: Document, parts: Sequence[Part], passage: StoredPassage) -> Neighbour:
    text = passage.passage.text
    short = text if len(text) <= NEIGHBOUR else f"{text[:NEIGHBOUR].rpartition(' ')[0] or text[:NEIGHBOUR]} …"
    return Neighbour(urls.passage(passage.id), pages(_record(document, parts, passage)), short)
