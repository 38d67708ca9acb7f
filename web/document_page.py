"""The page of a document: what is known of it and why, and its passages in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from lessons.query.state import SearchState
from lessons.records import Part
from lessons.storage.rows import Document, StoredPassage
from web import urls
from web.downloads import Download, downloads
from web.paging import Paging, paging
from web.related import Line, guidance_facts
from web.wording import NARRATIVE, date, kind, label, number, subjects

PER_PAGE = 50
OUTCOMES = {
    "ok": "read completely",
    "partial": "read in part",
    "rejected": "could not be read",
    "crashed": "could not be read: the reader crashed",
    "timed_out": "could not be read: it took too long",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about, the evidence in words, and the search for it."""

    vocabulary: str
    text: str
    evidence: str
    url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A passage in its place; `headings` are those that begin with it, with their levels below the page's own."""

    anchor: str
    url: str
    place: str
    headings: tuple[tuple[int, str], ...]
    part: str
    text: str
    kind: str
    kind_label: str
    layout: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything that the template of a document shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    language: str
    outcome: str
    parts: tuple[tuple[str, str], ...]
    relations: tuple[Line, ...]
    subjects: tuple[Subject, ...]
    original_url: str
    exports: tuple[Download, ...]
    listed: tuple[Listed, ...]
    counted: str
    all_url: str
    candidates_url: str
    only_candidates: bool
    search_url: str
    paging: Paging | None


def document_page(
    document: Document,
    parts: Sequence[Part],
    passages: Sequence[StoredPassage],
    *,
    page: int,
    only_candidates: bool,
    relations: tuple[Line, ...] = (),
) -> DocumentPage:
    """Prepare a page of the document's passages; `relations` are its links to other documents."""
    candidates = [passage for passage in passages if passage.judgement.kind != NARRATIVE]
    chosen = candidates if only_candidates else passages
    start = (page - 1) * PER_PAGE
    return DocumentPage(
        title=document.metadata.title or PurePath(document.path).name,
        facts=tuple((name, value) for name, value in _facts(document) if value),
        language=document.metadata.language or "en",
        outcome=_outcome(document),
        parts=tuple((part.label, _part(part)) for part in parts) if len(parts) > 1 else (),
        relations=relations,
        subjects=tuple(_subjects(document)),
        original_url=urls.original(document.id),
        exports=downloads(partial(urls.document_citation, document.id)),
        listed=tuple(_listed(chosen, parts, start)),
        counted=f"{number(len(passages), 'passage')}, {number(len(candidates), 'candidate')}",
        all_url=urls.document(document.id),
        candidates_url=urls.document(document.id, candidates=True),
        only_candidates=only_candidates,
        search_url=_by_title(document.metadata.title),
        paging=paging(page, len(chosen), PER_PAGE, lambda n: urls.document(document.id, n, candidates=only_candidates)),
    )


def _by_title(title: str | None) -> str:
    words = (title or "").replace('"', " ")
    return urls.search(SearchState(query=f'title:"{words}"')) if words else ""


def _facts(document: Document) -> list[tuple[str, str]]:
    metadata = document.metadata
    groups = f" (groups: {', '.join(document.access.groups)})" if document.access.groups else ""
    return [
        ("Symbol" if len(metadata.symbols) == 1 else "Symbols", ", ".join(metadata.symbols)),
        ("Date", date(metadata.date)),
        ("Type", label("doc_type", metadata.doc_type)),
        ("Originator", label("originator", metadata.originator)),
        ("Language", label("language", metadata.language)),
        ("Pages", str(metadata.pages or "")),
        *guidance_facts(document),
        ("Sensitivity", label("sensitivity", document.access.sensitivity) + groups),
        ("File", PurePath(document.path).name),
        ("Version", str(document.version)),
        ("Read on", date(document.read_at[:10])),
    ]


def _outcome(document: Document) -> str:
    words = OUTCOMES.get(document.outcome, document.outcome)
    return f"{words}: {document.reason}" if document.reason else words


def _part(part: Part) -> str:
    page = f"from page {part.first_page}" if part.first_page else ""
    coded = (label("doc_type", part.doc_type), label("originator", part.originator))
    return ", ".join(step for step in (*coded, part.symbol, part.title, page) if step)


def _subjects(document: Document) -> list[Subject]:
    return [
        Subject(name, subject.text, document.evidence.get(subject.code, ""), urls.narrowed(name, subject.code))
        for name, codes in document.about.as_dict().items()
        for subject in subjects(name, codes)
    ]


def _listed(passages: Sequence[StoredPassage], parts: Sequence[Part], start: int) -> list[Listed]:
    """One page of passages; a heading is shown where it begins."""
    found = []
    path: tuple[str, ...] = ()
    part = -1
    for stored in passages[start : start + PER_PAGE]:
        heading = stored.passage.heading
        fresh = stored.passage.part != part
        same = 0 if fresh else _common(path, heading)
        begins = tuple((min(level, 2), text) for level, text in enumerate(heading) if level >= same)
        found.append(_entry(stored, begins, _part_label(parts, stored.passage.part) if fresh else ""))
        path, part = heading, stored.passage.part
    return found


def _part_label(parts: Sequence[Part], number: int) -> str:
    return parts[number].label if len(parts) > 1 and number < len(parts) else ""


def _common(former: Sequence[str], heading: Sequence[str]) -> int:
    same = 0
    for one, other in zip(former, heading, strict=False):
        if one != other:
            break
        same += 1
    return same


def _entry(stored: StoredPassage, headings: tuple[tuple[int, str], ...], part: str) -> Listed:
    passage = stored.passage
    steps = [f"para. {passage.paragraph}" if passage.paragraph else "", f"p. {passage.page}" if passage.page else ""]
    judged = stored.judgement.kind
    return Listed(
        anchor=urls.anchor(stored.id),
        url=urls.passage(stored.id),
        place=", ".join(step for step in steps if step) or "passage",
        headings=headings,
        part=part,
        text=passage.text,
        kind=judged,
        kind_label=kind(judged, "candidate") if judged != NARRATIVE else "",
        layout=passage.layout,
    )
