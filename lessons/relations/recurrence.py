"""Recurring lessons: near-same candidates across documents, years and missions, as one reader may see them.

`groups` gives all groups, `groups_with` those of some passages, each as the reader sees it: what is hidden from him
neither counts nor ties others together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lessons.access import Reader
from lessons.relations.unions import Unions
from lessons.storage.catalog import Catalog
from lessons.storage.relations import Member, NearTeaching

FAMILY = ("copy_of", "near_copy_of", "revises")
"""Documents so related say a thing once: a draft and its final version are no two occasions."""
UNDATED = "9999"


@dataclass(frozen=True)
class Group:
    """A lesson that was identified more than once; `members` without copies, earliest first, the first stands for all.

    `families` tells for each document the one that stands for it and its copies.
    """

    id: str
    members: tuple[Member, ...]
    families: Mapping[str, str] = field(default_factory=dict)
    implemented: bool = False

    @property
    def representative(self) -> Member:
        """The member that stands for all: the earliest, of several the one with the smallest id."""
        return self.members[0]

    @property
    def count(self) -> int:
        """How often it was identified."""
        return len(self.members)

    @cached_property
    def documents(self) -> int:
        """In how many documents, copies and revisions of one counted once."""
        return len({self.families[member.document_id] for member in self.members})

    @cached_property
    def missions(self) -> tuple[str, ...]:
        """The missions it is about."""
        return tuple(sorted({mission for member in self.members for mission in member.missions}))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries it is about."""
        return tuple(sorted({country for member in self.members for country in member.countries}))

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The themes of any member."""
        return tuple(sorted({theme for member in self.members for theme in member.themes}))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which it was identified."""
        return tuple(sorted({int(member.date[:4]) for member in self.members if member.date}))

    @property
    def summary(self) -> str:
        """It in words: "identified 7 times in 5 missions since 2004, never marked learned"."""
        since = f" since {self.years[0]}" if self.years else ""
        learned = "at least once marked implemented" if self.implemented else "never marked learned"
        return f"identified {self.count} times in {self._where}{since}, {learned}"

    @property
    def _where(self) -> str:
        """In how many missions, if at least half of the members are of one; else countries, else documents."""
        if 2 * sum(bool(member.missions) for member in self.members) >= self.count:
            return _number(len(self.missions), "mission")
        if len(self.countries) > 1:
            return _number(len(self.countries), "country")
        return _number(self.documents, "document")

    def brief(self) -> dict[str, Any]:
        """What a search result tells of its group."""
        return {
            "id": self.id,
            "count": self.count,
            "documents": self.documents,
            "missions": list(self.missions),
            "first_year": self.years[0] if self.years else None,
            "last_year": self.years[-1] if self.years else None,
            "implemented": self.implemented,
            "summary": self.summary,
        }

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of ``lessons recurring --json``."""
        first = self.representative
        members = [
            {
                "id": member.id, "document_id": member.document_id, "title": member.title, "symbol": member.symbol,
                "date": member.date, "missions": list(member.missions), "countries": list(member.countries),
                "kind": member.kind, "text": member.text,
            }
            for member in self.members
        ]  # fmt: skip
        own = {"countries": list(self.countries), "themes": list(self.themes), "kind": first.kind, "text": first.text}
        return {**self.brief(), **own, "members": members}


def groups(catalog: Catalog, reader: Reader, *, least: int = 2) -> list[Group]:
    """All lessons that this reader sees identified at least so many times, the most frequent first."""
    found = _groups(catalog, reader, None)
    return sorted(
        (group for group in found if group.count >= least), key=lambda group: (-group.count, -group.documents, group.id)
    )


def groups_with(catalog: Catalog, reader: Reader, passage_ids: Sequence[str]) -> dict[str, Group]:
    """The group of each of some passages that has one, as this reader sees it."""
    known = catalog.relations.clusters_of(passage_ids)
    if not known:
        return {}
    by_key = {
        (member.key): group
        for group in _groups(catalog, reader, {teaching.cluster for teaching in known.values()})
        for member in group.members
    }
    return {name: by_key[teaching.key] for name, teaching in known.items() if teaching.key in by_key}


def _groups(catalog: Catalog, reader: Reader, clusters: Collection[str] | None) -> list[Group]:
    relations = catalog.relations
    members = [member for member in relations.members(clusters) if reader.may_read(member.access)]
    families = _families(catalog, {member.document_id for member in members})
    return grouped(members, relations.near(clusters), families, relations.implemented(reader))


def _families(catalog: Catalog, visible: Collection[str]) -> Mapping[str, str]:
    """For each document the first of its copies and revisions that are visible."""
    unions = Unions(visible)
    for link in catalog.relations.links_to(visible, FAMILY):
        if link.from_id in visible:
            unions.join(link.from_id, link.to_id)
    return {document_id: unions.of(document_id) for document_id in visible}


def grouped(
    members: Iterable[Member],
    near: Iterable[NearTeaching],
    families: Mapping[str, str],
    implemented: Collection[str] = frozenset(),
) -> list[Group]:
    """Group candidates around those whose words most others share; the order in which they are given is nothing.

    Every member of a group is alike with its centre, so that no chain of small changes leads from one teaching to
    another. A group counts only where at least two documents are in it that are no copies of each other.
    """
    by_key: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_key[member.key].append(member)
    found = []
    for keys in _stars(by_key, near):
        everyone = sorted((member for key in keys for member in by_key[key]), key=_age)
        own = {member.document_id: families.get(member.document_id, member.document_id) for member in everyone}
        if len(set(own.values())) > 1:
            done = any(member.implementation == "implemented" or member.id in implemented for member in everyone)
            found.append(Group(f"r-{min(keys)}", tuple(_once(everyone, own)), own, done))
    return found


def _stars(by_key: Mapping[str, Sequence[Member]], near: Iterable[NearTeaching]) -> list[list[str]]:
    """The keys around centres: again and again the key with most members around it takes those that are still free."""
    around: dict[str, set[str]] = {key: set() for key in by_key}
    for pair in near:
        if pair.one in around and pair.other in around:
            around[pair.one].add(pair.other)
            around[pair.other].add(pair.one)
    weight = {key: sum(len(by_key[other]) for other in (key, *others)) for key, others in around.items()}
    free, stars = set(around), []
    for centre in sorted(around, key=lambda key: (-weight[key], key)):
        if centre in free:
            stars.append([centre, *sorted(around[centre] & free)])
            free.difference_update(stars[-1])
    return stars


def _once(members: Iterable[Member], families: Mapping[str, str]) -> list[Member]:
    """The members, those that repeat the words of another in the same document or a copy of it left out."""
    seen: dict[tuple[str, str], Member] = {}
    for member in members:
        seen.setdefault((families[member.document_id], member.key), member)
    return list(seen.values())


def _age(member: Member) -> tuple[str, str]:
    return member.date or UNDATED, member.id


def _number(count: int, name: str) -> str:
    plural = {"country": "countries"}.get(name, f"{name}s")
    return f"{count} {name if count == 1 else plural}"
