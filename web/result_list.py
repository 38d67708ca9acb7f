"""The results of a page of hits, as plain values for the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from lessons.query.state import SearchState
from lessons.search.results import Result, Results
from web import urls
from web.marking import Segment, highlighted
from web.related import Line, of_result
from web.wording import date, kind, label, pages, subjects

MOST_TAGS = 5
"""Labels shown of each vocabulary: a list of participants names dozens of countries."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A subject of a passage and the address of the search narrowed to it."""

    facet: str
    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """A result: everything that a reader needs to judge it without opening it."""

    id: str
    url: str
    document_url: str
    original_url: str
    why_url: str
    title: str
    symbol: str
    date: str
    doc_type: str
    place: str
    heading: tuple[str, ...]
    kind: str
    kind_label: str
    language: str
    ocr: bool
    snippet: tuple[Segment, ...]
    tags: tuple[Tag, ...]
    more_tags: int
    relations: tuple[Line, ...]


def items(results: Results, state: SearchState) -> list[Item]:
    """The results of a page, in order."""
    return [item(result, state) for result in results.results]


def item(result: Result, state: SearchState) -> Item:
    """One result; its tags narrow the search of `state`."""
    record, cut = result.record, result.snippet
    ends = cut.start + len(cut.text) < len(record["text"])
    shown, hidden = tags(record, state)
    return Item(
        id=record["id"],
        url=urls.passage(record["id"], state.query),
        document_url=urls.document(record["document_id"]),
        original_url=urls.original(record["document_id"], page=record["page"]),
        why_url=urls.why(record["id"], state.query),
        title=title(record),
        symbol=record["symbol"] or "",
        date=date(record["date"]),
        doc_type=label("doc_type", record["doc_type"]),
        place=pages(record),
        heading=tuple(record["heading"]),
        kind=record["kind"],
        kind_label=kind(record["kind"], record["status"], record["confidence"]),
        language=record["language"] or "en",
        ocr=bool(record["ocr"]),
        snippet=tuple(highlighted(cut.text, cut.highlights, before=cut.start > 0, after=ends)),
        tags=shown,
        more_tags=hidden,
        relations=of_result(record),
    )


def title(record: Mapping[str, Any]) -> str:
    """A title, never empty."""
    return record["title"] or record.get("symbol") or PurePath(record.get("path") or "").stem or "Untitled document"


def tags(record: Mapping[str, Any], state: SearchState | None = None) -> tuple[tuple[Tag, ...], int]:
    """A passage's countries, missions and themes as links that narrow the search; and how many are not shown."""
    base = state or SearchState()
    found: list[Tag] = []
    hidden = 0
    for facet, name in (("country", "countries"), ("mission", "missions"), ("theme", "themes")):
        codes = record[name]
        hidden += max(0, len(codes) - MOST_TAGS)
        for subject in subjects(facet, codes[:MOST_TAGS]):
            found.append(Tag(facet, subject.text, subject.title, urls.search(base.with_code(facet, subject.code))))
    for subject in subjects("mission", record.get("missions_inferred", ())):
        title = f"{subject.title}: inferred from place and date"
        found.append(Tag("mission", f"{subject.text}?", title, urls.search(base.with_code("mission", subject.code))))
    return tuple(found), hidden
