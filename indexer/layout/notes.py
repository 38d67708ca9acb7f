"""Footnotes: smaller type at a column's foot, after a rule of underscores or from a raised number on."""

import re
from collections.abc import Sequence
from itertools import groupby

from indexer.layout.page import Line, Page

_RULE = re.compile(r"[_—–-]{5,}|(?:[_—–-]\s){4,}[_—–-]?")
_OPENING = re.compile(
    r"(?P<mark>\d{1,3}|\*{1,4}|[†‡§]|[a-z](?=\s+[A-Z“\"]))\s+(?=[^\W\d_]|[“\"(])|(?P<old>(?:\d{1,3}|[a-z]|\*{1,3})/)\s"
)
_OLD = re.compile(r"(?:\d{1,3}|[a-z]|\*{1,3})/\s")
_SMALLER = 0.93


def part(page: Page, body: float, carried: bool) -> bool:
    """Move the page's footnotes from its lines to its notes; tells whether the page ends in footnotes.

    `body` is the size of the running text; `carried` says that the page before ended in a footnote, which may go on.
    """
    kept: list[Line] = []
    for _, group in groupby(page.lines, key=lambda line: line.column):
        column = list(group)
        start = _start(column, body, carried)
        kept.extend(line for line in column[:start] if not _RULE.fullmatch(line.text))
        page.notes.extend(line for line in column[start:] if not _RULE.fullmatch(line.text))
    page.lines = kept
    return bool(page.notes)


def _start(column: Sequence[Line], body: float, carried: bool) -> int:
    """Return where the footnotes of a column begin; its length when it has none."""
    small = _small(column, body)
    for index in range(small, len(column)):
        line = column[index]
        if _RULE.fullmatch(line.text):
            return index
        if line.mark or _OLD.match(line.text) or (line.label or "").isdigit():
            return small if carried and small == 0 else index
    return len(column)


def _small(column: Sequence[Line], body: float) -> int:
    """Return where the smaller type at the column's foot begins, or the rule above notes in the type of the text."""
    for index in range(len(column) - 2, len(column) // 2, -1):
        if _RULE.fullmatch(column[index].text) and opens(column[index + 1]):
            return index
    start = len(column)
    while start > 0 and _belongs(column[start - 1], body):
        start -= 1
    return start


def _belongs(line: Line, body: float) -> bool:
    if line.cells:
        return False
    return line.size < _SMALLER * body or bool(_RULE.fullmatch(line.text)) or bool(_OLD.match(line.text))


def split_mark(text: str, mark: str | None) -> tuple[str | None, str]:
    """Return the footnote's number and its text."""
    if mark:
        return mark, text.removeprefix(f"{mark} ")
    found = _OPENING.match(text)
    return (found["mark"] or found["old"], text[found.end() :].lstrip()) if found else (None, text)


def opens(line: Line) -> bool:
    """Tell whether a line begins a new footnote."""
    return bool(line.mark or line.label or _OPENING.match(line.text))
