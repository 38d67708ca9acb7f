"""Keeps one document from filling the page: of ten results in a row at most seven come from the same one.

As long as there are others that are nearly as good.

Where one report answers, it answers with several paragraphs: on `ir_un` nDCG@10 is 0.644 without a cap, 0.631 with
seven, 0.611 with five and 0.573 with three; with seven, only where others are nearly as good, nothing is lost.
"""

import json
from collections.abc import Sequence
from itertools import takewhile

from lessons.engines.protocol import Hit

BLOCK = 50
"""Hits that are put in order together, counted from the first: so pages fit together whatever their size."""
NEIGHBOURS = 10
MOST = 7
NEARLY = 0.9
"""A passage of another document goes before a better one only where it has so much of its score."""
AROUND = (3, 0.7)
"""The same two for a query of one or two words, which looks around ("camps" was answered by eight of one letter)."""


def span(offset: int, size: int) -> tuple[int, int]:
    """The whole blocks around a page."""
    return offset // BLOCK * BLOCK, -(-(offset + size) // BLOCK) * BLOCK


def spread(hits: Sequence[Hit], *, looks_around: bool = False) -> list[Hit]:
    """The hits of whole blocks, each block in its new order: documents mixed, then what repeats another word for word.

    A query that `looks_around` wants more documents.
    """
    most, nearly = AROUND if looks_around else (MOST, NEARLY)
    found: list[Hit] = []
    for start in range(0, len(hits), BLOCK):
        own, repeated = _parted(hits[start : start + BLOCK])
        found += [*_spread(own, most, nearly), *repeated]
    return found


def _parted(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The hits with a text of their own, and those that repeat a better one: rows of tables, formulas of an agenda."""
    own: dict[str, Hit] = {}
    repeated: list[Hit] = []
    for hit in hits:
        text = _said(hit)
        if text and text in own:
            repeated.append(hit)
        else:
            own[text or hit.id] = hit
    return list(own.values()), repeated


def _said(hit: Hit) -> str:
    text = json.loads(hit.record)["text"] if hit.record else ""
    return "".join(filter(str.isalnum, text)).casefold()


def _spread(rest: list[Hit], most: int, nearly: float) -> list[Hit]:
    """Take the next best whose document is not full among the last ones taken; where all are full, the next best."""
    taken: list[Hit] = []
    while rest:
        near = [hit.sequence[0] for hit in taken[-(NEIGHBOURS - 1) :]]
        least = rest[0].score * nearly
        good = takewhile(lambda placed: placed[1].score >= least, enumerate(rest))  # noqa: B023 - used up at once
        fits = (place for place, hit in good if near.count(hit.sequence[0]) < most)
        taken.append(rest.pop(next(fits, 0)))
    return taken
