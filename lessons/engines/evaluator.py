"""Evaluates a clause over an engine's postings: BM25F, minimum-should-match and phrases in numpy."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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
from lessons.engines.positions import Place
from lessons.engines.postings import Postings
from lessons.engines.protocol import Ranking
from lessons.engines.texts import Rows


class Leaves(Protocol):
    """What an engine must give: the postings of a term in a field, and the rows of phrases."""

    def postings(self, field: str, term: str) -> Postings:
        """The rows and frequencies of a term; empty arrays when the field has no such term."""
        ...

    def phrase(self, field: str, places: Sequence[Place]) -> Rows:
        """The rows that have the places' terms at successive positions of a field."""
        ...

    def near(self, field: str, words: Sequence[tuple[str, ...]], distance: int) -> Rows:
        """The rows that have each word within so many positions of the next, in either order; one word or more."""
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
                return self._together(clause, ranking)
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

    def _field_norms(self, field: str, b: float, least: float) -> npt.NDArray[np.float64]:
        shares = np.maximum(self._columns.lengths[field] / self._columns.average_lengths[field], least)
        return 1.0 / (1.0 - b + b * shares)

    def _term(self, term: Term, ranking: Ranking) -> Matches:
        parts, weights = [], []
        for field in self._known(term.fields):
            norms = self._norms(field, ranking.b.get(field, 0.0), ranking.least.get(field, 0.0))
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
        rows = self._allowed(self._leaves.phrase(field, places) for field in self._known(exact.fields))
        return self._scored(rows, exact, [terms for _, terms in places], ranking)

    def _together(self, near: Together, ranking: Ranking) -> Matches:
        if not near.words:
            return matches.NONE
        rows = self._allowed(self._leaves.near(field, near.words, near.distance) for field in self._known(near.fields))
        return self._scored(rows, near, near.words, ranking)

    def _allowed(self, found: Iterable[Rows]) -> Rows:
        """The rows that any of the fields allows, ascending."""
        allowed = np.zeros(self._size, bool)
        for rows in found:
            allowed[rows] = True
        return np.flatnonzero(allowed).astype(np.int32)

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


def _saturated(frequencies: Scores, weight: float, k1: float) -> Scores:
    """BM25's saturation of a weighted frequency; a frequency of 0 (all weights 0) scores 0 even where k1 is 0."""
    if k1 <= 0:
        return np.where(frequencies > 0, weight, 0.0)
    shares = frequencies + k1
    np.divide(frequencies, shares, out=shares)
    shares *= weight * (k1 + 1)
    return shares
