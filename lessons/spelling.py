"""British spellings to American ones, so that demobilisation and demobilization are one term."""

import re

_ISE = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=s|ed|ing|al|able|ful|hood|ite|ites|$)")
_NOT_BRITISH = frozenset(
    """
    advise advised adviser advisers advises advising amour arise arises arising comprise comprised comprises
    comprising compromise compromised compromises compromising concise contour contours course court crises
    cruise cruiser demise detour devise devised devising devour disease disguise disguised enterprise
    enterprises excise exercise exercised exercises exercising expertise four fours franchise glamour hour hours
    journey liaise liaised liaises liaising likewise merchandise noise otherwise our paramour poise poised pour
    poured pouring praise praised precise premise premises promise promised promiser promises promising raise
    raised raises raising revise revised revises revising rise rises rising scour scoured source supervise
    supervised supervises supervising surprise surprised surprises surprising televise televised televising tour
    toured touring tours velour wise wiser your yours
""".split()
)

_PAIRS = {
    "defence": "defense", "offence": "offense", "pretence": "pretense", "licence": "license", "practis": "practic",
    "centre": "center", "theatre": "theater", "fibre": "fiber", "labour": "labor", "analys": "analyz",
    "paralys": "paralyz", "judgement": "judgment", "acknowledgement": "acknowledgment", "manoeuvr": "maneuver",
    "counsellor": "counselor", "councillor": "councilor", "ageing": "aging", "paediatric": "pediatric",
    "anaemi": "anemi", "foetus": "fetus", "cheque": "check", "sceptic": "skeptic", "enrolment": "enrollment",
    "instalment": "installment", "fulfilment": "fulfillment", "skilful": "skillful", "grey": "gray",
}  # fmt: skip
"""British beginnings of words and their American ones; "analysis" and "analyst" are alike in both."""
_ALIKE = re.compile(r"(?:anal|paral)ys(?:is|es|ts?)$")
KEPT_APART = {
    "reservation": "reservation", "reservations": "reservation", "organ": "organs", "organs": "organs",
    "university": "university", "universities": "university", "several": "several", "author": "authors",
    "authors": "authors", "publication": "publication", "publications": "publication", "rational": "rational",
    "importance": "important", "important": "important", "importantly": "important",
    "cantonment": "cantonment", "cantonments": "cantonment", "combatant": "combatant", "combatants": "combatant",
}  # fmt: skip
"""Words that the stemmer would bring together with strangers (reserve, organization, universe, severe, authority,
public, ration, import, canton, combat), and their terms."""


def american(word: str) -> str:
    """Spell a lower-case English word the American way; words that only look British are left alone."""
    if word in _NOT_BRITISH or len(word) < 5:  # noqa: PLR2004
        return word
    if word.startswith("programme"):
        return word.replace("programme", "program", 1)
    if not _ALIKE.search(word):
        for british, spelled in _PAIRS.items():
            if british in word:
                word = word.replace(british, spelled, 1)
    return _OUR.sub("or", _ISE.sub("iz", word))
