"""What a situation in prose asks for: its key terms, countries, the planner's missions, themes and phase."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.generation import View
from lessons.precedents.key_terms import KeyTerm, key_terms, stated_terms
from lessons.precedents.own import MOST_HOSTS, asked_about, hosts, running_in
from lessons.vocabulary.mentions import Mention, find_mentions

MOST_THEMES = 4
MOST_WORDS = 120
"""Words of a situation that are searched as they stand; of a longer one only its key terms are."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person says of the situation in place of what is found in it; None leaves it to be found, () says none."""

    terms: tuple[str, ...] | None = None
    countries: tuple[str, ...] | None = None
    missions: tuple[str, ...] | None = None
    themes: tuple[str, ...] | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """The query behind a situation. `missions` are the planner's own, `asked` those it wants to hear of.

    `query` is searched beside the key terms: its own words, unless they are too many or others were stated. `named`
    tells whether the planner's missions were told, and not only taken from the country. `topic` is the heading over a
    plan's section, searched by itself too: it says in a few words what the section is about.
    """

    query: str
    terms: tuple[KeyTerm, ...] = ()
    countries: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    phase: str = UNKNOWN
    named: bool = False
    topic: str = ""

    @property
    def key_query(self) -> str:
        """The key terms as a query."""
        return " ".join(term.term for term in self.terms)

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of the command line."""
        return {
            "terms": [{"term": term.term, "weight": term.weight} for term in self.terms],
            "countries": list(self.countries),
            "missions": list(self.missions),
            "asked": list(self.asked),
            "themes": list(self.themes),
            "phase": self.phase,
        }


def understand(text: str, view: View, stated: Stated = Stated()) -> Situation:
    """Find in a text what it asks for; what is stated wins."""
    mentions = find_mentions(text)
    places = [mention for mention in mentions if mention.vocabulary in ("country", "mission")]
    asked = dict(zip(places, asked_about(text, places), strict=True))
    own = [mention for mention in places if not asked[mention]]
    missions, countries = _whose(own, stated)
    named = bool(stated.missions) or any(mention.vocabulary == "mission" for mention in own)
    names = {code.casefold() for code in missions}  # they would find what is left out
    found_terms = tuple(term for term in key_terms(text, view) if term.term not in names)
    terms = found_terms if stated.terms is None else stated_terms(stated.terms, view)
    return Situation(
        query=text if stated.terms is None and len(text.split()) <= MOST_WORDS else "",
        terms=terms,
        countries=countries,
        missions=missions,
        asked=_codes((mention for mention in places if asked[mention]), "mission"),
        themes=_themes(mentions) if stated.themes is None else stated.themes,
        phase=phase_of(text) if stated.phase is None else stated.phase,
        named=named and stated.missions != (),
    )


def _whose(own: Sequence[Mention], stated: Stated) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The planner's missions and the countries of the situation; from one the other where only one is told."""
    countries = _codes(own, "country") if stated.countries is None else stated.countries
    missions = _codes(own, "mission") if stated.missions is None else stated.missions
    if stated.missions is None and not missions and len(countries) <= MOST_HOSTS:
        missions = running_in(countries)
    if stated.countries is None and not countries:
        countries = hosts(missions)
    return missions, countries


def _codes(mentions: Iterable[Mention], vocabulary: str) -> tuple[str, ...]:
    """The codes of one vocabulary, the most often named first."""
    counted = Counter(mention.code for mention in mentions if mention.vocabulary == vocabulary)
    return tuple(sorted(counted, key=lambda code: -counted[code]))


def _themes(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The themes that the words speak for most, a term that is said twice counting once."""
    terms = {(m.code, m.text.casefold()): m.weight for m in mentions if m.vocabulary == "theme"}
    weights: dict[str, float] = {}
    for (code, _), weight in terms.items():
        weights[code] = weights.get(code, 0.0) + weight
    told = [code for code in weights if not any(other.startswith(f"{code}.") for other in weights)]
    return tuple(sorted(told, key=lambda code: (-weights[code], code)))[:MOST_THEMES]


_PHASES = (
    ("liquidation", r"liquidat\w+"),
    (
        "drawdown",
        r"draw(?:ing|n)?[- ]?down|downsiz\w+|withdraw\w+|clos(?:ing|ure|e its)|exit strategy|disengag\w+|phas\w+ out",
    ),
    ("transition", r"transition(?:s|ing)?|hand(?:s|ed|ing)?[- ]?over|handover"),
    ("start_up", r"start(?:ing)?[- ]?up|new mission|newly (?:established|deployed)|first (?:deployment|months)"),
    ("planning", r"technical assessment|mandate is being|being planned|future mission|is (?:being )?planned"),
)
_PHASE = [(code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _PHASES]


def phase_of(text: str) -> str:
    """The phase that the words of a situation tell, else unknown."""
    counted = Counter({code: len(pattern.findall(text)) for code, pattern in _PHASE})
    code, times = max(counted.items(), key=lambda entry: entry[1])
    return code if times else UNKNOWN
