"""What kind of operation one is: its type, regions, components and the tasks of its mandate as themes."""

from dataclasses import dataclass
from functools import cache

from lessons.vocabulary.countries import countries, regions
from lessons.vocabulary.missions import missions
from lessons.vocabulary.tables import Row, rows, several


@dataclass(frozen=True, slots=True)
class Profile:
    """The traits by which operations are compared; components, tasks and sources are empty where the table has none.

    `regions` are those of the host states, the nearest first; `sources` the symbols that components and tasks rest on.
    """

    mission: str
    type: str
    regions: tuple[str, ...]
    components: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@cache
def profile(mission: str) -> Profile | None:
    """The profile of an operation, None for an unknown code."""
    known = missions().get(mission)
    if known is None:
        return None
    row = _table().get(mission, {})
    return Profile(
        mission,
        known.type,
        _regions(known.countries),
        tuple(row.get("components", "").split()),
        tuple(row.get("tasks", "").split()),
        several(row.get("source", "")),
    )


@cache
def _table() -> dict[str, Row]:
    return {row["mission"]: row for row in rows("mission_profiles")}


def _regions(hosts: tuple[str, ...]) -> tuple[str, ...]:
    """The regions that hold at least half of the host states: the nearest, and those around it."""
    if not hosts:
        return ()
    found: dict[str, int] = {}
    for host in hosts:
        region = countries()[host].region
        while region:
            found[region] = found.get(region, 0) + 1
            region = regions()[region].parent
    return tuple(region for region, count in found.items() if 2 * count >= len(hosts))
