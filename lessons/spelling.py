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


def american(word: str) -> str:
    """Spell a lower-case English word the American way; words that only look British are left alone."""
    if word in _NOT_BRITISH or len(word) < 5:  # noqa: PLR2004
        return word
    if word.startswith("programme"):
        return word.replace("programme", "program", 1)
    word = word.replace("defence", "defense").replace("centre", "center").replace("labour", "labor")
    return _OUR.sub("or", _ISE.sub("iz", word))
