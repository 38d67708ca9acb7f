"""Highlights as spans, and the stretch of a passage that shows most of what was asked for."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lessons.analysis import tokens

SNIPPET = 320
"""Characters of a snippet: about two sentences of a report."""
_LEAD = 120
"""Characters that may stand before the first match: the beginning of its sentence, if that is near."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch ``[start, end)`` of a text, verbatim, and the spans within it that matched."""

    text: str
    start: int
    highlights: tuple[Span, ...]


def spans(text: str, terms: Collection[str], language: str) -> list[Span]:
    """The offsets of all words of a text whose index term is among `terms`; overlapping ones merged."""
    found: list[Span] = []
    if not terms:
        return found
    for token in tokens(text, language, terms):
        if token.term not in terms:
            continue
        if found and token.start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], token.end))
        else:
            found.append((token.start, token.end))
    return found


def snippet(text: str, terms: Collection[str], language: str) -> Snippet:
    """Cut the stretch with the most different matches, between words, from a sentence's start where one is near."""
    found = spans(text, terms, language)
    if len(text) <= SNIPPET:
        return Snippet(text, 0, tuple(found))
    start = _start(text, _best(text, found))
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        space = text.rfind(" ", start + SNIPPET // 2, end)
        end = space if space > 0 else end
    inside = [(left - start, right - start) for left, right in found if left >= start and right <= end]
    return Snippet(text[start:end], start, tuple(inside))


def _best(text: str, found: Sequence[Span]) -> int:
    """The first match of the window that holds most different words, the earliest of equals."""
    best, best_count = 0, 0
    starts = [left for left, _ in found]
    for number, left in enumerate(starts):
        last = bisect_left(starts, left + SNIPPET - _LEAD)
        count = len({text[a:b].casefold() for a, b in found[number:last]})
        if count > best_count:
            best, best_count = left, count
    return best


def _start(text: str, match: int) -> int:
    if match <= _LEAD:
        return 0
    sentence = max(text.rfind(mark, match - _LEAD, match) for mark in (". ", "; ", "? ", ": "))
    if sentence >= 0:
        return sentence + 2
    space = text.find(" ", match - _LEAD // 2, match)
    return space + 1 if space >= 0 else match
