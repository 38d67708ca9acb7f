"""How like the planner's situation the precedent's is: mission type, components, mandate task, phase, region."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal

from lessons.precedents.own import hosts
from lessons.precedents.situation import Situation
from lessons.vocabulary.countries import countries, regions
from lessons.vocabulary.phases import UNKNOWN, phase
from lessons.vocabulary.profiles import Profile, profile

Verdict = Literal["match", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared; empty where it is not known."""

    types: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    tasks: tuple[str, ...] = ()
    phase: str = UNKNOWN
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on each trait."""

    mission_type: Verdict = "unknown"
    components: Verdict = "unknown"
    mandate_task: Verdict = "unknown"
    phase: Verdict = "unknown"
    region: Verdict = "unknown"

    def as_dict(self) -> dict[str, str]:
        """The JSON shape of the command line."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def matches(self) -> int:
        """How many traits match."""
        return sum(verdict == "match" for verdict in self.as_dict().values())


def traits_of_situation(situation: Situation) -> Traits:
    """The planner's side."""
    profiles = _profiles(situation.missions)
    return Traits(
        types=frozenset(one.type for one in profiles),
        components=_components(profiles),
        tasks=situation.themes or tuple(dict.fromkeys(task for one in profiles for task in one.tasks)),
        phase=situation.phase,
        regions=_regions(profiles) or _regions_of(situation.countries),
    )


def traits_of_passage(record: Mapping[str, Any], missions: tuple[str, ...], about: Sequence[str] = ()) -> Traits:
    """The precedent's side: `missions` are those it speaks of; its task is what it is about, else its document.

    `about` are the themes of a document that was written to teach: its lessons need not name them again.
    """
    profiles = _profiles(missions)
    # A report that was written after a mission's end tells of an earlier phase, but not of which.
    phases = {phase(code, record["date"], record["text"]) for code in missions} - {UNKNOWN, "closed"}
    return Traits(
        types=frozenset(one.type for one in profiles),
        components=_components(profiles),
        tasks=tuple(record["themes"]) or tuple(about),
        phase=phases.pop() if len(phases) == 1 else UNKNOWN,
        regions=_regions(profiles) or _regions_of(record["countries"]) or _regions_of(hosts(missions)),
    )


def compare(mine: Traits, theirs: Traits) -> Comparison:
    """Compare trait by trait; what either side does not tell is unknown."""
    return Comparison(
        mission_type=_shared(mine.types, theirs.types),
        components=_equal(mine.components, theirs.components),
        mandate_task=_shared(mine.tasks, theirs.tasks),
        phase=_equal(*({one.phase} - {UNKNOWN} for one in (mine, theirs))),
        region=_shared(mine.regions[:1], theirs.regions[:1]),
    )


def _shared(mine: Iterable[str], theirs: Iterable[str]) -> Verdict:
    own, other = set(mine), set(theirs)
    if not own or not other:
        return "unknown"
    return "match" if own & other else "differs"


def _equal(mine: Iterable[str], theirs: Iterable[str]) -> Verdict:
    own, other = set(mine), set(theirs)
    if not own or not other:
        return "unknown"
    return "match" if own == other else "differs"


def _profiles(codes: Iterable[str]) -> list[Profile]:
    return [found for code in codes if (found := profile(code)) is not None]


def _components(profiles: Iterable[Profile]) -> frozenset[str]:
    return frozenset(component for one in profiles for component in one.components)


def _regions(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """The nearest region of each, each once."""
    return tuple(dict.fromkeys(one.regions[0] for one in profiles if one.regions))


def _regions_of(codes: Iterable[str]) -> tuple[str, ...]:
    known = countries()
    found = (known[code].region for code in codes if code in known)
    return tuple(dict.fromkeys(region for region in found if region in regions()))
