"""The page of recurring lessons: what was identified more than once, in how many missions, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lessons.printable import shortened
from lessons.relations.recurrence import Group
from lessons.search.citation import citation
from lessons.storage.relations import Member
from web import urls
from web.paging import Paging, paging
from web.wording import kind, number, subjects

SIZE = 20
SHOWN_MEMBERS = 5
LONGEST = 600
MOST_TAGS = 4
CANDIDATE = "candidate"
STATES = "member_states"

Chosen = Mapping[str, Sequence[str]]
"""The codes that the reader chose, by vocabulary."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A word that leads somewhere."""

    text: str
    url: str
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A group as the template shows it: what it teaches, how often, the passages themselves."""

    anchor: str
    text: str
    kind: str
    kind_label: str
    summary: str
    tags: tuple[Lead, ...]
    members: tuple[Lead, ...]
    rest: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class RecurringPage:
    """Everything that the template shows."""

    counted: str
    chosen: tuple[Lead, ...]
    states: Lead | None
    entries: tuple[Entry, ...]
    paging: Paging | None


def recurring_page(groups: Sequence[Group], chosen: Chosen, page: int, all_of_them: int) -> RecurringPage:
    """Prepare a page of the groups that match what was chosen; `all_of_them` counts those of Member States too."""
    shown = groups[(page - 1) * SIZE : page * SIZE]
    return RecurringPage(
        counted=number(len(groups), "recurring lesson") if groups else "No recurring lesson",
        chosen=tuple(_chips(chosen)),
        states=_states(chosen, all_of_them - len(groups)),
        entries=tuple(_entry(group, chosen) for group in shown),
        paging=paging(page, len(groups), SIZE, lambda wanted: urls.recurring(chosen, wanted)),
    )


def _chips(chosen: Chosen) -> list[Lead]:
    """What was chosen, each with the address without it."""
    found = []
    for name, codes in chosen.items():
        for subject in subjects(name, codes) if name != STATES else ():
            left = [code for code in codes if code != subject.code]
            found.append(Lead(subject.text, urls.recurring({**chosen, name: left}), name))
    return found


def _states(chosen: Chosen, hidden: int) -> Lead | None:
    """The way to what Member States recommend to each other, or back from it."""
    if STATES in chosen:
        rest = {name: codes for name, codes in chosen.items() if name != STATES}
        return Lead("Leave out what Member States recommend to each other", urls.recurring(rest))
    text = f"Also what Member States recommend to each other ({hidden:,})"
    return Lead(text, urls.recurring({**chosen, STATES: ["1"]})) if hidden else None


def _entry(group: Group, chosen: Chosen) -> Entry:
    first = group.representative
    members = tuple(_member(member) for member in group.members)
    return Entry(
        anchor=group.id,
        text=shortened(first.text, LONGEST),
        kind=first.kind,
        kind_label=kind(first.kind, CANDIDATE),
        summary=f"{group.summary[:1].upper()}{group.summary[1:]}",
        tags=tuple(_tags(group, chosen)),
        members=members[:SHOWN_MEMBERS],
        rest=members[SHOWN_MEMBERS:],
    )


def _tags(group: Group, chosen: Chosen) -> list[Lead]:
    """The group's themes, missions and countries, each with the address that chooses it too."""
    carried = {"theme": group.themes, "mission": group.missions, "country": group.countries}
    return [
        Lead(subject.text, urls.recurring({**chosen, name: [subject.code]}), name)
        for name, codes in carried.items()
        for subject in subjects(name, codes[:MOST_TAGS])
    ]


def _member(member: Member) -> Lead:
    source = citation({"title": member.title, "symbol": member.symbol, "date": member.date})
    return Lead(source, urls.passage(member.id))
