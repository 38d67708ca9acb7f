"""Compiles phrases and nearness to Tantivy's query objects; its parser is never used: it dies of 12,000 parentheses."""

import re
from collections.abc import Sequence
from itertools import pairwise, product
from math import prod
from types import ModuleType
from typing import Any

from lessons.engines.positions import Place

# So many phrases at most before one with alternatives is asked for as a phrase of regular expressions.
MOST_PHRASES = 512


def encodable(text: str) -> str:
    """The text as Tantivy can take it: without the lone surrogates of damaged input."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


class Phrases:
    """Compiles for one index, because the choice of existing words is its own."""

    def __init__(self, library: ModuleType, schema: Any, searcher: Any):
        self._queries = library.Query
        self._should, self._must = library.Occur.Should, library.Occur.Must
        self._schema = schema
        self._searcher = searcher

    def phrase(self, field: str, places: Sequence[Place], slop: int = 0) -> Any:
        """The query of a phrase in one field; only alternatives that the field has are asked for.

        Of two words at the same offset `slop` is the distance, in either order.
        """
        existing = [
            (offset - places[0][0], [word for word in dict.fromkeys(terms) if self._exists(field, word)])
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
        phrases = [
            self._queries.phrase_query(self._schema, field, list(zip(offsets, chosen, strict=True)), slop)
            for chosen in product(*(words for _, words in existing))
        ]
        return self._queries.boolean_query([(self._should, phrase) for phrase in phrases])

    def near(self, field: str, words: Sequence[tuple[str, ...]], distance: int) -> Any:
        """The query of words that each stand within so many positions of the next."""
        pairs: list[tuple[tuple[str, ...], ...]] = [*pairwise(words)] or [(words[0],)]
        return self._queries.boolean_query(
            [(self._must, self.phrase(field, [(0, terms) for terms in pair], distance)) for pair in pairs]
        )

    def _exists(self, field: str, word: str) -> bool:
        return encodable(word) == word and bool(self._searcher.doc_freq(field, word))
