"""The ways to rank: which fields count how much, and how many of a query's words must be found."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lessons.engines.protocol import Ranking
from lessons.errors import UnknownCode


def most_of(terms: int) -> int:
    """How many of a number of content terms must match: all of one or two, two of more.

    Measured (nDCG@10 / recall@100 on planners' questions over reports, `benchmarks/ranking.py`): any one term
    0.578 / 0.768, this 0.563 / 0.713, all but one of three to five and 40% of more 0.398 / 0.405.
    """
    return min(terms, 2)


def any_of(_terms: int) -> int:
    """One matching term is enough, as in plain BM25."""
    return 1


@dataclass(frozen=True, slots=True)
class RankingMethod:
    """A named way to rank."""

    name: str
    fields: Ranking = field(default_factory=Ranking)
    minimum: Callable[[int], int] = most_of


DEFAULT = RankingMethod("default")
BM25 = RankingMethod("bm25", Ranking(weights={"text": 1.0, "heading": 0.0, "title": 0.0}), any_of)
METHODS = {method.name: method for method in (DEFAULT, BM25)}


def ranking_method(name: str) -> RankingMethod:
    """The method of a name; raises UnknownCode that lists them."""
    if name not in METHODS:
        raise UnknownCode(f"there is no ranking {name!r} in this version: use one of {', '.join(METHODS)}")
    return METHODS[name]
