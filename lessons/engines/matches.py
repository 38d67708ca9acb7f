"""Sets of matching rows with scores, and how booleans combine them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lessons.engines.columns import Mask
from lessons.engines.texts import Rows

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matches:
    """Matching rows, each once, and their scores; None where nothing scores."""

    rows: Rows
    scores: Scores | None = None

    def where(self, mask: Mask) -> "Matches":
        """Those of the matches whose row the mask allows."""
        keep = mask[self.rows]
        return Matches(self.rows[keep], None if self.scores is None else self.scores[keep])


NONE = Matches(np.empty(0, np.int32))


def everything(rows: int) -> Matches:
    """Every row, without scores."""
    return Matches(np.arange(rows, dtype=np.int32))


def carried(mask: Mask, score: float = 0.0) -> Matches:
    """The rows of a mask, without scores or with the same for each."""
    rows = np.flatnonzero(mask).astype(np.int32)
    return Matches(rows, np.full(len(rows), score) if score else None)


@dataclass(frozen=True, slots=True)
class _Table:
    """A place for each row that several sets have: its number where they have many, else its number among them all.

    Sorting is quicker for few rows, a place for every row of the index for many (they cross near one in sixteen). Both
    let sums be made in the order given, so that a score does not depend on the size of the index.
    """

    places: list[npt.NDArray[Any]]
    """For each set the places of its rows."""
    rows: Rows | None
    """The row of each place; None where a place is the row."""
    width: int

    @classmethod
    def of(cls, sets: Sequence[Rows], size: int) -> "_Table":
        if sum(map(len, sets)) * 16 >= size:
            return cls(list(sets), None, size)
        rows, inverse = np.unique(np.concatenate(sets), return_inverse=True)
        return cls(np.split(inverse, np.cumsum([len(one) for one in sets])[:-1]), rows, len(rows))

    def sums(self, weights: Iterable[Scores]) -> Scores:
        """At each place the sum of the weights that the sets give it; a set has each row once."""
        sums = np.zeros(self.width)
        for places, weight in zip(self.places, weights, strict=True):
            sums[places] += weight
        return sums

    def at(self, places: npt.NDArray[np.intp]) -> Rows:
        """The rows of some places."""
        return places.astype(np.int32) if self.rows is None else self.rows[places]


def total(parts: Sequence[Rows], weights: Sequence[Scores], rows: int) -> tuple[Rows, Scores]:
    """The union of the parts, and for each row the sum of its weights, added in the order of the parts."""
    if len(parts) == 1:
        return parts[0], weights[0]
    table = _Table.of(parts, rows)
    present = np.zeros(table.width, bool)
    for places in table.places:
        present[places] = True
    found = np.flatnonzero(present)
    return table.at(found), table.sums(weights)[found]


def at_least(children: Sequence[tuple[Matches, int]], minimum: int, rows: int) -> Matches:
    """The rows that stand in at least `minimum` of the children, each of which counts as often as its number says."""
    if minimum <= 0:
        children = [*children, (everything(rows), 1)]
    if not children:
        return NONE
    table = _Table.of([child.rows for child, _ in children], rows)
    counts = np.zeros(table.width, np.int32)
    for places, (_, times) in zip(table.places, children, strict=True):
        counts[places] += times
    found = np.flatnonzero(counts >= max(minimum, 1))
    if all(child.scores is None for child, _ in children):
        return Matches(table.at(found))
    given = (np.zeros(1) if one.scores is None else one.scores if n == 1 else one.scores * n for one, n in children)
    return Matches(table.at(found), table.sums(given)[found])


def boosted(child: Matches, extras: Sequence[Matches], rows: int) -> Matches:
    """The rows of the child; those of the extras add their scores to it."""
    scored = [(extra.rows, extra.scores) for extra in extras if extra.scores is not None]
    if not scored:
        return child
    sums = np.zeros(rows)
    for places, scores in scored:
        sums[places] += scores
    found = sums[child.rows]
    return Matches(child.rows, found if child.scores is None else child.scores + found)


def without(child: Matches, excluded: Matches, rows: int) -> Matches:
    """The rows of the child that are not among the excluded."""
    allowed = np.ones(rows, bool)
    allowed[excluded.rows] = False
    return child.where(allowed)
