"""Peace operations by acronym: who led them, where, when, and what came before and after."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from lessons.vocabulary.model import Entry, Name, Vocabulary
from lessons.vocabulary.tables import Row, rows, several


@dataclass(frozen=True, slots=True)
class Mission:
    """What is known of an operation besides its names; dates are ISO 8601, possibly partial, None is open."""

    code: str
    label: str
    lead_body: str
    type: str
    countries: tuple[str, ...]
    start: str | None
    end: str | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    part_of: str | None = None


@cache
def missions() -> dict[str, Mission]:
    """All operations by code."""
    return {row["code"]: _mission(row) for row in rows("missions")}


@cache
def mission_vocabulary() -> Vocabulary:
    """The vocabulary of operations: acronyms and names in English, French and Spanish."""
    return Vocabulary("mission", (Entry(row["code"], row["label"]) for row in rows("missions")), names=_names)


def _names() -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("mission_names"):
        names[row["code"]].append(Name(row["name"], row["type"], row["language"], row["context"] == "yes"))
    return names


def _mission(row: Row) -> Mission:
    return Mission(
        row["code"],
        row["label"],
        row["lead_body"],
        row["type"],
        tuple(row["countries"].split()),
        row["start"] or None,
        row["end"] or None,
        several(row["predecessors"]),
        several(row["successors"]),
        row["part_of"] or None,
    )


def predecessors_of(code: str) -> tuple[str, ...]:
    """The operations before one, those before these and so on, the nearest first."""
    return _chain(code, lambda mission: mission.predecessors)


def successors_of(code: str) -> tuple[str, ...]:
    """The operations after one, those after these and so on, the nearest first."""
    return _chain(code, lambda mission: mission.successors)


def groups(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes, and after them the name that several operations share ("UNOSOM" for UNOSOM I and II)."""
    given = tuple(codes)
    above = (missions()[code].part_of for code in given if code in missions())
    return tuple(dict.fromkeys((*given, *(code for code in above if code))))


def _chain(code: str, nearest: Callable[[Mission], tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    waiting = [code]
    while waiting:
        known = missions().get(waiting.pop(0))
        new = [one for one in nearest(known) if one not in found and one != code] if known else []
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)
