"""Compiles clauses to Tantivy's query objects; its parser is never used: it dies of 12,000 parentheses.

Tantivy scores a sum of BM25 (k1 1.2, b 0.75) over the fields, where a concept counts as its best variant. Its idf is
divided out and the clause's put in, so that a score means the same in every index a reader may open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from math import log1p, prod
from types import ModuleType
from typing import Any

from lessons.engines.clause import (
    TEXT_FIELDS,
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
from lessons.engines.narrowing import YEAR, codes_of_years
from lessons.engines.protocol import Ranking

CODES = "codes"
# So many phrases at most before one with alternatives is asked for as a phrase of regular expressions.
MOST_PHRASES = 512
Place = tuple[int, tuple[str, ...]]


def encodable(text: str) -> str:
    """The text as Tantivy can take it: without the lone surrogates of damaged input."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def code_term(facet: str, code: str) -> str:
    """How a facet's code is indexed."""
    return encodable(f"{facet}\x1f{code}")


class Compiler:
    """Compiles for one index, because idf and the choice of existing words are its own."""

    def __init__(self, library: ModuleType, schema: Any, searcher: Any, columns: Columns):
        self._queries = library.Query
        self._should, self._must, self._not = library.Occur.Should, library.Occur.Must, library.Occur.MustNot
        self._schema = schema
        self._searcher = searcher
        self._columns = columns

    def query(self, clause: Clause, ranking: Ranking) -> Any:  # noqa: PLR0911 - one for each kind of clause
        """The query of a clause."""
        match clause:
            case Term():
                return self._term(clause, ranking)
            case Exact():
                return self._exact(clause, ranking)
            case Together():
                return self._together(clause, ranking)
            case AtLeast(_, minimum):
                return self._at_least(
                    [query for child, times in clause.distinct() for query in [self.query(child, ranking)] * times],
                    minimum,
                )
            case Without(child, excluded):
                return self._queries.boolean_query(
                    [(self._must, self.query(child, ranking)), (self._not, self.query(excluded, ranking))]
                )
            case Boosted(child, extras):
                wanted = [(self._should, self.query(extra, ranking)) for extra in extras]
                return self._queries.boolean_query([(self._must, self.query(child, ranking)), *wanted])
            case Codes(facet, codes, score):
                return self._codes(facet, codes, score)
            case Years(None, None) | Everything():
                return self._everything()
            case Years(first, last):
                return self._codes(YEAR, codes_of_years(self._columns, (first, last)))
            case Nothing():
                return self._queries.empty_query()

    def _everything(self) -> Any:
        return self._unscored(self._queries.all_query())

    def _unscored(self, query: Any, score: float = 0.0) -> Any:
        return self._queries.const_score_query(query, score)

    def _any(self, queries: Sequence[Any]) -> Any:
        return self._queries.boolean_query([(self._should, query) for query in queries])

    def _at_least(self, children: Sequence[Any], minimum: int) -> Any:
        if minimum > len(children):
            return self._queries.empty_query()
        wanted = [(self._should, child) for child in children]
        if minimum <= 0:
            return self._queries.boolean_query([(self._must, self._everything()), *wanted])
        return self._queries.boolean_query(wanted, minimum_number_should_match=minimum)

    def _codes(self, facet: str, codes: Iterable[str], score: float = 0.0) -> Any:
        terms = [code_term(facet, code) for code in codes]
        return self._unscored(self._queries.term_set_query(self._schema, CODES, terms), score)

    def _frequency(self, field: str, word: str) -> int:
        frequency: int = self._searcher.doc_freq(field, word) if encodable(word) == word else 0
        return frequency

    def _term(self, term: Term, ranking: Ranking) -> Any:
        return self._queries.disjunction_max_query(
            [self._any(found) for variant in term.variants if (found := list(self._variant(term, variant, ranking)))]
        )

    def _variant(self, term: Term, variant: Variant, ranking: Ranking) -> Iterator[Any]:
        """A variant in each field that has it."""
        total = self._searcher.num_docs
        for field in _known(term.fields):
            frequency = self._frequency(field, variant.term)
            if frequency:
                idf = log1p((total - frequency + 0.5) / (frequency + 0.5))
                weight = ranking.weights.get(field, 0.0) * variant.weight * term.idf * term.boost / idf
                query = self._queries.term_query(self._schema, field, variant.term)
                yield self._queries.boost_query(query, weight)

    def _exact(self, exact: Exact, ranking: Ranking) -> Any:
        places = [(offset, terms) for offset, terms in enumerate(exact.positions) if terms is not None]
        if not places:
            return self._queries.empty_query()
        phrases = self._any([self._phrase(field, places) for field in _known(exact.fields)])
        return self._scored(phrases, exact, [terms for _, terms in places], ranking)

    def _together(self, near: Together, ranking: Ranking) -> Any:
        if not near.words:
            return self._queries.empty_query()
        pairs: list[tuple[tuple[str, ...], ...]] = [*pairwise(near.words)] or [(near.words[0],)]
        fields = [
            self._queries.boolean_query(
                [(self._must, self._phrase(field, [(0, terms) for terms in pair], near.distance)) for pair in pairs]
            )
            for field in _known(near.fields)
        ]
        return self._scored(self._any(fields), near, near.words, ranking)

    def _scored(
        self, phrases: Any, clause: Exact | Together, places: Sequence[tuple[str, ...]], ranking: Ranking
    ) -> Any:
        """What the phrases match, with the sum of what their words score."""
        words = [
            Term(tuple(Variant(word) for word in terms), clause.fields, clause.idf, clause.boost) for terms in places
        ]
        return self._queries.boolean_query(
            [(self._must, self._unscored(phrases)), *((self._should, self._term(word, ranking)) for word in words)]
        )

    def _phrase(self, field: str, places: Sequence[Place], slop: int = 0) -> Any:
        """A phrase in one field; only alternatives that the field has are asked for.

        Of two words at the same offset `slop` is the distance, in either order.
        """
        existing = [
            (offset - places[0][0], [word for word in dict.fromkeys(terms) if self._frequency(field, word)])
            for offset, terms in places
        ]
        if not all(words for _, words in existing):
            return self._queries.empty_query()
        if len(existing) == 1:  # Tantivy panics over a phrase of one word
            return self._queries.term_set_query(self._schema, field, existing[0][1])
        if prod(len(words) for _, words in existing) > MOST_PHRASES:
            return self._queries.regex_phrase_query(
                self._schema,
                field,
                [(offset, f"({'|'.join(map(re.escape, words))})") for offset, words in existing],
                slop,
            )
        offsets = [offset for offset, _ in existing]
        return self._any(
            [
                self._queries.phrase_query(self._schema, field, list(zip(offsets, chosen, strict=True)), slop)
                for chosen in product(*(words for _, words in existing))
            ]
        )


def _known(fields: Iterable[str]) -> Iterator[str]:
    return (field for field in fields if field in TEXT_FIELDS)
