"""Sets of matching rows with scores, and how booleans combine them."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def total(parts: Sequence[Rows], weights: Sequence[Scores], rows: int) -> tuple[Rows, Scores]:
    """The union of the parts, and for each row the sum of its weights, added in the order of the parts."""
    if len(parts) == 1:
        return parts[0], weights[0]
    found, inverse = _distinct(np.concatenate(parts), rows)
    return found, _sums(inverse, np.concatenate(weights), len(found))


def at_least(children: Sequence[tuple[Matches, int]], minimum: int, rows: int) -> Matches:
    """The rows that stand in at least `minimum` of the children, each of which counts as often as its number says."""
    if minimum <= 0:
        children = [*children, (everything(rows), 1)]
    if not children:
        return NONE
    found, inverse = _distinct(np.concatenate([child.rows for child, _ in children]), rows)
    times = np.repeat([float(times) for _, times in children], [len(child.rows) for child, _ in children])
    counts = np.bincount(inverse, times, minlength=len(found))
    scores = None
    if any(child.scores is not None for child, _ in children):
        given = [np.zeros(len(child.rows)) if child.scores is None else child.scores for child, _ in children]
        scores = _sums(inverse, np.concatenate(given) * times, len(found))
    keep = counts >= minimum
    return Matches(found[keep], None if scores is None else scores[keep])


def _sums(places: npt.NDArray[np.intp], weights: Scores, size: int) -> Scores:
    return np.bincount(places, weights, minlength=size).astype(np.float64)


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


def _distinct(rows: Rows, size: int) -> tuple[Rows, npt.NDArray[np.intp]]:
    """The distinct rows, ascending, and for each given row its place among them.

    Sorting is quicker for few rows, a table of all rows for many (they cross near one row in sixteen); both let sums be
    made in the order given, so that a score does not depend on the size of the index.
    """
    if len(rows) * 16 < size:
        found, inverse = np.unique(rows, return_inverse=True)
        return found, inverse
    mask = np.zeros(size, bool)
    mask[rows] = True
    found = np.flatnonzero(mask).astype(np.int32)
    places = np.empty(size, np.intp)
    places[found] = np.arange(len(found))
    return found, places[rows]
