"""The type of a document, from its symbol and from the words of its title, in English, French and Spanish.

The words are regular expressions in ``data/doc_types.csv``; the first line that matches decides. Who signs a report
("report of the Secretary-General") says more than its subject ("evaluation"), so such lines come before the subjects.
"""

import re
from collections.abc import Sequence

from indexer.metadata.front import LETTER
from indexer.metadata.words import first_code, table

_TABLE = "doc_types.csv"
_FIELD_TYPES = frozenset({
    "after_action_review", "end_of_assignment_report", "handover_note", "survey_of_practice", "practice_note", "sop",
    "lessons_learned_study", "exit_interview", "query_response",
})  # fmt: skip
_SYMBOLS = (
    ("resolution", re.compile(r"/RES/")),
    ("presidential_statement", re.compile(r"/PRST/")),
    ("meeting_record", re.compile(r"/(?:PV|SR)\.\d")),
    ("statement", re.compile(r"/NGO/\d")),
)
_OVERSIGHT = re.compile(r"JIU/")
_BOARD = re.compile(r"(?:DP|E/ICEF|UNW|WFP/EB)[./]")
_OF_OVERSIGHT = re.compile(
    r"\baudit|board of auditors|oversight|investigation|joint inspection unit|vérification des comptes|auditor", re.I
)
_SPEECH = re.compile(r"^the (?:general assembly|security council|economic and social council),$", re.I)


def of_title(title: str) -> str | None:
    """The type a title speaks of, None where it says nothing of it."""
    if LETTER.match(title):
        return "letter"
    return first_code(table(_TABLE), title[:600])


def _of_opening(opening: Sequence[str]) -> str | None:
    """The type the first lines name, only those of the field: any report mentions evaluations and policies."""
    for text in opening:
        code = first_code(table(_TABLE), text[:300], among=_FIELD_TYPES)
        if code:
            return code
    return None


def find_doc_type(title: str | None, symbols: Sequence[str], opening: Sequence[str]) -> str:
    """The type code of a document; ``other`` where nothing tells."""
    symbol = symbols[0] if symbols else ""
    by_symbol = next((code for code, pattern in _SYMBOLS if pattern.search(symbol)), None)
    if by_symbol:
        return by_symbol
    by_title = of_title(title or "")
    if by_title in (None, "report", "note", "other") and _OVERSIGHT.match(symbol):
        return "evaluation"
    if by_title in (None, "report") and _BOARD.match(symbol):
        return "audit" if _OF_OVERSIGHT.search(title or "") else "other"
    if by_title is None and "/L." in symbol and any(_SPEECH.match(text) for text in opening[:8]):
        return "draft_resolution"
    if by_title in (None, "report"):
        return _of_opening(opening[:6]) or by_title or "other"
    return by_title
