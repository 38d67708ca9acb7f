"""Tables of contents: lines that lead to page numbers, taken out."""

import re
from collections.abc import Sequence

from indexer.layout.page import Line, Page

_LEADER = re.compile(r"(?:\.{4,}|(?:\s\.){4,}|…{2,}|·{4,})[\s|.\d–-]*(?:[ivxlc]{1,6})?$")
_HEADING = re.compile(
    r"(?:table of )?contents(?: \(continued\))?(?: page)?|table des matières|sommaire|índice|contenido|sumario"
    r"|оглавление|содержание|目录|المحتويات",
    re.IGNORECASE,
)
_COLUMN_HEAD = re.compile(
    r"(?:(?:chapter|paragraphs?|section|chapitre|capítulo|página)[\s|]*)*page|paragraphs?|chapter", re.IGNORECASE
)
_NUMBERED = re.compile(r".*\D[\s|]+(?P<page>\d{1,4})(?:\s?[-–]\s?\d{1,4})?")
_FARTHEST = 60  # pages from one chapter to the next
_FEWEST = 3  # lines with leaders that make a table of contents without a heading
_REACH = 4  # wrapped titles between two lines with leaders


def remove(pages: Sequence[Page]) -> None:
    """Take tables of contents out of the pages' lines (already in reading order)."""
    continued = False
    for page in pages:
        continued = _remove(page, continued)


def _remove(page: Page, continued: bool) -> bool:
    """Take the table of contents out of one page; tells whether it reaches the page's end."""
    lines = page.lines
    heading = next((index for index, line in enumerate(lines) if _HEADING.fullmatch(line.text.strip())), None)
    entries = [index for index, line in enumerate(lines) if _LEADER.search(line.text) and index > (heading or 0) - 1]
    if not entries and (heading is not None or continued):
        entries = _numbered(lines, heading)
    first = heading if heading is not None else 0 if continued else (entries or [0])[0]
    last = _last(entries, first)
    if last is None or (heading is None and not continued and len(entries) < _FEWEST):
        return False
    ends = last >= len(lines) - _REACH
    page.lines = lines[: _start(lines, first)] + lines[last + 1 :]
    return ends


def _numbered(lines: Sequence[Line], heading: int | None) -> list[int]:
    """Return the lines that end in numbers which do not fall: titles with their pages, without leaders."""
    found: list[int] = []
    highest = 0
    for index, line in enumerate(lines[heading or 0 :], heading or 0):
        number = _NUMBERED.fullmatch(line.text)
        if number and highest <= int(number["page"]) <= highest + _FARTHEST:
            highest = int(number["page"])
            found.append(index)
    return found if len(found) >= _FEWEST else []


def _last(entries: Sequence[int], first: int) -> int | None:
    last = None
    for index in entries:
        if index - (first if last is None else last) > _REACH + 2 * (last is None):
            break
        last = index
    return last


def _start(lines: Sequence[Line], first: int) -> int:
    while first > 0 and _COLUMN_HEAD.fullmatch(lines[first - 1].text.strip()):
        first -= 1
    return first
