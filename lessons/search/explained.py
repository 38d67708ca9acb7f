"""Why one passage stands among the results of a query, and at which place: for the passage's own page."""

from dataclasses import dataclass

from lessons.generation import View
from lessons.query.state import SearchState
from lessons.search.searcher import search
from lessons.search.why import Reason

DEPTH = 100
"""Results that are looked through: hardly anybody opens one from further down."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A passage's place among the results (from 1), its score, and the parts that add up to it, greatest first."""

    place: int
    score: float
    parts: tuple[Reason, ...]


def explained(view: View, query: str, passage_id: str) -> Explained | None:
    """What a passage owes its place to; None where the query does not find it among the first results."""
    if not query.strip():
        return None
    first = search(view, SearchState(query=query, size=DEPTH), ())
    ids = [result.record["id"] for result in first.results]
    if passage_id not in ids:
        return None
    place = ids.index(passage_id) + 1
    [one] = search(view, SearchState(query=query, size=1, page=place), (), why=True).results
    return Explained(place, one.score, one.why or ())
