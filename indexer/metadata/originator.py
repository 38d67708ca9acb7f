"""Who speaks in a document: the kind of body it comes from, by the words in ``data/originators.csv``."""

import re
from collections.abc import Sequence

from indexer.metadata.words import first_code, table

_LETTER_SENDER = re.compile(
    r"\b(?:from|from the|de la|du|de|del|от)\b(.{3,240}?)(?:\b(?:addressed|adressée|dirigida|на имя)\b|$)", re.I
)
_LINE = 120  # a line that names an author; a paragraph mentions many
_BY_TYPE = {
    "resolution": "intergovernmental_body",
    "presidential_statement": "intergovernmental_body",
    "draft_resolution": "intergovernmental_body",
    "meeting_record": "intergovernmental_body",
    "expert_panel_report": "expert_panel",
    "secretary_general_report": "secretary_general",
}
_FIELD_TYPES = frozenset({
    "after_action_review", "end_of_assignment_report", "handover_note", "survey_of_practice", "practice_note", "sop",
    "lessons_learned_study", "exit_interview", "transition_plan",
})  # fmt: skip
_MISSION = re.compile(
    r"\b(?:UN(?:A|M|O|IF|DOF|TSO|TM|IS|PRO|SM|SOS|TAC|TAET)[A-Z]{0,6}|MI(?:N|C|P)[A-Z]{3,7}|MONU[A-Z]{1,5}"
    r"|BINU[A-Z]{1,4}|ONU[A-Z]{1,4})\b"
    r"|\b(?:mission|force|operation|office|opération|misión|operación|fuerza)s? (?:in|for|at|en|au|aux|à|dans|pour)\b",
    re.I,
)


def _first(where: str, text: str) -> str | None:
    return first_code(table("originators.csv", where), text)


def of_letter(title: str) -> str | None:
    """Who writes a letter, by its title ("Letter dated ... from the Permanent Representative of ...")."""
    sender = _LETTER_SENDER.search(title[:600])
    return _first("letter", sender.group(1) if sender else title[:200])


def of_title(title: str, doc_type: str | None) -> str | None:
    """Who speaks, by a title and the type it speaks of."""
    if doc_type == "letter":
        return of_letter(title)
    if doc_type in _BY_TYPE:
        return _BY_TYPE[doc_type]
    if doc_type in _FIELD_TYPES and _MISSION.search(title):
        return "mission"
    return _first("title", title)


def find_originator(title: str | None, doc_type: str, symbols: Sequence[str], opening: Sequence[str]) -> str | None:
    """The originator's code, from title, type and symbol, else from the first lines; None where nothing tells."""
    own = of_title(title or "", doc_type)
    symbol = symbols[0] if symbols else ""
    by_symbol = _first("symbol", symbol)
    if own or by_symbol or doc_type == "letter":
        return by_symbol if by_symbol in ("agency", "oversight") else own or by_symbol
    if doc_type in ("committee_report", "agenda") and symbols:
        return "intergovernmental_body"
    lines = " | ".join(text for text in opening[:4] if len(text) < _LINE)
    if doc_type in _FIELD_TYPES and _MISSION.search(lines):
        return "mission"
    return _first("title", lines)
