"""All that is known of a document as a whole, from its front, its text and what the file declares."""

import re
from collections.abc import Iterable, Sequence

from indexer.formats.source import Block, Source
from indexer.metadata import dates, language
from indexer.metadata.doc_type import find_doc_type
from indexer.metadata.front import Front, full_text
from indexer.metadata.masthead import take_apart
from indexer.metadata.originator import find_originator
from indexer.metadata.stated import find_stated
from indexer.metadata.symbols import find_symbols, own_symbols, symbol_of_name
from indexer.metadata.title import Title
from indexer.metadata.validity import find_validity
from lessons.records import Metadata

_MAIL = frozenset({"eml", "msg"})
_LABELLED = re.compile(r"\b(?:date|dated|datum|fecha|le|published|issued|version of)\b\s?:?\s{0,3}$", re.I)
_ONLY = re.compile(r"(?:^|\|\s?)(\w+) only\b", re.I)
_ORIGINAL = re.compile(r"\boriginal\s?:\s?(\w+)", re.I)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING_BLOCKS = 12
_FIRST_BLOCKS = 40
_LAST_BLOCKS = 12
"""Guidance names its date of review and who approved it also at its end."""
_LONGEST_FRONT = 2_000
# The Official Records print their day in square brackets on the page of contents.
_IN_BRACKETS = re.compile(r"\[\s?([^\[\]]{6,40})\s?\]")
_RECORDS_BLOCKS = 60


def _masthead_date(front: Front) -> str | None:
    """The date of distribution: the first date of the masthead that is not the end of a session's span."""
    text = " | ".join(line.text for line in front.masthead)
    found = [date for date in dates.find_dates(text[:4_000]) if not date.in_range]
    distr = text.lower().find("distr")
    after = [date for date in found if date.start > distr >= 0 and date.full]
    return next((date.iso for date in (*after, *found)), None)


def _front_date(texts: Sequence[str]) -> str | None:
    """The date the first lines print: one that is labelled, one that stands in a line of its own, else the first."""
    best: dict[int, str] = {}
    for text in texts:
        for date in dates.find_dates(text[:600]):
            if date.in_range:
                continue
            alone = len(text) - (date.end - date.start) < 30  # noqa: PLR2004 - "Geneva, ", "Date of issue: "
            rank = 0 if _LABELLED.search(text[: date.start]) else 1 if alone else 2 if date.full else 3
            best.setdefault(rank, date.iso)
    return best[min(best)] if best else None


def _records_date(blocks: Sequence[Block]) -> str | None:
    """The day that stands alone in square brackets before the text of a supplement to the Official Records."""
    found = (_IN_BRACKETS.fullmatch(block.text.strip()) for block in blocks[:_RECORDS_BLOCKS])
    days = (day for match in found if match for day in dates.find_dates(match[1]) if day.full)
    return next((day.iso for day in days), None)


def _declared_date(source: Source, texts: Sequence[str]) -> str | None:
    """The file's own date, unless the text speaks of later years or only of much earlier ones (a scan's date)."""
    date = dates.clean(source.hints.get("date") or source.hints.get("creationdate") or "")
    years = [int(year) for text in texts[:400] for year in _YEARS.findall(text[:2_000])]
    if not date or (source.format == "pdf" and not years):
        return None
    if years and not int(date[:4]) - 2 <= max(years) <= int(date[:4]) + 1:
        return None
    return date


def _find_date(source: Source, front: Front, opening: Sequence[str], texts: Sequence[str]) -> str | None:
    if source.format in _MAIL:
        return _declared_date(source, ()) or _front_date(opening)
    masthead = _masthead_date(front) if front.united_nations else None
    masthead = masthead or (_records_date(source.blocks) if front.united_nations else None)
    return masthead or _front_date(opening) or _declared_date(source, texts)


def _find_symbols(source: Source, front: Front, title: Title, path_name: str) -> tuple[str, ...]:
    if front.united_nations:
        masthead = [line.text for line in front.masthead]
        first = next((i for i, text in enumerate(masthead) if find_symbols(text)), 0)
        own = own_symbols(masthead[first : first + 3], source.furniture)
    else:
        lines = [line.text for line in (*front.masthead, *front.headings[:4])]
        own = own_symbols(lines, source.furniture) or own_symbols([title.text or ""], ())
    named = any("name" in take_apart(line.text)[1] for line in (*front.masthead, *front.headings))
    return own or (tuple(filter(None, [symbol_of_name(path_name)])) if named else ())


def _declared_language(source: Source, front: Front) -> str | None:
    """What the masthead ("English only") or the file says of the language."""
    masthead = " | ".join(line.text for line in front.masthead)
    only = _ONLY.search(masthead) or _ORIGINAL.search(masthead) if front.united_nations else None
    return only[1] if only else source.hints.get("language") or source.hints.get("lang")


def _body_texts(source: Source, front: Front) -> Iterable[str]:
    for index, block in enumerate(source.blocks):
        if index not in front.taken and block.style not in ("table", "footnote"):
            yield block.text


def _opening(blocks: Sequence[Block], front: Front) -> list[str]:
    first = [heading.index for heading in front.headings]
    start = min([front.body, *first]) if front.united_nations else 0
    stop = front.body + _OPENING_BLOCKS
    return [
        full_text(block) for index, block in enumerate(blocks[:stop]) if index >= start and index not in front.taken
    ]


def _first_pages(blocks: Sequence[Block]) -> list[str]:
    """The texts of the first two pages, where a document tells what it stands for."""
    first = next((block.page for block in blocks if block.page), None)
    near = (block for block in blocks[:_FIRST_BLOCKS] if first is None or (block.page or first) <= first + 1)
    return [full_text(block)[:_LONGEST_FRONT] for block in near]


def describe(source: Source, front: Front, title: Title, path_name: str) -> Metadata:
    """The metadata of a document."""
    texts = list(_body_texts(source, front))
    opening = _opening(source.blocks, front)
    symbols = _find_symbols(source, front, title, path_name)
    doc_type = find_doc_type(title.text, symbols, opening)
    first, last = _first_pages(source.blocks), [full_text(block) for block in source.blocks[-_LAST_BLOCKS:]]
    return Metadata(
        title=title.text,
        symbols=symbols,
        date=_find_date(source, front, opening, texts),
        doc_type=doc_type,
        originator=find_originator(title.text, doc_type, symbols, opening),
        language=language.identify(texts, _declared_language(source, front)),
        pages=source.pages,
        guidance=find_validity([*first, *last], doc_type),
        stated=find_stated(title.text, doc_type, first),
    )
