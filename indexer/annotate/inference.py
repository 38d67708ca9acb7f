"""Which operation a passage means that names only a place and a time: "East Timor" in 2011 was UNMIT's.

Such an operation is marked as inferred; it never counts for what the document is about.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from lessons.records import Annotation
from lessons.vocabulary.missions import Mission, missions

RULE = "mission.inferred"
# Offices of envoys and observers along a line are not what a passage on the country means.
_TYPES = ("peacekeeping", "special_political")
_NOT_THE_COUNTRY = frozenset({"UNMOGIP", "UNTSO", "UNSCO", "UNDOF"})
_OPEN = "9999"


# The year in brackets after the number of a resolution is not the passage's time.
_YEAR = re.compile(r"(?<!\()\b(?:19[4-9]|20[0-4])\d\b(?!\))")


def inferred(text: str, countries: Sequence[str], own: Iterable[Annotation], date: str | None) -> Annotation | None:
    """The only operation at the passage's place and time; the passage's own year counts before the document's.

    The place must be the one country that the passage is about and names itself.
    """
    if len(countries) != 1 or not any(one.code == countries[0] and one.vocabulary == "country" for one in own):
        return None
    years = set(_YEAR.findall(text)) or {(date or "")[:4]}
    found = {at(countries[0], year) for year in years if year}
    mission = found.pop() if len(found) == 1 else None
    return Annotation(0, 0, "", "mission", mission.code, mission.label, RULE) if mission else None


@cache
def at(country: str, year: str) -> Mission | None:
    """The United Nations operation in a country all through a year, None where there were none or several."""
    shared_names = {mission.part_of for mission in missions().values()}
    for kind in _TYPES:
        running = [
            mission
            for mission in missions().values()
            if mission.type == kind and country in mission.countries and mission.code not in shared_names
            if _ran(mission, year)
        ]
        if running:
            return running[0] if [one.countries for one in running] == [(country,)] else None
    return None


def _ran(mission: Mission, year: str) -> bool:
    if mission.code in _NOT_THE_COUNTRY or not mission.start or "UN" not in mission.lead_body.split("-"):
        return False
    return mission.start <= f"{year}-01-31" and (mission.end or _OPEN) >= f"{year}-12-15"
