"""Documents written so that others learn: where one is about the matter, its lessons count without naming it again.

An exit interview on complaints of abuse says once what it is about; its answers ("she had no card and nobody to ask
for") share no word with a plan. So what such a document teaches is brought by what the document is about.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence

from lessons.engines.clause import Codes
from lessons.engines.protocol import Filter, Request
from lessons.generation import View
from lessons.indexing import DOCUMENT
from lessons.precedents.situation import Situation
from lessons.precedents.standing import Record
from lessons.query.state import Filters, SearchState
from lessons.search.searcher import find, merged, standing_filters

TEACHING = frozenset(
    """
    after_action_review end_of_assignment_report survey_of_practice lessons_learned_study practice_note handover_note
    seminar_note evaluation query_response exit_interview guidelines strategic_review
    """.split()
)
CANDIDATES = frozenset(["lesson", "good_practice", "recommendation", "challenge"])
LENT, LEAST = 1.0, 0.3
"""Share of its document's best score that a lesson gains, and what that best is taken for at the least."""
TELLING = 0.4
"""Score of a passage on the first theme from which its document is taken to be about it."""
FIRST = 2
"""Themes of a situation, and of a document, that say what it is about; the others are named on the way."""
MOST = 400
"""Passages that are brought."""
_LOOKED_AT = 50
_FORMAL = frozenset(["mission.knowledge", "mission.performance"])
"""Themes that such a document has by its kind: "lessons learned", "evaluation"."""

Scores = Mapping[str, tuple[Record, float]]
"""Passages by id, each with how well its words answer."""


def matter(themes: Sequence[str]) -> list[str]:
    """The themes that a document is about, less those that it has by its kind."""
    return [code for code in themes if code not in _FORMAL][:FIRST]


def lent(
    view: View, situation: Situation, found: Scores, themes_of: Callable[[str], Sequence[str]]
) -> dict[str, tuple[Record, float]]:
    """The lessons of teaching documents that are about the matter, each with what it gains by that."""
    if not situation.themes:
        return {}
    best: dict[str, float] = {}
    sure: dict[str, float] = {}
    for record, score in [*found.values(), *((record, 0.0) for record in _by_theme(view, situation))]:
        name = record["document_id"]
        if record["doc_type"] in TEACHING:
            best[name] = max(best.get(name, LEAST), score)
            told = float(score >= TELLING and situation.themes[0] in record["themes"])
            sure[name] = max(sure.get(name, 0.0), told)
    for name in best:
        sure[name] = max(sure[name], _nearness(situation.themes[:FIRST], matter(themes_of(name))))
    gains = {name: LENT * sure[name] * best[name] for name in best if sure[name]}
    return {record["id"]: (record, gains[record["document_id"]]) for record in _lessons_of(view, gains)}


def _nearness(asked: Sequence[str], about: Sequence[str]) -> float:
    """How surely a document is about what is asked: 1 where the first themes of both are the same."""
    shared = (1 / (asked.index(code) + 1) / (place + 1) ** 0.5 for place, code in enumerate(about) if code in asked)
    return max(shared, default=0.0)


def _by_theme(view: View, situation: Situation) -> list[Record]:
    """Passages of teaching documents on the situation's first themes."""
    themes: Filters = tuple(("theme", code) for code in situation.themes[:FIRST])
    kinds: Filters = tuple(("doc_type", code) for code in sorted(TEACHING))
    state = SearchState(situation.key_query, chosen=(*themes, *kinds), size=_LOOKED_AT, expand=False)
    return [json.loads(hit.record) for hit in find(view, state).answer.hits]


def _lessons_of(view: View, documents: Collection[str]) -> list[Record]:
    """The lesson candidates of some documents."""
    if not documents:
        return []
    filters = (*standing_filters(view), Filter("kind", include=CANDIDATES))
    request = Request(Codes(DOCUMENT, frozenset(documents)), filters, limit=MOST)
    answer = merged([index.search(request) for index in view.indexes], "relevance", request)
    return [json.loads(hit.record) for hit in answer.hits]
