"""The title of a meeting record, made from its masthead: organ, session, meeting, place and day."""

import re
from collections.abc import Sequence

_MEETING = re.compile(r"\b\d{1,5}(?:st|nd|rd|th) (?:\(\w+\) )?(?:plenary )?meeting\b", re.I)
_SYMBOL = re.compile(r"/(?:PV|SR)\.")
_ORGAN = re.compile(r"\b(?:general assembly|security council|economic and social council|human rights council)\b", re.I)
_SESSION = re.compile(r"\b(?:[a-z]+-)?[a-z]+ (?:session|year)\b", re.I)
_PLACE = re.compile(r"\b(?:New York|Geneva|Vienna|Nairobi|Addis Ababa|The Hague)\b")
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d\b")


def meeting_title(masthead: Sequence[str]) -> str | None:
    """The title of a meeting record ("General Assembly, seventy-ninth session, 64th plenary meeting"), else None."""
    text = " ".join(masthead)[:2_000]
    meeting = _MEETING.search(text)
    if meeting is None or not _SYMBOL.search(text):
        return None
    organ, session, place, day = (pattern.search(text) for pattern in (_ORGAN, _SESSION, _PLACE, _DAY))
    found = [match.group() for match in (organ, session, meeting, place, day) if match]
    small = [found[0], *(text.lower() if text.endswith(("session", "year", "meeting")) else text for text in found[1:])]
    return f"{', '.join(small)}: official records"
