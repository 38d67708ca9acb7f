"""Which recurring lessons are asked for: by theme, mission, country and kind."""

from collections.abc import Iterable, Mapping

from lessons.indexing import ancestors
from lessons.relations.recurrence import Group
from lessons.search.searcher import clean_code

OPTIONS = {"themes": "theme", "missions": "mission", "countries": "country", "kinds": "kind"}
"""The facet whose codes each option takes."""


def cleaned(name: str, codes: Iterable[str]) -> frozenset[str]:
    """The codes asked for of one vocabulary; raises UnknownCode."""
    return frozenset(clean_code(OPTIONS[name], code) for code in codes)


def matches(group: Group, wanted: Mapping[str, frozenset[str]]) -> bool:
    """Whether any member has one of the codes asked for of each vocabulary; a theme's parents count."""
    carried = {
        "themes": {above for theme in group.themes for above in ancestors(theme)},
        "missions": set(group.missions),
        "countries": set(group.countries),
        "kinds": {member.kind for member in group.members},
    }
    return all(codes & carried[name] for name, codes in wanted.items())
