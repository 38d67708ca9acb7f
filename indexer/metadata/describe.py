"""All that is known of a document as a whole, from its front, its text and what the file declares."""

import re
from collections.abc import Iterable, Sequence

from indexer.formats.source import Block, Source
from indexer.metadata import dates, language
from indexer.metadata.doc_type import find_doc_type
from indexer.metadata.front import Front, full_text
from indexer.metadata.masthead import take_apart
from indexer.metadata.originator import find_originator
from indexer.metadata.symbols import find_symbols, own_symbols, symbol_of_name
from indexer.metadata.title import Title
from lessons.records import Metadata

_MAIL = frozenset({"eml", "msg"})
_LABELLED = re.compile(r"\b(?:date|dated|datum|fecha|le|published|issued|version of)\b\s?:?\s{0,3}$", re.I)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_OPENING_BLOCKS = 12


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


def _body_texts(source: Source, front: Front) -> Iterable[str]:
    for index, block in enumerate(source.blocks):
        if index not in front.taken and block.style not in ("table", "footnote"):
            yield block.text


def _opening(blocks: Sequence[Block], front: Front) -> list[str]:
    first = [heading.index for heading in front.headings]
    start = min([front.body, *first])
    stop = front.body + _OPENING_BLOCKS
    return [
        full_text(block) for index, block in enumerate(blocks[:stop]) if index >= start and index not in front.taken
    ]


def describe(source: Source, front: Front, title: Title, path_name: str) -> Metadata:
    """The metadata of a document."""
    texts = list(_body_texts(source, front))
    opening = _opening(source.blocks, front)
    symbols = _find_symbols(source, front, title, path_name)
    doc_type = find_doc_type(title.text, symbols, opening)
    return Metadata(
        title=title.text,
        symbols=symbols,
        date=_find_date(source, front, opening, texts),
        doc_type=doc_type,
        originator=find_originator(title.text, doc_type, symbols, opening),
        language=language.identify(texts, source.hints.get("language") or source.hints.get("lang")),
        pages=source.pages,
    )
