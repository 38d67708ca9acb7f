"""What `precedents` gives back, and its JSON shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.precedents.comparison import Comparison
from lessons.precedents.situation import Situation
from lessons.precedents.standing import Standing
from lessons.search.citation import citation
from lessons.search.results import Result
from lessons.vocabulary.registry import vocabulary

OTHER_THEMES = "other"
_COUNTER = (
    "id", "document_id", "title", "symbol", "date", "page", "paragraph", "kind", "polarity", "countries", "missions",
    "themes", "text",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Precedent:
    """A passage from elsewhere that answers the situation, and why; `group` is the theme it teaches about.

    `missions` are those of the passage, else of its document; `alike` are the ids of passages that say nearly the same.
    """

    result: Result
    group: str
    standing: Standing
    missions: tuple[str, ...]
    comparison: Comparison
    reasons: tuple[str, ...]
    matched: tuple[str, ...]
    alike: tuple[str, ...] = ()
    counter_examples: tuple[Mapping[str, Any], ...] = ()
    recurrence: Mapping[str, Any] | None = None

    @property
    def record(self) -> Mapping[str, Any]:
        """The passage as indexed."""
        return self.result.record

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of the command line."""
        return {
            **self.result.as_dict(),
            "group": self.group,
            "standing": self.standing,
            "of_missions": list(self.missions),
            "comparison": self.comparison.as_dict(),
            "reasons": list(self.reasons),
            "matched": list(self.matched),
            "alike": list(self.alike),
            "counter_examples": [counter_example(record) for record in self.counter_examples],
            "recurrence": dict(self.recurrence) if self.recurrence else None,
            "citation": citation(self.record),
        }


@dataclass(frozen=True, slots=True)
class Precedents:
    """The answer to a situation: precedents of other missions.

    Apart stand what speaks of the same country or the mission's family, and what speaks of no mission.
    """

    situation: Situation
    precedents: tuple[Precedent, ...]
    family: tuple[Precedent, ...]
    no_mission: tuple[Precedent, ...]
    took_ms: float
    engine: str

    def groups(self) -> dict[str, list[Precedent]]:
        """The precedents by what they teach: the themes of the situation before others, each by its group's best."""
        found: dict[str, list[Precedent]] = {}
        for precedent in self.precedents:
            found.setdefault(precedent.group, []).append(precedent)
        asked = self.situation.themes
        return dict(sorted(found.items(), key=lambda entry: (entry[0] not in asked, entry[0] == OTHER_THEMES)))

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of ``lessons precedents --json``."""
        return {
            "situation": self.situation.as_dict(),
            "total": len(self.precedents),
            "precedents": [precedent.as_dict() for precedent in self.precedents],
            "family": [precedent.as_dict() for precedent in self.family],
            "no_mission": [precedent.as_dict() for precedent in self.no_mission],
            "groups": [
                {"theme": theme, "label": group_label(theme), "precedents": [one.record["id"] for one in group]}
                for theme, group in self.groups().items()
            ],
            "took_ms": round(self.took_ms, 1),
            "engine": self.engine,
        }


def group_label(theme: str) -> str:
    """What a group teaches about, in words."""
    return "On no theme of the list" if theme == OTHER_THEMES else vocabulary("theme").label(theme)


def counter_example(record: Mapping[str, Any]) -> dict[str, Any]:
    """A passage of the opposite polarity, in short."""
    return {name: record[name] for name in _COUNTER} | {"citation": citation(record)}
