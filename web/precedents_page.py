"""The page of precedents: a situation told in prose, what was found in it, and what other missions learned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.precedents.reasons import sentence
from lessons.precedents.results import Precedent, Precedents, group_label
from lessons.precedents.situation import Situation, Stated
from lessons.precedents.stating import NONE, stated
from lessons.precedents.wording import OF_FAMILY, OF_NO_MISSION, TAKEN, against
from lessons.printable import shortened
from lessons.query.state import SearchState
from lessons.search.citation import citation
from lessons.vocabulary.phases import UNKNOWN
from lessons.vocabulary.registry import vocabulary
from web import urls
from web.result_list import Item, item
from web.search_page import Form, form
from web.wording import number

LONGEST = 100_000
"""Characters of a situation that are read."""
TWO_LINES = 220
"""Characters of a counter-example that are shown."""
TRAITS = {
    "mission_type": "Type of mission", "components": "Components", "mandate_task": "Task", "phase": "Phase",
    "region": "Region",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form sent: the situation, and what a person says of it."""

    text: str = ""
    terms: str = ""
    missions: str = ""
    countries: str = ""
    themes: str = ""
    phase: str = ""
    edited: bool = False
    member_states: bool = False

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Asked":
        """Read the form's fields; those of what was found count only where the person asked for that."""
        edited = sent.get("by") == "fields"
        fields = {name: sent.get(name, "").strip() for name in ("terms", "missions", "countries", "themes", "phase")}
        text = sent.get("situation", "").strip()[:LONGEST]
        return cls(text, **(fields if edited else {}), edited=edited, member_states="member_states" in sent)

    def stated(self) -> Stated:
        """What the person says; an emptied field says that there is none. Raises UnknownCode."""
        if not self.edited:
            return Stated()
        return stated(
            terms=self.terms.split(),
            missions=_parts(self.missions),
            countries=_parts(self.countries),
            themes=_parts(self.themes),
            phase=self.phase or UNKNOWN,
        )


def _parts(field: str) -> list[str]:
    return [part.strip() for part in field.split(";" if ";" in field else ",") if part.strip()] or [NONE]


@dataclass(frozen=True, slots=True)
class Trait:
    """One line of a comparison."""

    name: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Counter:
    """A passage to the contrary."""

    url: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A precedent as the template shows it."""

    item: Item
    missions: tuple[str, ...]
    reasons: str
    traits: tuple[Trait, ...]
    recurs: str
    against: str
    counters: tuple[Counter, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading."""

    heading: str
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PrecedentsPage:
    """Everything that the template shows; `groups` is empty until something was asked."""

    form: Form
    asked: Asked
    phases: tuple[tuple[str, str], ...]
    error: str
    counted: str
    groups: tuple[Group, ...]
    apart: tuple[Group, ...]
    taken: str = ""

    @property
    def answered(self) -> bool:
        """Whether there is an answer to show."""
        return bool(self.counted)


def blank_page(asked: Asked = Asked(), error: str = "") -> PrecedentsPage:
    """The form alone, with what was sent and what is amiss with it."""
    return PrecedentsPage(form(SearchState()), asked, _phases(), error, "", (), ())


def precedents_page(asked: Asked, found: Precedents) -> PrecedentsPage:
    """The answer below the form, whose fields hold what was found in the situation."""
    groups = tuple(Group(group_label(theme), "", _entries(group)) for theme, group in found.groups().items())
    apart = (
        Group(OF_FAMILY, "No precedents of another mission.", _entries(found.family)),
        Group(OF_NO_MISSION, "They belong to no mission's experience.", _entries(found.no_mission)),
    )  # fmt: skip
    counted = number(len(found.precedents), "precedent") if found.precedents else "No precedent found"
    apart_filled = tuple(group for group in apart if group.entries)
    guessed = bool(found.situation.missions) and not found.situation.named
    taken = f"{TAKEN[:1].upper()}{TAKEN[1:]}." if guessed else ""
    filled = _filled(asked, found.situation)
    return PrecedentsPage(form(SearchState()), filled, _phases(), "", counted, groups, apart_filled, taken)


def _filled(asked: Asked, situation: Situation) -> Asked:
    """The fields with the query behind the situation."""
    return Asked(
        text=asked.text,
        terms=" ".join(term.term for term in situation.terms),
        missions=", ".join(situation.missions),
        countries="; ".join(_labels("country", situation.countries)),
        themes="; ".join(_labels("theme", situation.themes)),
        phase=situation.phase,
        edited=True,
        member_states=asked.member_states,
    )


def _labels(name: str, codes: Iterable[str]) -> list[str]:
    return [vocabulary(name).label(code) for code in codes]


def _phases() -> tuple[tuple[str, str], ...]:
    phases = vocabulary("phase")
    return tuple((code, phases.label(code)) for code in phases.codes())


def _entries(found: Sequence[Precedent]) -> tuple[Entry, ...]:
    return tuple(_entry(one) for one in found)


def _entry(one: Precedent) -> Entry:
    verdicts = one.comparison.as_dict()
    return Entry(
        item=item(one.result, SearchState()),
        missions=one.missions,
        reasons=sentence(one.reasons),
        traits=tuple(Trait(name, verdicts[trait]) for trait, name in TRAITS.items()),
        recurs=one.recurrence["summary"] if one.recurrence else "",
        against=against(next((record["polarity"] for record in one.counter_examples), None)),
        counters=tuple(_counter(record) for record in one.counter_examples),
        citation=citation(one.record),
    )


def _counter(record: Mapping[str, Any]) -> Counter:
    return Counter(urls.passage(record["id"]), shortened(record["text"], TWO_LINES), citation(record))
