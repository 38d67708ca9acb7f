"""Lines that stand on the same height, from the top of the page to its foot."""

import re
from collections.abc import Iterable, Sequence

from indexer.layout.page import Line

_LABEL = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[ivxlcIVXLC]{1,6}|[A-Za-z]{1,2})[.)]|\d{1,3}(?:\.\d{1,3}){1,3}|[•‣◦▪■□●○·➢►✓❖–—*-]"
)
_BARE = re.compile(r"\d{1,3}|o")
_WORDS = re.compile(r"[^\W\d_]{2}")


def rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines by their height; within a row from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        if found and all(line.beside(other) for other in found[-1]):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.left) for row in found]


def with_labels(row: Sequence[Line]) -> list[Line]:
    """Join a number or bullet that stands apart to the text at its right; a bare number only at the row's start."""
    joined: list[Line] = []
    for line in row:
        last = joined[-1] if joined else None
        if last is not None and _labels(last, line, first=len(joined) == 1):
            joined[-1] = merge(last, line)
        else:
            joined.append(line)
    return joined


def _labels(label: Line, line: Line, first: bool) -> bool:
    if not 0 <= line.left - label.right < 6 * max(line.size, 1.0) or not _WORDS.search(line.text):
        return False
    return bool(_LABEL.fullmatch(label.text) or (first and _BARE.fullmatch(label.text)))


def merge(first: Line, second: Line) -> Line:
    """Return both lines as one; the longer one gives the style, the first its label when it is one."""
    main = max(first, second, key=lambda line: len(line.text))
    label = first.text if _LABEL.fullmatch(first.text) or _BARE.fullmatch(first.text) else first.label
    return Line(
        text=f"{first.text} {second.text}",
        left=min(first.left, second.left),
        top=min(first.top, second.top),
        right=max(first.right, second.right),
        bottom=max(first.bottom, second.bottom),
        size=main.size,
        bold=second.bold if label else main.bold,
        italic=second.italic if label else main.italic,
        order=first.order,
        mark=first.mark,
        label=label,
    )
