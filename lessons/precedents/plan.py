"""A draft plan by its sections: each gets its precedents, and the lessons on its themes that recur."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lessons.access import Reader
from lessons.analysis import tokens
from lessons.errors import UserError
from lessons.generation import View
from lessons.precedents.finder import Finder
from lessons.precedents.results import Precedents
from lessons.precedents.situation import MOST_THEMES, Situation, Stated, understand
from lessons.precedents.standing import is_review
from lessons.relations.recurrence import Group, groups
from lessons.storage.catalog import Catalog

FEWEST_WORDS = 12
"""Words below which a section says too little to look for: a heading over its subsections, a signature."""
MOST_SECTIONS = 200
"""Sections that are checked at once: a plan of a hundred pages has some 80, and each takes up to a second."""
OF_PHASE = {
    "start_up": "mission.start-up",
    "transition": "mission.transition",
    "drawdown": "mission.transition",
    "liquidation": "mission.transition",
}
"""The theme that a phase implies: "each base closes" is of the mission's exit without a word of it."""
RECURRING = 3
SPOKEN_OF = 2
"""Terms of a section that a recurring lesson holds: by the theme alone, gangs' firearms met chemical weapons."""
SECTION_SIZE = 5


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of the draft under one heading; `heading` is the path to it, empty for what stands before the first."""

    heading: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        """The heading itself."""
        return self.heading[-1] if self.heading else "Before the first heading"

    @property
    def prose(self) -> str:
        """Heading and text: the heading often says best what a section is about."""
        return "\n".join((*self.heading[-1:], self.text))

    @property
    def says_enough(self) -> bool:
        """Whether it has words enough to look for."""
        return len(self.prose.split()) >= FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A section with what was found for it; `found` is None where it says too little."""

    section: Section
    found: Precedents | None
    recurring: tuple[Group, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of the command line; the draft's own text is not repeated."""
        found = self.found.as_dict() if self.found else {}
        return {
            "heading": list(self.section.heading),
            "words": len(self.section.text.split()),
            "situation": found.get("situation"),
            "precedents": found.get("precedents", []),
            "family": found.get("family", []),
            "no_mission": found.get("no_mission", []),
            "recurring": [group.brief() | {"text": group.representative.text} for group in self.recurring],
            "took_ms": found.get("took_ms", 0.0),
        }


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """A draft plan, section by section; missions and countries are those of the whole plan."""

    title: str
    missions: tuple[str, ...]
    countries: tuple[str, ...]
    sections: tuple[CheckedSection, ...]
    took_ms: float

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of ``lessons plan-check --json``."""
        return {
            "title": self.title,
            "missions": list(self.missions),
            "countries": list(self.countries),
            "sections": [section.as_dict() for section in self.sections],
            "took_ms": round(self.took_ms, 1),
        }


class PlanChecker:
    """Checks plans against what one reader may see."""

    def __init__(self, view: View, catalog: Catalog, reader: Reader) -> None:
        self._view, self._catalog, self._reader = view, catalog, reader
        self._finder = Finder(view, catalog, reader)

    def check(
        self,
        title: str,
        sections: Sequence[Section],
        stated: Stated,
        *,
        size: int = SECTION_SIZE,
        member_states: bool = False,
        done: Callable[[str], None] = lambda _: None,
    ) -> CheckedPlan:
        """Find for each section its precedents; the planner's mission is that of the whole plan.

        `done` is called after each section. Raises UserError where there are too many.
        """
        started = time.perf_counter()
        _require_few(sections)
        whole = self._whole(title, sections, stated)
        of_plan = replace(stated, missions=whole.missions, countries=whole.countries)
        recurring = groups(self._catalog, self._reader)
        if not member_states:
            recurring = [group for group in recurring if not is_review(group.representative.title)]
        checked = []
        for section in sections:
            checked.append(self._section(section, of_plan, recurring, size=size, member_states=member_states))
            done("")
        took = (time.perf_counter() - started) * 1000
        return CheckedPlan(title, whole.missions, whole.countries, tuple(checked), took)

    def _whole(self, title: str, sections: Iterable[Section], stated: Stated) -> Situation:
        """What the plan as a whole is about: a mission that its title names, else those that it names."""
        of_title = understand(title, self._view, stated)
        if of_title.named:
            return of_title
        return understand("\n".join((title, *(section.prose for section in sections))), self._view, stated)

    def _section(
        self, section: Section, of_plan: Stated, recurring: Sequence[Group], *, size: int, member_states: bool
    ) -> CheckedSection:
        if not section.says_enough:
            return CheckedSection(section, None)
        understood = understand(section.prose, self._view, of_plan)
        topic = " ".join(section.heading[-1:])
        # What the heading names the section is about; its text names much besides ("schools instead of prison").
        first = understand(topic, self._view, of_plan).themes if of_plan.themes is None else ()
        situation = replace(understood, topic=topic, themes=_in_order(first, understood) or understood.themes)
        found = self._finder.find(situation, size=size, member_states=member_states)
        return CheckedSection(section, found, tuple(_on_themes(recurring, situation))[:RECURRING])


def _require_few(sections: Iterable[Section]) -> None:
    """Refuse a draft of hundreds of sections before the work begins."""
    number = sum(section.says_enough for section in sections)
    if number > MOST_SECTIONS:
        raise UserError(
            f"the draft has {number} sections and {MOST_SECTIONS} are checked at once: give a chapter at a time, "
            "or join what stands under the lowest headings"
        )


def _in_order(first: Sequence[str], understood: Situation) -> tuple[str, ...]:
    """The themes of a section: its heading's, the one that its phase implies, its text's; none over a narrower one."""
    implied = [OF_PHASE[understood.phase]] if first != () and understood.phase in OF_PHASE else []
    themes = tuple(dict.fromkeys((*first, *implied, *understood.themes)))
    told = [code for code in themes if not any(other.startswith(f"{code}.") for other in themes)]
    return tuple(told)[:MOST_THEMES]


def _on_themes(recurring: Iterable[Group], situation: Situation) -> Iterator[Group]:
    """The recurring lessons that share a theme, those that speak most of the section first, then the most frequent."""
    themes, own = set(situation.themes), set(situation.missions)
    others = [group for group in recurring if not own & set(group.missions) and themes & set(group.themes)]
    words = {term.term: term.weight for term in situation.terms}
    spoken = [(group, held) for group in others if len(held := _held(group, words)) >= min(SPOKEN_OF, len(words))]
    yield from (group for group, _ in sorted(spoken, key=lambda one: (-sum(one[1]), -one[0].count, one[0].id)))


def _held(group: Group, words: Mapping[str, float]) -> list[float]:
    """The weights of a section's terms that a recurring lesson holds."""
    said = {token.word for token in tokens(group.representative.text)}
    return [weight for word, weight in words.items() if word in said]


def sections_of(pieces: Iterable[tuple[tuple[str, ...], str]]) -> list[Section]:
    """Sections of a draft from its paragraphs, each with its path of headings; those under one heading together."""
    texts: dict[tuple[str, ...], list[str]] = {}
    for heading, text in pieces:
        texts.setdefault(heading, []).append(text)
    return [Section(heading, "\n".join(found)) for heading, found in texts.items()]
