"""From words to lines: words that follow each other on one base line without a wide gap."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from indexer.layout.characters import leftward, tidy
from indexer.layout.page import Line, Word

# A gap of 1.5 times the type size parts columns; the widest gap in justified UN reports is 1.2 times.
_GAP = 1.5
_FAR = 1e6
# Cells may stand closer: a gap of 0.75 times the size parts them where it is twice as wide as the line's other gaps.
_TIGHT, _OUTLIER = 0.75, 2.0
_RAISED = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*|\*{1,4}|[†‡§]|[a-n]")
_UNITS = {"m", "km", "cm", "mm"}
_POWERS = {"2": "²", "3": "³"}


def lines(words: Iterable[Word], scanned: bool = False) -> list[Line]:
    """Group words, in the order in which they are drawn, into lines.

    On a scanned page places and sizes are guesses: neither a narrow gap nor a raised number means anything there.
    """
    groups = _groups(words) if scanned else (part for group in _groups(words) for part in _parts(group))
    return [line for order, group in enumerate(groups) if (line := _line(group, order, scanned)) is not None]


def mirrored(found: list[Line], width: float) -> list[Line]:
    """Turn a page written from right to left around, so that all that follows can think from left to right."""
    if 2 * sum(leftward(line.text) for line in found) > len(found):
        for line in found:
            line.left, line.right = width - line.right, width - line.left
    return found


def _groups(words: Iterable[Word]) -> Iterator[list[Word]]:
    group: list[Word] = []
    left = right = 0.0
    for word in words:
        if group and _follows(word, group[-1], left, right):
            group.append(word)
            left, right = min(left, word.left), max(right, word.right)
        else:
            if group:
                yield group
            group, left, right = [word], word.left, word.right
    if group:
        yield group


def _follows(word: Word, last: Word, left: float, right: float) -> bool:
    lower, upper = min(word.bottom, last.bottom), max(word.top, last.top)
    if lower <= upper or lower - upper <= 0.3 * min(word.bottom - word.top, last.bottom - last.top):
        return False
    reach = _GAP * max(word.size, last.size, 1.0)
    if leftward(word.text) or leftward(last.text):  # such a line grows to the left, its numbers to the right
        return word.left - right < reach and left - word.right < reach
    return -reach < word.left - last.right < reach and word.left >= left


def _parts(group: list[Word]) -> Iterator[list[Word]]:
    """Part a group where one gap stands out among the others."""
    least = _TIGHT * group[0].size
    gaps = [after.left - before.right for before, after in pairwise(group)]
    if not gaps or max(gaps) <= least or leftward(group[0].text):
        yield group
        return
    least = max(least, _OUTLIER * median(sorted(gaps)[: max(1, len(gaps) - 1)]))
    start = 0
    for index, gap in enumerate(gaps, 1):
        if gap > least:
            yield group[start:index]
            start = index
    yield group[start:]


def _line(words: Sequence[Word], order: int, scanned: bool) -> Line | None:
    even = scanned or all(word.size == words[0].size for word in words)
    main = max(words, key=lambda word: len(word.text) * word.size)
    raised = [not even and _raised(word, main) for word in words]
    text = tidy(_joined(words, raised))
    if not text:
        return None
    body = [word for word, high in zip(words, raised, strict=True) if not high] or words
    length = sum(len(word.text) for word in body)
    mark = words[0].text if raised[0] and len(words) > 1 else None
    return Line(
        text=text.removeprefix(f"[{mark}]").lstrip() if mark else text,
        left=_bounded(min(word.left for word in words)),
        top=_bounded(min(word.top for word in body)),
        right=_bounded(max(word.right for word in words)),
        bottom=_bounded(max(word.bottom for word in body)),
        size=_bounded(main.size),
        bold=sum(len(word.text) for word in body if word.bold) > 0.7 * length,
        italic=sum(len(word.text) for word in body if word.italic) > 0.7 * length,
        order=order,
        mark=mark,
    )


def _bounded(place: float) -> float:
    """Return 0 for places that no page has: broken files place text at infinity or nowhere."""
    return place if -_FAR < place < _FAR else 0.0


def _raised(word: Word, main: Word) -> bool:
    """Tell whether a word is a footnote call: a number in smaller type above the base line."""
    return (
        word.size < 0.85 * main.size
        and _RAISED.fullmatch(word.text) is not None
        and _base(main) - _base(word) > 0.12 * main.size
    )


def _base(word: Word) -> float:
    """Return the base line: letters reach about a fifth of their size below it."""
    return word.bottom - 0.21 * word.size


def _joined(words: Sequence[Word], raised: Sequence[bool]) -> str:
    """Join the words by spaces; a raised number is set in brackets, so that it neither sticks to a word nor counts."""
    if not any(raised) and not any(word.glued for word in words):
        return " ".join(word.text for word in words)
    parts: list[str] = []
    for word, high in zip(words, raised, strict=True):
        text = word.text
        if high and parts and parts[-1] in _UNITS and text in _POWERS:
            parts[-1] += _POWERS[text]
        elif high and parts:
            parts[-1] += f"[{text}]"
        elif high:
            parts.append(f"[{text}]")
        elif word.glued and parts and not parts[-1].endswith("]"):
            parts[-1] += text
        else:
            parts.append(text)
    return " ".join(parts)
