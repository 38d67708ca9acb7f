"""Phrases and nearness over an engine's positions, in numpy."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lessons.engines.postings import Postings
from lessons.engines.texts import Rows

# A row and a position in one number; positions stay below 2**32 and a phrase may start before the first.
ROW = 2**33
Starts = npt.NDArray[np.int64]
Place = tuple[int, tuple[str, ...]]
"""How far a word of a phrase stands behind its first, and the terms that may stand there."""


class Occurrences(Protocol):
    """What an engine must give: the postings of a term in a field, and its positions in some rows."""

    def postings(self, field: str, term: str) -> Postings:
        """The rows and frequencies of a term; empty arrays when the field has no such term."""
        ...

    def positions(self, field: str, term: str, rows: Rows) -> tuple[Rows, Starts]:
        """The occurrences of a term in those of the rows that have it: row and position of each, by row."""
        ...


class Positions:
    """Finds the rows of phrases and of words near each other in one index."""

    def __init__(self, occurrences: Occurrences, size: int):
        self._occurrences = occurrences
        self._size = size

    def phrase(self, field: str, places: Sequence[Place]) -> Rows:
        """The rows that have the places' terms at successive positions of a field."""
        rows = self._together(field, [terms for _, terms in places])
        starts: Starts | None = None
        # The rarest place first: positions are decoded only where the phrase may still stand.
        for offset, terms in sorted(places, key=lambda place: self._frequency(field, place[1])):
            if not len(rows):
                break
            here = self._starts(field, terms, offset, rows)
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
            rows = np.unique(starts // ROW).astype(np.int32)
        return rows

    def near(self, field: str, words: Sequence[tuple[str, ...]], distance: int) -> Rows:
        """The rows that have each word within so many positions of the next, in either order."""
        rows = self._together(field, words)
        for one, other in pairwise(words):
            if len(rows):
                keys = self._starts(field, one, 0, rows), self._starts(field, other, 0, rows)
                rows = np.unique(close(*keys, distance) // ROW).astype(np.int32)
        return rows

    def _together(self, field: str, places: Sequence[tuple[str, ...]]) -> Rows:
        """The rows in which each place has one of its terms."""
        counts = np.zeros(self._size, np.int32)
        for terms in places:
            here = np.zeros(self._size, bool)
            for term in terms:
                here[self._occurrences.postings(field, term).rows] = True
            counts += here
        return np.flatnonzero(counts == len(places)).astype(np.int32)

    def _frequency(self, field: str, terms: tuple[str, ...]) -> int:
        return sum(len(self._occurrences.postings(field, term).rows) for term in terms)

    def _starts(self, field: str, terms: tuple[str, ...], offset: int, rows: Rows) -> Starts:
        """Where a phrase must start for one of the terms to stand at its offset, as numbers of row and position."""
        found = [self._occurrences.positions(field, term, rows) for term in dict.fromkeys(terms)]
        keys = [row.astype(np.int64) * ROW + (position - offset + ROW // 2) for row, position in found]
        return np.unique(np.concatenate(keys))


def close(one: Starts, other: Starts, distance: int) -> Starts:
    """Those of the ascending numbers `other` that are at most so far from one of the ascending numbers `one`."""
    left = np.searchsorted(one, other - distance)
    right = np.searchsorted(one, other + distance, side="right")
    return other[right > left]
