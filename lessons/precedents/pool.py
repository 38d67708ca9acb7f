"""The passages that may answer a situation: asked for in its own words and by its key terms, then weighed.

Measured on 7 situations over UN reports (`benchmarks/precedents.py`), nDCG@10: its own words as `search` takes them
0.564, its key terms alone 0.577, both 0.602, with shared themes 0.620, with candidates first 0.634. A penalty
for further passages of one document lost 0.04 to 0.08: where one report answers, it answers with several paragraphs.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.generation import View
from lessons.precedents.situation import UNKNOWN, Situation
from lessons.query.state import Filters, SearchState
from lessons.search.searcher import find

DEPTH = 200
"""Passages looked at for each way of asking; where filters leave too few, `MOST` are."""
MOST = 1_000
SHARED_THEMES = 0.4
CANDIDATE = 0.25
"""What a candidate of full confidence gains. Up to 0.25 it costs nothing of nDCG@10, and 0.5 put
recommendations on another matter before the narrative that answered, in four of twenty plan sections."""
WRITTEN_TO_TEACH = 0.6
"""What a passage gains in a document that was written so that others learn from it; at 0.3 one plan section less is
answered by it."""
ASKED_ABOUT = 0.3
"""What a passage about a mission gains that the situation wants to hear of."""
SAME_PHASE = 0.15
"""What a passage gains that speaks of an operation in the phase of the planner's."""
EVENT = 0.6
"""What an account of a day's events is worth beside others; beside 0.8 it costs nothing of nDCG@10."""
TALLY, COUNTED = 0.7, 3
"""What a passage is worth that counts in brackets ("(12 boys, 6 girls)") three times or more: mere statistics."""
SCRAP = 0.6
FEWEST_WORDS = 12
"""Words below which a passage is a caption or a line of a list."""
TEACHING = frozenset(
    """
    after_action_review end_of_assignment_report survey_of_practice lessons_learned_study practice_note handover_note
    seminar_note evaluation query_response exit_interview guidelines strategic_review
    """.split()
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNT = re.compile(r"\(\d[^()]*\)")
_EVENT = re.compile(rf"\W*(?:On|From|Between|In|During) (?:the night of )?(?:\d{{1,2}}|{_MONTHS})\b")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and how well it answers: 1 is the best of both ways of asking, before what themes and kind add."""

    record: Record
    score: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The passages that are kept, best first, and the index terms that found them."""

    passages: tuple[Scored, ...]
    highlights: frozenset[str]


def pool(view: View, situation: Situation, keep: Callable[[Record], bool], enough: Callable[[Pool], bool]) -> Pool:
    """The passages for a situation that `keep` lets through; looks deeper where those are not enough."""
    found = _asked(view, situation, keep, DEPTH)
    return found if enough(found) else _asked(view, situation, keep, MOST)


def _asked(view: View, situation: Situation, keep: Callable[[Record], bool], depth: int) -> Pool:
    queries = tuple(dict.fromkeys(filter(None, (situation.query, situation.key_query, situation.topic))))
    scores: dict[str, float] = {}
    records: dict[str, Record] = {}
    highlights: set[str] = set()
    for query in queries:
        answered = find(view, SearchState(query, excluded=_left_out(situation), size=depth))
        highlights |= answered.compiled.highlights
        best = max((hit.score for hit in answered.answer.hits), default=0.0) or 1.0
        for hit in answered.answer.hits:
            records.setdefault(hit.id, json.loads(hit.record))
            scores[hit.id] = scores.get(hit.id, 0.0) + hit.score / best / len(queries)
    kept = [
        Scored(record, scores[name] * _worth(record, situation)) for name, record in records.items() if keep(record)
    ]
    return Pool(tuple(sorted(kept, key=lambda one: (-one.score, one.record["id"]))), frozenset(highlights))


def _left_out(situation: Situation) -> Filters:
    """The planner's missions need not be brought: what is about them is no precedent."""
    return tuple(("mission", code) for code in situation.missions)


def _worth(record: Record, situation: Situation) -> float:
    """What themes in common, its kind, its document and the mission it speaks of are worth."""
    worth = 1 + SHARED_THEMES * _shared(situation.themes, record["themes"])
    if record["kind"] != "narrative":
        worth *= 1 + CANDIDATE * float(record["confidence"])
    if record["doc_type"] in TEACHING:
        worth *= 1 + WRITTEN_TO_TEACH
    if not set(situation.asked).isdisjoint(record["missions"]):
        worth *= 1 + ASKED_ABOUT
    if situation.phase not in (UNKNOWN, "") and record["phase"] == situation.phase:
        worth *= 1 + SAME_PHASE
    if _EVENT.match(record["text"]):
        worth *= EVENT
    if len(_COUNT.findall(record["text"])) >= COUNTED:
        worth *= TALLY
    return worth * SCRAP if _is_scrap(record) else worth


def _shared(asked: Sequence[str], found: Sequence[str]) -> float:
    """The share of the themes asked for that a passage is about, the first weighing most."""
    weights = {theme: 1 / (place + 1) for place, theme in enumerate(asked)}
    return sum(weight for theme, weight in weights.items() if theme in found) / (sum(weights.values()) or 1.0)


def _is_scrap(record: Record) -> bool:
    """Tell whether a passage is no prose: a table, a note, the caption of a figure."""
    return record["layout"] in {"table", "footnote"} or len(record["text"].split()) < FEWEST_WORDS


def opposites(view: View, situation: Situation, keep: Callable[[Record], bool]) -> tuple[Scored, ...]:
    """Candidates that say what to repeat or to avoid, on the situation's themes."""
    if not situation.themes:
        return ()
    kinds: Filters = tuple(("kind", kind) for kind in ("lesson", "good_practice", "challenge"))
    themes: Filters = tuple(("theme", theme) for theme in situation.themes)
    state = SearchState(situation.key_query, chosen=(*kinds, *themes), excluded=_left_out(situation), size=DEPTH // 4)
    hits = find(view, state).answer.hits
    found = (Scored(json.loads(hit.record), hit.score) for hit in hits)
    return tuple(one for one in found if one.record["polarity"] != "none" and keep(one.record))
