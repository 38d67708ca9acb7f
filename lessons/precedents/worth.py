"""What a passage is worth as a precedent beside its words: its themes, its kind, its document, the phase it speaks of.

Measured on situations over UN reports (`benchmarks/precedents.py`) and on sections of plans judged by reading
(`benchmarks/plan_sections.py`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lessons.precedents.situation import Situation
from lessons.precedents.teaching import TEACHING, matter
from lessons.vocabulary.phases import UNKNOWN

SHARED_THEMES = 0.3
CANDIDATE = {"lesson": 0.5, "good_practice": 0.5, "recommendation": 0.25, "challenge": 0.1}
"""What a candidate of full confidence gains in a document written to teach: what to do or to leave is a precedent, that
something is hard, hardly. A report's appeals to the parties are candidates too and gain nothing: 0.02 of nDCG@10."""
WRITTEN_TO_TEACH = 0.6
"""What a passage gains in a document that was written so that others learn from it; at 0.3 one plan section less is
answered by it."""
ASKED_ABOUT = 0.3
"""What a passage about a mission gains that the situation wants to hear of."""
SAME_PHASE = 0.15
"""What a passage gains that speaks of an operation in the phase of the planner's."""
OF_NO_MISSION = 0.9
"""What a passage is worth that no mission lived through; at 0.75 it costs 0.01."""
FORMAL, FORMAL_TYPES = 0.6, frozenset(["draft_resolution", "resolution", "presidential_statement", "budget_report"])
"""What an organ's text is worth: "calls upon all parties" is a recommendation and yet nobody's experience."""
EVENT = 0.6
"""What an account of a day's events is worth beside others; "In 2024" is none: it costs 0.014 of nDCG@10."""
TALLY, COUNTED = 0.85, 3
"""What a passage is worth that counts in brackets ("(12 boys, 6 girls)") three times or more: mere statistics."""
SCRAP = 0.6
FEWEST_WORDS = 12
"""Words below which a passage is a caption or a line of a list."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNT = re.compile(r"\(\d[^()]*\)")
_EVENT = re.compile(rf"\W*(?:On|From|Between|In|During) (?:the night of )?(?:\d{{1,2}}|{_MONTHS})\b")


def worth(record: Mapping[str, Any], situation: Situation, missions: Collection[str], about: Sequence[str]) -> float:
    """The factor of a passage: `missions` are those it speaks of, `about` the themes of its document."""
    teaches = record["doc_type"] in TEACHING
    return (
        (1 + SHARED_THEMES * _themes_shared(record, situation.themes, about))
        * (1 + (CANDIDATE.get(record["kind"], 0.0) * float(record["confidence"]) if teaches else 0.0))
        * (1 + WRITTEN_TO_TEACH * teaches)
        * (1 + ASKED_ABOUT * (not set(situation.asked).isdisjoint(record["missions"])))
        * (1 + SAME_PHASE * (situation.phase not in (UNKNOWN, "") and record["phase"] == situation.phase))
        * (1.0 if missions else OF_NO_MISSION)
        * _said(record)
    )


def _themes_shared(record: Mapping[str, Any], asked: Sequence[str], about: Sequence[str]) -> float:
    """What a passage is about, or half of what its document teaches about: its lessons need not say it again."""
    own = _shared(asked, record["themes"]) * _focus(asked, record["themes"])
    return max(own, _shared(asked, matter(about)) / 2) if record["doc_type"] in TEACHING else own


def _focus(asked: Sequence[str], found: Collection[str]) -> float:
    """Less for a passage of many themes: a summary of a country's year touches on the matter and teaches little."""
    return (len(set(asked) & set(found)) / len(found)) ** 0.5 if found else 1.0


def _shared(asked: Sequence[str], found: Collection[str]) -> float:
    """The share of the themes asked for that a passage is about, the first weighing most."""
    weights = {theme: 1 / (place + 1) for place, theme in enumerate(asked)}
    return sum(weight for theme, weight in weights.items() if theme in found) / (sum(weights.values()) or 1.0)


def _said(record: Mapping[str, Any]) -> float:
    """What its wording takes from a passage: an event, a tally, an organ's appeal, a scrap of text."""
    text = record["text"]
    factor = EVENT if _EVENT.match(text) else 1.0
    if len(_COUNT.findall(text)) >= COUNTED:
        factor *= TALLY
    if record["doc_type"] in FORMAL_TYPES:
        factor *= FORMAL
    return factor * SCRAP if _is_scrap(record) else factor


def _is_scrap(record: Mapping[str, Any]) -> bool:
    """Tell whether a passage is no prose: a table, a note, the caption of a figure."""
    return record["layout"] in {"table", "footnote"} or len(record["text"].split()) < FEWEST_WORDS
