"""Who speaks in a document: the kind of body it comes from."""

import re
from collections.abc import Sequence

_LETTER_FROM: tuple[tuple[str, str], ...] = (
    ("regional_organization", r"african union|union africaine|unión africana|european union|union européenne|north atlantic|\bnato\b"
     r"|ecowas|cedeao|arab states|organization of american states|\bosce\b|\bigad\b|\bsadc\b"),
    ("expert_panel", r"panel of experts|group of experts|monitoring team|groupe d.experts|grupo de expertos|ombudsperson"),
    ("member_state", r"permanent (?:representative|mission|observer)|chargée?s? d.affaires|minister|ambassador|government|representatives? of"
     r"|représentante?s? permanente?s?|mission permanente|ministre|representantes? permanentes?|misión permanente|ministro"),
    ("intergovernmental_body", r"president of the|chair(?:man|person|s)?\b|président|presidente"),
    ("secretary_general", r"secretary-general|secrétaire général|secretario general|генерального секретаря"),
    ("secretariat", r"under-secretary|assistant secretary|secretariat|secrétariat|secretaría"),
)  # fmt: skip
_LETTER_SENDER = re.compile(r"\b(?:from|from the|de la|du|de|del|от)\b(.{3,240}?)(?:\b(?:addressed|adressée|dirigida|на имя)\b|$)", re.I)
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
_TITLE: tuple[tuple[str, str], ...] = (
    ("civil_society", r"non-governmental organi[sz]ation|/NGO/|organisation non gouvernementale|\bNGO\b"),
    ("oversight", r"internal oversight|joint inspection unit|\bJIU\b|\bOIOS\b|board of auditors|office of audit|inspector general"
     r"|auditoría|vérification des comptes|evaluation office"),
    ("intergovernmental_body", r"advisory committee on administrative|\b(?:special |preparatory )?(?:committee|commission) on\b"
     r"|working group|co-chairs|rapporteur|comité|comisión|human rights council|concluding observations|заключительные"),
    ("secretary_general", r"secretary-general|secrétaire général|secretario general|генерального секретаря"),
    ("secretariat", r"secretariat|secrétariat|secretaría|department of (?:peace|political|operational|field)|\bDPKO\b|\bDPO\b|\bDPPA\b"),
    ("regional_organization", r"african union|union africaine|european union|\bECOWAS\b|\bNATO\b|\bOSCE\b|\bAU\b"),
    ("academia", r"university|université|universidad|institute|think tank|research cent"),
    ("member_state", r"ministry|ministère|ministerio|\bgovernment of|embassy|gouvernement"),
)  # fmt: skip
_SYMBOL: tuple[tuple[str, str], ...] = (
    ("oversight", r"JIU/"),
    ("civil_society", r".*/NGO/"),
    ("agency", r"DP/|E/ICEF|UNW/|WFP/|UNEP|TD/|HSP/|FCCC/|ICCD/|E/E(?:SCAP|CA|CE|CLAC)"),
    ("secretariat", r"ST/|CEB/"),
    ("intergovernmental_body", r".*/(?:L|INF|CRP)[./]|A/(?:HRC|AC|CONF|CN)|C(?:EDAW|CPR|AT|RC|ERD|RPD|ED|MW)/|E/CN"),
)
_MISSION = re.compile(
    r"\b(?:UN(?:A|M|O|IF|DOF|TSO|TM|IS|PRO|SM|SOS|TAC|TAET)[A-Z]{0,6}|MI(?:N|C|P)[A-Z]{3,7}|MONU[A-Z]{1,5}|BINU[A-Z]{1,4}|ONU[A-Z]{1,4})\b"
    r"|\b(?:mission|force|operation|office|opération|misión|operación|fuerza)s? (?:in|for|at|en|au|aux|à|dans|pour)\b",
    re.I,
)


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str | None:
    return next((code for code, pattern in rules if re.search(pattern, text, re.IGNORECASE)), None)


def of_letter(title: str) -> str | None:
    """Who writes a letter, by its title ("Letter dated ... from the Permanent Representative of ...")."""
    sender = _LETTER_SENDER.search(title[:600])
    return _first(_LETTER_FROM, sender.group(1) if sender else title[:200])


def of_title(title: str, doc_type: str | None) -> str | None:
    """Who speaks, by a title and the type it speaks of."""
    if doc_type == "letter":
        return of_letter(title)
    if doc_type in _BY_TYPE:
        return _BY_TYPE[doc_type]
    if doc_type in _FIELD_TYPES and _MISSION.search(title):
        return "mission"
    return _first(_TITLE, title)


def find_originator(title: str | None, doc_type: str, symbols: Sequence[str], opening: Sequence[str]) -> str | None:
    """The originator's code, from title, type and symbol, else from the first lines; None where nothing tells."""
    own = of_title(title or "", doc_type)
    symbol = symbols[0] if symbols else ""
    by_symbol = next((code for code, pattern in _SYMBOL if re.match(pattern, symbol)), None)
    if own or by_symbol or doc_type == "letter":
        return by_symbol if by_symbol in ("agency", "oversight") else own or by_symbol
    if doc_type in ("committee_report", "agenda") and symbols:
        return "intergovernmental_body"
    lines = " ".join(text[:200] for text in opening[:4])
    if doc_type in _FIELD_TYPES and _MISSION.search(lines):
        return "mission"
    return _first(_TITLE, lines)
