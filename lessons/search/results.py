"""What a search gives back, and its JSON shape, which others rely on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lessons.search.snippet import Snippet
from lessons.search.why import Reason
from lessons.suggest.ladder import Step


@dataclass(frozen=True, slots=True)
class Result:
    """One passage found: its record as indexed, its score, and the stretch to show."""

    record: Mapping[str, Any]
    score: float
    snippet: Snippet
    why: tuple[Reason, ...] | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of the command line; `why` where it was asked for."""
        shown = {
            "score": round(self.score, 4),
            "snippet": self.snippet.text,
            "highlights": [list(span) for span in self.snippet.highlights],
        }
        reasons = {} if self.why is None else {"why": [part.as_dict(self.score) for part in self.why]}
        return {**self.record, **shown, **reasons}


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many passages carry a code; `chosen` tells whether the reader narrowed to it."""

    code: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results with everything a reader should know about how they came about.

    `answered` counts the passages that have all the words, where any one of them was sought too: else it is `total`.
    """

    query: str
    repairs: tuple[str, ...]
    expansions: tuple[Mapping[str, Any], ...]
    suggestions: tuple[str, ...]
    total: int
    took_ms: float
    engine: str
    results: tuple[Result, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    ladder: tuple[Step, ...] = ()
    answered: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of ``lessons search --json``."""
        return {
            "query": self.query,
            "repairs": list(self.repairs),
            "expansions": list(self.expansions),
            "suggestions": list(self.suggestions),
            "total": self.total,
            "took_ms": round(self.took_ms, 1),
            "engine": self.engine,
            "results": [result.as_dict() for result in self.results],
            "facets": {
                name: [{"code": count.code, "label": count.label, "count": count.count} for count in counts]
                for name, counts in self.facets.items()
            },
            "ladder": [step.as_dict() for step in self.ladder],
        }
