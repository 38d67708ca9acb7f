"""Where a passage stands towards the planner: his own mission's, its family's, another mission's, or no mission's."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, Literal

from lessons.precedents.own import at_work, family, hosts
from lessons.precedents.situation import Situation
from lessons.records import About
from lessons.vocabulary.missions import mission_vocabulary, missions

Record = Mapping[str, Any]
"""A passage as indexed."""
Standing = Literal["own", "family", "other", "no_mission"]
AboutOf = Callable[[str], About]
"""What a document is about, by its id."""

_REVIEW = "universal periodic review"
_OWN_WORDS = re.compile(
    r"presentation by the state under review|interactive dialogue|voluntary (?:pledges|commitments)|statement by the"
    r" (?:delegation|representative)",
    re.IGNORECASE,
)
_SPOKEN = frozenset({"meeting_record"})


def is_member_states(record: Mapping[str, Any]) -> bool:
    """Tell whether a passage is what a Member State says itself: its letters, its speeches, its review by its peers.

    The conclusions of a universal periodic review "reflect the position of the submitting States": they are no lesson
    that a mission drew.
    """
    if record["originator"] == "member_state" or record["doc_type"] in _SPOKEN:
        return True
    return is_review(record["title"]) or any(map(_OWN_WORDS.search, record["heading"]))


def is_review(title: str | None) -> bool:
    """Tell by its title whether a document is a universal periodic review."""
    return _REVIEW in (title or "").casefold()


def _may_be_of(codes: tuple[str, ...], countries: Collection[str]) -> bool:
    """Tell whether a passage about some countries can be of a document's mission: one of its hosts is among them."""
    found = hosts(codes)
    return not found or not countries or not set(found).isdisjoint(countries)


class Towards:
    """Tells of each record where it stands towards the missions and countries of a situation."""

    def __init__(self, situation: Situation, about_of: AboutOf) -> None:
        self._own = frozenset(situation.missions)
        self._family = family(situation.missions)
        self._countries = frozenset(situation.countries) | frozenset(hosts(situation.missions))
        self.about_of = about_of

    def missions(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        """The missions a passage speaks of, else its document's first, else the one at work there at the time.

        The document's is not that of a passage about another country: a paragraph on South Sudan in a note on MONUSCO.
        """
        of_document = self.about_of(record["document_id"]).mission[:1]
        named = tuple(record["missions"]) or (of_document if _may_be_of(of_document, record["countries"]) else ())
        return named or at_work(self._places(record), record["date"])

    def standing(self, record: Mapping[str, Any]) -> Standing:
        """Where a passage stands; whatever names the planner's mission is its own."""
        named = self.missions(record)
        if not self._own.isdisjoint(named) or self._names_own(record):
            return "own"
        if not self._family.isdisjoint(named) or self._at_home(record, named):
            return "family"
        return "other" if named else "no_mission"

    def _at_home(self, record: Mapping[str, Any], named: tuple[str, ...]) -> bool:
        """Tell whether a passage speaks of the planner's country: by its mission's hosts or, without one, by itself."""
        known = missions()
        if named:
            places = {country for code in named if code in known for country in known[code].countries}
            return bool(places) and places <= self._countries
        return not self._countries.isdisjoint({*record["countries"], *self._places(record)})

    def _places(self, record: Mapping[str, Any]) -> tuple[str, ...]:
        """The countries of a passage, else the first of its document."""
        return tuple(record["countries"]) or self.about_of(record["document_id"]).country[:1]

    def _names_own(self, record: Mapping[str, Any]) -> bool:
        if self._pattern is None:
            return False
        texts = (record["text"], record["title"] or "", *record["heading"])
        return any(self._pattern.search(text) for text in texts)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """The acronyms and names of the planner's missions that mean nothing else."""
        vocabulary = mission_vocabulary()
        names = {
            name
            for code in self._own
            if code in vocabulary
            for name in (code, *(one.text for one in vocabulary.names(code) if not one.context))
        }
        listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{listed})(?!\w)") if listed else None
