"""The phase of an operation: from a passage's own words, else from a dated and sourced table, else unknown.

A phase of the table begins and ends with a resolution or with the dates of the operation's own table: `start_up` is the
first mandate period, `drawdown` begins with the decision to withdraw. Nothing is estimated.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from lessons.vocabulary.missions import missions
from lessons.vocabulary.tables import rows

UNKNOWN = "unknown"
_LAST = "9999-12-31"
_ACRONYM = "un[a-z]{3,6}|mi[a-z]{4,7}|mon[a-z]{2,4}|on[a-z]{2,4}|bi[a-z]{3,4}"
_OURS = rf"(?:mission|operation|force|office|peacekeeping|{_ACRONYM})"
# Words that name the phase an operation is in; "political transition" and "planning" alone say nothing of it.
_WORDS = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        ("liquidation", rf"\bliquidation (?:phase|period|team|of (?:the )?{_OURS})|\b{_OURS}(?:.s)? liquidation\b"),
        (
            "drawdown",
            rf"\bdraw-?down (?:phase|period|plan|of (?:the )?{_OURS})|\b{_OURS}(?:.s)? draw-?down\b"
            r"|\b(?:during|in) the (?:phased )?draw-?down\b|\bphase de (?:retrait|réduction)\b|\bfase de reducción\b",
        ),
        (
            "transition",
            rf"\b{_OURS}(?:.s)? transition(?:s| phase| process)?\b(?! to democracy)"
            rf"|\btransition(?:s)? (?:of|from|out of) (?:the |a )?(?:united nations )?{_OURS}\b"
            r"|\btransition (?:to|from|with) (?:the )?(?:united nations )?country team\b",
        ),
        (
            "start_up",
            rf"\bstart-?up (?:phase|period|of (?:the |a )?(?:new )?{_OURS})|\b{_OURS}(?:.s)? start-?up\b"
            r"|\b(?:initial|early) (?:deployment|start-up) (?:phase|period)\b|\bphase de démarrage\b"
            r"|\bfase de (?:inicio|puesta en marcha)\b",
        ),
        (
            "planning",
            rf"\b(?:{_OURS}|pre-?deployment) planning (?:phase|stage|process)\b|\bplanning (?:phase|stage) of (?:the )?"
            rf"{_OURS}|\bphase de planification\b|\bfase de planificación\b",
        ),
    )
)
_HINT = re.compile(r"liquidat|draw-?down|transition|start-?up|deployment|planning|phase de|fase de", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of an operation: its first and last day, the last empty where it is open, and the symbol it rests on.

    `end_source` is the document that gives the last day, where it is neither that symbol nor the next phase's.
    """

    code: str
    start: str
    end: str
    source: str
    end_source: str = ""


@cache
def phases() -> dict[str, tuple[Phase, ...]]:
    """The phases of each operation of the table, in order."""
    found: dict[str, list[Phase]] = defaultdict(list)
    for row in rows("mission_phases"):
        found[row["mission"]].append(Phase(row["phase"], row["from"], row["to"], row["source"], row["end_source"]))
    return {mission: tuple(listed) for mission, listed in found.items()}


def phase(mission: str, iso_date: str | None, text: str = "") -> str:
    """The code of the phase an operation is in: as `text` names it, else at a date, else ``unknown``."""
    return named_phase(text) or phase_at(mission, iso_date)


def named_phase(text: str) -> str | None:
    """The phase that a text names in its own words; None where it names none or more than one."""
    if not _HINT.search(text):
        return None
    named = [code for code, pattern in _WORDS if pattern.search(text)]
    return named[0] if len(named) == 1 else None


def phase_at(mission: str, iso_date: str | None) -> str:
    """The phase of an operation at a date, which may be a month or a year if all of it lies in one phase."""
    known = missions().get(mission)
    if not iso_date or known is None:
        return UNKNOWN
    first, last = _on(mission, _filled(iso_date, "-01-01")), _on(mission, _filled(iso_date, "-12-31"))
    return first if first == last else UNKNOWN


def _on(mission: str, day: str) -> str:
    listed = phases().get(mission, ())
    current = next((one.code for one in listed if one.start <= day <= (one.end or _LAST)), None)
    if current:
        return current
    start, end = missions()[mission].start, missions()[mission].end
    begins = min([start or _LAST, *(one.start for one in listed)])
    if day < begins != _LAST:
        return "planning"
    return "closed" if end and day > max([_filled(end, "-12-31"), *(one.end for one in listed)]) else UNKNOWN


def _filled(iso_date: str, rest: str) -> str:
    """A partial date made whole: a month needs the day of `rest`, a year its month too; no month has a day past it."""
    return iso_date[:10] if len(iso_date) >= len("2014-05-01") else iso_date + rest[len(iso_date) - len("2014") :]
