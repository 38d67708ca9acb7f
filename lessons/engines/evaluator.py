"""Evaluates a clause over an engine's postings: BM25F, minimum-should-match and phrases in numpy."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

from lessons.engines import matches
from lessons.engines.clause import (
    AtLeast,
    Boosted,
    Clause,
    Codes,
    Everything,
    Exact,
    Nothing,
    Term,
    Together,
    Variant,
    Without,
    Years,
)
from lessons.engines.columns import Columns
from lessons.engines.matches import Matches, Scores
from lessons.engines.narrowing import in_years
from lessons.engines.postings import Postings
from lessons.engines.protocol import Ranking
from lessons.engines.texts import Rows

# A row and a position in one number; positions stay below 2**32 and a phrase may start before the first.
ROW = 2**33


class Leaves(Protocol):
    """What an engine must give: the postings of a term in a field, and its positions in some rows."""

    def postings(self, field: str, term: str) -> Postings:
        """The rows and frequencies of a term; empty arrays when the field has no such term."""
        ...

    def positions(self, field: str, term: str, rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """The occurrences of a term in those of the rows that have it: row and position of each, by row."""
        ...


class Evaluator:
    """Evaluates clauses over one index."""

    def __init__(self, columns: Columns, leaves: Leaves):
        self._columns = columns
        self._leaves = leaves
        self._size = len(columns)
        self._norms = lru_cache(maxsize=8)(self._field_norms)

    def match(self, clause: Clause, ranking: Ranking) -> Matches:  # noqa: PLR0911 - one for each kind of clause
        """The rows that match a clause, removed ones included, with their scores."""
        match clause:
            case Term():
                return self._term(clause, ranking)
            case Exact():
                return self._exact(clause, ranking)
            case Together():
                return self._together_near(clause, ranking)
            case AtLeast(_, minimum):
                return matches.at_least(
                    [(self.match(child, ranking), times) for child, times in clause.distinct()], minimum, self._size
                )
            case Without(child, excluded):
                return matches.without(self.match(child, ranking), self.match(excluded, ranking), self._size)
            case Boosted(child, extras):
                return matches.boosted(
                    self.match(child, ranking), [self.match(extra, ranking) for extra in extras], self._size
                )
            case Codes(facet, codes, score):
                column = self._columns.facets.get(facet)
                return matches.NONE if column is None else matches.carried(column.carrying(codes), score)
            case Years(first, last):
                return matches.carried(in_years(self._columns, (first, last)))
            case Everything():
                return matches.everything(self._size)
            case Nothing():
                return matches.NONE

    def _field_norms(self, field: str, b: float) -> npt.NDArray[np.float64]:
        lengths = self._columns.lengths[field]
        return 1.0 / (1.0 - b + b * lengths / self._columns.average_lengths[field])

    def _term(self, term: Term, ranking: Ranking) -> Matches:
        parts, weights = [], []
        for field in self._known(term.fields):
            norms = self._norms(field, ranking.b.get(field, 0.0))
            weight = ranking.weights.get(field, 0.0)
            for variant in term.variants:
                postings = self._leaves.postings(field, variant.term)
                if len(postings.rows):
                    parts.append(postings.rows)
                    weights.append(postings.frequencies * (norms[postings.rows] * (weight * variant.weight)))
        if not parts:
            return matches.NONE
        rows, frequencies = matches.total(parts, weights, self._size)
        return Matches(rows, _saturated(frequencies, term.idf * term.boost, ranking.k1))

    def _known(self, fields: Iterable[str]) -> Iterator[str]:
        return (field for field in fields if field in self._columns.lengths)

    def _exact(self, exact: Exact, ranking: Ranking) -> Matches:
        places = [(offset, terms) for offset, terms in enumerate(exact.positions) if terms is not None]
        if not places:
            return matches.NONE
        allowed = np.zeros(self._size, bool)
        for field in self._known(exact.fields):
            allowed[self._phrase(field, places)] = True
        return self._scored(np.flatnonzero(allowed).astype(np.int32), exact, [terms for _, terms in places], ranking)

    def _together_near(self, near: Together, ranking: Ranking) -> Matches:
        allowed = np.zeros(self._size, bool)
        for field in self._known(near.fields):
            rows = self._together(field, near.words) if near.words else np.empty(0, np.int32)
            for one, other in pairwise(near.words):
                if len(rows):
                    keys = self._starts(field, one, 0, rows), self._starts(field, other, 0, rows)
                    rows = np.unique(close(*keys, near.distance) // ROW).astype(np.int32)
            allowed[rows] = True
        return self._scored(np.flatnonzero(allowed).astype(np.int32), near, near.words, ranking)

    def _scored(
        self, rows: Rows, clause: Exact | Together, places: Sequence[tuple[str, ...]], ranking: Ranking
    ) -> Matches:
        """The rows of a phrase, each with the sum of what its words score."""
        if not len(rows):
            return matches.NONE
        words = (
            Term(tuple(Variant(term) for term in terms), clause.fields, clause.idf, clause.boost) for terms in places
        )
        scores = sum((self._scores(word, rows, ranking) for word in words), np.zeros(len(rows)))
        return Matches(rows, scores)

    def _scores(self, term: Term, rows: Rows, ranking: Ranking) -> Scores:
        """What a term scores in each of the rows."""
        found = self._term(term, ranking)
        dense = np.zeros(self._size)
        dense[found.rows] = found.scores
        return dense[rows]

    def _phrase(self, field: str, places: Sequence[tuple[int, tuple[str, ...]]]) -> Rows:
        """The rows that have the places' terms at successive positions of a field."""
        rows = self._together(field, [terms for _, terms in places])
        starts: npt.NDArray[np.int64] | None = None
        # The rarest place first: positions are decoded only where the phrase may still stand.
        for offset, terms in sorted(places, key=lambda place: self._frequency(field, place[1])):
            if not len(rows):
                break
            here = self._starts(field, terms, offset, rows)
            starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
            rows = np.unique(starts // ROW).astype(np.int32)
        return rows

    def _together(self, field: str, places: Sequence[tuple[str, ...]]) -> Rows:
        """The rows in which each place has one of its terms."""
        counts = np.zeros(self._size, np.int32)
        for terms in places:
            here = np.zeros(self._size, bool)
            for term in terms:
                here[self._leaves.postings(field, term).rows] = True
            counts += here
        return np.flatnonzero(counts == len(places)).astype(np.int32)

    def _frequency(self, field: str, terms: tuple[str, ...]) -> int:
        return sum(len(self._leaves.postings(field, term).rows) for term in terms)

    def _starts(self, field: str, terms: tuple[str, ...], offset: int, rows: Rows) -> npt.NDArray[np.int64]:
        """Where a phrase must start for one of the terms to stand at its offset, as numbers of row and position."""
        found = [self._leaves.positions(field, term, rows) for term in dict.fromkeys(terms)]
        keys = [row.astype(np.int64) * ROW + (position - offset + ROW // 2) for row, position in found]
        return np.unique(np.concatenate(keys))


def close(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64], distance: int) -> npt.NDArray[np.int64]:
    """Those of the ascending numbers `other` that are at most so far from one of the ascending numbers `one`."""
    left = np.searchsorted(one, other - distance)
    right = np.searchsorted(one, other + distance, side="right")
    return other[right > left]


def _saturated(frequencies: Scores, weight: float, k1: float) -> Scores:
    """BM25's saturation of a weighted frequency; a frequency of 0 (all weights 0) scores 0 even where k1 is 0."""
    return (
        weight
        * (k1 + 1)
        * np.divide(frequencies, frequencies + k1, out=np.zeros_like(frequencies), where=frequencies > 0)
    )
