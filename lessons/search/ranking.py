"""The ways to rank: which fields count how much, how many words must be found, and which further steps are taken."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lessons.engines.protocol import Ranking
from lessons.errors import UnknownCode

RARE = 0.05
"""A word in at most this share of the passages is rare: of many words, it alone is enough.

Measured in `benchmarks/ranking.py`: with two words of three or more, recall@100 fell below plain BM25's; where one rare
word is enough it does not, and a query still matches 17% of the passages of `ir_un` where any one word matches 39%.
"""
FEW = 1000
"""A word in so few passages is rare however small the collection: there is no flood to be kept back.

On `tests/judged` (924 passages) recall@100 goes from 0.706 to 0.747 with it.
"""
LEAST = 0.3
"""A text shorter than this share of the average counts as that long: "Closure of the meeting." says little.

nDCG@10 with 0, 0.3 and 0.5, in one run: `ir_un` condensed 0.670, 0.670, 0.677; CISI 0.430, 0.430, 0.431; Cranfield
0.476, 0.475, 0.471. With 0.5 crisp lessons sink too: 15 of 20 draft sections are answered, with 0.3 and 0 it is 16.
"""


def most_of(terms: int) -> int:
    """How many of a number of content terms must match: all of one or two, two of more."""
    return min(terms, 2)


def any_of(_terms: int) -> int:
    """One matching term is enough, as in plain BM25."""
    return 1


@dataclass(frozen=True, slots=True)
class RankingMethod:
    """A named way to rank; `feedback`, `expansion`, `diversity` and `meaning` are the steps after BM25F.

    `query_share` is the query's own part of the weight beside feedback. Where meaning has its say too, less is left to
    feedback: nDCG@10 of Cranfield and CISI at 1, 0.9, 0.8 and 0.6 is 0.483, 0.487, 0.495, 0.496 and 0.470, 0.466,
    0.463, 0.458.
    """

    name: str
    fields: Ranking = field(default_factory=Ranking)
    minimum: Callable[[int], int] = most_of
    query_share: float = 0.6
    feedback: bool = True
    expansion: bool = True
    diversity: bool = True
    meaning: bool = False


FIELDS = Ranking(
    k1=1.6,
    weights={"text": 1.0, "heading": 0.4, "title": 0.5},
    b={"text": 0.65, "heading": 0.5, "title": 0.5},
    least={"text": LEAST},
)
DEFAULT = RankingMethod("default", FIELDS)
SEMANTIC = RankingMethod("semantic", FIELDS, query_share=0.8, meaning=True)
BM25 = RankingMethod(
    "bm25",
    Ranking(weights={"text": 1.0, "heading": 0.0, "title": 0.0}),
    any_of,
    feedback=False,
    expansion=False,
    diversity=False,
)
METHODS = {method.name: method for method in (DEFAULT, SEMANTIC, BM25)}


def ranking_method(name: str) -> RankingMethod:
    """The method of a name; raises UnknownCode that lists them."""
    if name not in METHODS:
        raise UnknownCode(f"there is no ranking {name!r} in this version: use one of {', '.join(METHODS)}")
    return METHODS[name]
