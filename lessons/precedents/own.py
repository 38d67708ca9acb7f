"""Which missions are the planner's own: those the situation is told of, not those it asks about."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from lessons.vocabulary.mentions import Mention
from lessons.vocabulary.missions import Mission, missions

_ASKED_ABOUT = re.compile(
    r"\b(?:like|as (?:in|did|with|by)|such as|unlike|similar to|compar(?:ed|able) (?:to|with)|than (?:in|by|with)?"
    r"|(?:examples?|lessons?|precedents?|practices?) (?:of|from|in)|experiences? (?:of|from|in|with)"
    r"|learn(?:ed|t|ing)? (?:from|in|by)|model(?:led)? (?:of|on)|neighbou?r(?:ing|s)?|did|tried in|by)"
    r"(?: (?:the|missions?|operations?|case|example|of|in|from|united nations|un|u\.n\.|african union))*\s+$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^[\s,]*(?:and|or|,|in|the|with|of)?[\s,]*(?:in |the |of )?$", re.IGNORECASE)
_RUNNING_TYPES = frozenset({"peacekeeping", "special_political", "observer", "support_office", "regional_operation"})
_MISSION_TYPES = frozenset({"peacekeeping", "special_political", "observer"})
MOST_HOSTS = 2
"""Countries without a mission's name that are taken for the planner's: a list of more is a comparison."""


def asked_about(text: str, mentions: Sequence[Mention]) -> list[bool]:
    """For each mention whether it is what the text asks about ("as in Haiti") and not where it speaks of."""
    found: list[bool] = []
    for place, mention in enumerate(mentions):
        before = text[max(0, mention.start - 60) : mention.start]
        asked = _ASKED_ABOUT.search(before) is not None
        if not asked and place and found[place - 1]:
            asked = bool(_LISTED.match(text[mentions[place - 1].end : mention.start]))
        found.append(asked)
    return found


def running_in(countries: Iterable[str]) -> tuple[str, ...]:
    """The operations at work in some countries: those without an end, the United Nations' first.

    One that works in many countries is nobody's own: Burundi is not the planner's because the joint verification
    mechanism of the Great Lakes watches it too.
    """
    wanted = set(countries)
    found = [mission for mission in missions().values() if _at_work(mission) and wanted & set(mission.countries)]
    return tuple(mission.code for mission in sorted(found, key=lambda one: (one.lead_body != "UN", one.start or "")))


@lru_cache(maxsize=4096)
def at_work(countries: tuple[str, ...], date: str | None) -> tuple[str, ...]:
    """The one United Nations mission at work in a country at a date; none where there were several, or countries are.

    "Liberia" in 2007 is UNMIL: a passage that names no mission teaches about the one that was there.
    """
    if len(countries) != 1 or not date:
        return ()
    found = [one.code for one in missions().values() if _was_there(one, countries[0], date)]
    return tuple(found) if len(found) == 1 else ()


def _was_there(mission: Mission, country: str, date: str) -> bool:
    if mission.lead_body != "UN" or mission.type not in _MISSION_TYPES or mission.countries != (country,):
        return False
    begun = mission.start is not None and mission.start <= date
    return begun and (not mission.end or date[: len(mission.end)] <= mission.end)


def hosts(codes: Iterable[str]) -> tuple[str, ...]:
    """The host countries of some operations, each once."""
    known = missions()
    return tuple(dict.fromkeys(country for code in codes if code in known for country in known[code].countries))


@cache
def family(codes: tuple[str, ...]) -> frozenset[str]:
    """All operations before and after some, at any remove, without these: MONUC for MONUSCO.

    The name that several share (UNAVEM, of UNAVEM I to III) is of the family, and so is each that has it.
    """
    known = missions()
    found: set[str] = set()
    waiting = [code for code in codes if code in known]
    while waiting:
        mission = known[waiting.pop()]
        whole = {mission.part_of} | {one.code for one in known.values() if one.part_of == mission.code}
        fresh = {near for near in (*mission.predecessors, *mission.successors, *whole) if near in known} - found
        found |= fresh
        waiting += fresh
    return frozenset(found) - set(codes)


def _at_work(mission: Mission) -> bool:
    running = mission.end is None and mission.start is not None
    return running and mission.type in _RUNNING_TYPES and len(mission.countries) <= MOST_HOSTS
