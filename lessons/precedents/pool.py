"""The passages that may answer a situation: asked for in its own words and by its key terms, then weighed.

Measured on 7 situations over UN reports (`benchmarks/precedents.py`). A penalty for further passages of one document
lost 0.04 to 0.08 of nDCG@10: where one report answers, it answers with several paragraphs.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from lessons.generation import View
from lessons.precedents.situation import Situation
from lessons.precedents.standing import Record, Towards
from lessons.precedents.teaching import lent
from lessons.precedents.worth import worth
from lessons.query.state import Filters, SearchState
from lessons.search.searcher import find

DEPTH = 200
"""Passages looked at for each way of asking; where filters leave too few, `MOST` are."""
MOST = 1_000
OWN_WORDS = 3.0
"""Weight of a situation's own words beside its key terms; at 1 it loses 0.03. Where a heading says what a section is
about, its words count no more than that."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and how well it answers: 1 is the best of every way of asking, before what `worth` adds."""

    record: Record
    score: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The passages that are kept, best first, and the index terms that found them."""

    passages: tuple[Scored, ...]
    highlights: frozenset[str]


class Asking:
    """Asks one reader's view for what may answer a situation; `keep` tells which passages may."""

    def __init__(self, view: View, situation: Situation, towards: Towards, keep: Callable[[Record], bool]) -> None:
        self._view, self._situation, self._towards, self._keep = view, situation, towards, keep

    def pool(self, enough: Callable[[Pool], bool]) -> Pool:
        """The passages for the situation; looks deeper where those found at first are not enough."""
        found = self._asked(DEPTH)
        return found if enough(found) else self._asked(MOST)

    def _asked(self, depth: int) -> Pool:
        situation = self._situation
        asked = (situation.query, situation.key_query, situation.topic, situation.bridge)
        queries = tuple(dict.fromkeys(filter(None, asked)))
        own = 1.0 if situation.topic else OWN_WORDS
        weights = [own if query == situation.query else 1.0 for query in queries]
        scores: dict[str, tuple[Record, float]] = {}
        highlights: set[str] = set()
        for query, weight in zip(queries, weights, strict=True):
            answered = find(self._view, SearchState(query, excluded=_left_out(situation), size=depth))
            highlights |= answered.compiled.highlights
            best = max((hit.score for hit in answered.answer.hits), default=0.0) or 1.0
            for hit in answered.answer.hits:
                record, score = scores.get(hit.id) or (json.loads(hit.record), 0.0)
                scores[hit.id] = record, score + weight * hit.score / best / sum(weights)
        for name, (record, gain) in lent(self._view, situation, scores, self._themes_of).items():
            scores[name] = record, gain + (scores[name][1] if name in scores else 0.0)
        kept = [self._weighed(record, score) for record, score in scores.values() if self._keep(record)]
        return Pool(tuple(sorted(kept, key=lambda one: (-one.score, one.record["id"]))), frozenset(highlights))

    def _weighed(self, record: Record, score: float) -> Scored:
        missions, about = self._towards.missions(record), self._themes_of(record["document_id"])
        return Scored(record, score * worth(record, self._situation, missions, about))

    def _themes_of(self, document_id: str) -> tuple[str, ...]:
        return self._towards.about_of(document_id).theme

    def opposites(self) -> tuple[Scored, ...]:
        """Candidates that say what to repeat or to avoid, on the situation's themes."""
        situation = self._situation
        if not situation.themes:
            return ()
        kinds: Filters = tuple(("kind", kind) for kind in ("lesson", "good_practice", "challenge"))
        themes: Filters = tuple(("theme", theme) for theme in situation.themes)
        excluded = _left_out(situation)
        state = SearchState(situation.key_query, chosen=(*kinds, *themes), excluded=excluded, size=DEPTH // 4)
        hits = find(self._view, state).answer.hits
        found = (Scored(json.loads(hit.record), hit.score) for hit in hits)
        return tuple(one for one in found if one.record["polarity"] != "none" and self._keep(one.record))


def _left_out(situation: Situation) -> Filters:
    """The planner's missions need not be brought: what is about them is no precedent."""
    return tuple(("mission", code) for code in situation.missions)
