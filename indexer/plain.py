"""Plain text as passages: paragraphs parted by blank lines, list items, and the headings above them."""

import re
from collections.abc import Iterator

from lessons.records import Passage

_BLANK = re.compile(r"(?:[^\S\n]*\n){2,}|\f")
_ITEM = re.compile(r"\n(?=[^\S\n]*(?:[-–•●▪*]\s|\(?[a-z]\)\s|\(?[ivx]+\)\s|\d{1,3}[.)]\s))")
_HEADING_WORDS = 12
_LONGEST = 20_000


def passages_of(text: str) -> list[Passage]:
    """The passages of a text with their offsets in it; a text without blank lines is parted at every line."""
    starts = _BLANK if _BLANK.search(text.strip()) else re.compile(r"\n")
    passages: list[Passage] = []
    heading: tuple[str, ...] = ()
    for start, end in _pieces(text, starts):
        passage = Passage(text[start:end], start=start, end=end, heading=heading)
        passages.append(passage)
        heading = (passage.text.strip("# "),) if is_heading(passage.text) else heading
    return passages


def is_heading(text: str) -> bool:
    """Tell whether a piece of text reads as a heading: one short line that no sentence ends."""
    line = text.strip()
    return (
        "\n" not in line
        and line[-1:] not in ".;:,?!"
        and 0 < len(line.split()) <= _HEADING_WORDS
        and line[:1] not in "-•●▪"
    )


def _pieces(text: str, parting: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The offsets of each piece without surrounding white space; over-long ones are cut."""
    for start, end in _between(text, parting, 0, len(text)):
        for first, last in _between(text, _ITEM, start, end):
            begin, stop = _stripped(text, first, last)
            yield from ((cut, min(cut + _LONGEST, stop)) for cut in range(begin, stop, _LONGEST))


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    piece = text[first:last]
    begin = first + len(piece) - len(piece.lstrip())
    return begin, begin + len(piece.strip())


def _between(text: str, parting: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in parting.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
