"""What a situation in prose asks for: its key terms, countries, the planner's missions, themes and phase."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.generation import View
from lessons.precedents.key_terms import KeyTerm, key_terms, stated_terms
from lessons.precedents.own import MOST_HOSTS, asked_about, hosts, running_in
from lessons.precedents.phase import phase_told
from lessons.precedents.tongue import ENGLISH, language_of
from lessons.vocabulary.mentions import Mention, find_mentions
from lessons.vocabulary.phases import UNKNOWN
from lessons.vocabulary.registry import vocabulary

MOST_THEMES = 4
MOST_BRIDGED = 2
MOST_WORDS = 120
"""Words of a situation that are searched as they stand; of a longer one only its key terms are."""


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
    plan's section, searched by itself too: it says in a few words what the section is about. `language` is that of
    the text.
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
    language: str = ENGLISH

    @property
    def key_query(self) -> str:
        """The key terms as a query."""
        return " ".join(term.term for term in self.terms)

    @property
    def bridge(self) -> str:
        """The first themes in English, for a situation in another language: most documents are in English."""
        label = vocabulary("theme").label
        return "" if self.language == ENGLISH else " ".join(label(code) for code in self.themes[:MOST_BRIDGED])

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
    mentions, language = find_mentions(text), language_of(text)
    places = [mention for mention in mentions if mention.vocabulary in ("country", "mission")]
    asked = dict(zip(places, asked_about(text, places), strict=True))
    own = [mention for mention in places if not asked[mention]]
    missions, countries = _whose(own, stated)
    named = bool(stated.missions) or any(mention.vocabulary == "mission" for mention in own)
    names = {code.casefold() for code in missions}  # they would find what is left out
    found_terms = tuple(term for term in key_terms(text, view, language) if term.term not in names)
    terms = found_terms if stated.terms is None else stated_terms(stated.terms, view)
    return Situation(
        query=text if stated.terms is None and len(text.split()) <= MOST_WORDS else "",
        terms=terms,
        countries=countries,
        missions=missions,
        asked=_codes((mention for mention in places if asked[mention]), "mission"),
        themes=_themes(mentions) if stated.themes is None else stated.themes,
        phase=phase_told(text) if stated.phase is None else stated.phase,
        named=named and stated.missions != (),
        language=language,
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
