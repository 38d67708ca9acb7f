"""The law of the engines: what is indexed, what is asked, what comes back; one contract suite runs against each.

Hits, totals, facet counts and the order of ties are the same on every engine; scores compare within one engine only.
An engine never analyses text: it gets terms with positions (see `lessons.analysis`) and stores an opaque record.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from lessons.engines.clause import Clause, Everything

Sort = Literal["relevance", "newest", "oldest"]
UNDATED = 0


@dataclass(frozen=True, slots=True)
class Posting:
    """An analysed token: an index term at a position; several terms may share a position."""

    term: str
    position: int


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as an engine takes it.

    `fields` maps each text field to its postings in order of position; `codes` each facet to the passage's codes;
    `date` is the document's date as yyyymmdd, 0 when undated (partial dates are filled with zeros: 20040000);
    `sequence` orders ties: (document id, ordinal in the document). `record` is opaque and comes back with the hit.
    """

    id: str
    fields: Mapping[str, tuple[Posting, ...]]
    codes: Mapping[str, tuple[str, ...]]
    date: int
    sequence: tuple[str, int]
    record: bytes


@dataclass(frozen=True, slots=True)
class Filter:
    """A facet's choice: passages must carry one of `include` (when there are any) and none of `exclude`.

    For a hierarchical facet the caller has already added the children of each code.
    """

    facet: str
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ranking:
    """BM25F: saturation `k1`, and for each field its weight and length normalization `b`.

    A field shorter than `least` times the average counts as that long: brevity alone must not win.
    """

    k1: float = 1.2
    weights: Mapping[str, float] = field(default_factory=lambda: {"text": 1.0, "heading": 0.4, "title": 0.3})
    b: Mapping[str, float] = field(default_factory=lambda: {"text": 0.75, "heading": 0.5, "title": 0.5})
    least: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Near:
    """Passages whose meaning is near a vector: `weight` times the cosine is added to `scale` times the score.

    The `reach` nearest passages of the index match too, if `reach` is not 0; filters apply to them as to all.
    """

    vector: npt.NDArray[np.float32]
    weight: float
    scale: float
    reach: int


@dataclass(frozen=True, slots=True)
class Rerank:
    """What is added to the scores of the `depth` best passages that pass the filters; the others stay behind them.

    `terms` are further words of the text with their weights (idf included), scored by BM25 over the text alone.
    """

    terms: tuple[tuple[str, float], ...] = ()
    depth: int = 1000


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one index. `years` (first, last; None is open) filters the facet ``year`` by range.

    `facets` names the facets to count; a facet's counts leave out that facet's own filter's `include` (for ``year``
    also `years`) and keep its `exclude`. `limit` hits from `offset` on, in the order of `sort`. With `words` each hit
    says how often each index term stands in its text.
    """

    clause: Clause = field(default_factory=Everything)
    filters: tuple[Filter, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    ranking: Ranking = field(default_factory=Ranking)
    rerank: Rerank | None = None
    near: Near | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matches: its id, score, date and sequence (the merge order), record, words if asked for."""

    id: str
    score: float
    date: int
    sequence: tuple[str, int]
    record: bytes
    words: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """The exact number of matches, the page of hits, and code -> count for each facet asked for (zeros left out)."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Index(Protocol):
    """An opened, immutable index; safe to ask from several threads at once."""

    def search(self, request: Request) -> Answer:
        """Answer one request.

        Order: relevance = score descending, then date newest first, then sequence; newest = date descending, undated
        last, then sequence; oldest = date ascending, undated last, then sequence. Without any scoring leaf all scores
        are 0. An offset past the end yields no hits and the true total. A multi-valued facet counts a passage once
        under each of its codes.
        """
        ...

    def scores(self, clause: Clause, ranking: Ranking, ids: Sequence[str]) -> list[float]:
        """What a clause scores in each of some passages, 0 where it does not match and for ids of other indexes."""
        ...

    def similarities(self, vector: npt.NDArray[np.float32], ids: Sequence[str]) -> list[float]:
        """The cosine of each of some passages to a vector, 0 where the index has no vectors."""
        ...

    def added(self, rerank: Rerank, ranking: Ranking, ids: Sequence[str]) -> list[list[float]]:
        """What each term of a rerank adds to each of some passages."""
        ...

    vectors: bool
    """Whether passages have vectors."""

    def count(self) -> int:
        """The number of passages."""
        ...

    def close(self) -> None:
        """Release files; the index cannot be asked any more."""
        ...


class Engine(Protocol):
    """A kind of index: builds one in a directory and opens it."""

    name: str

    def build(
        self,
        directory: Path,
        passages: Iterable[IndexedPassage],
        *,
        base: Path | None = None,
        removed: Collection[str] = (),
    ) -> None:
        """Write an index into `directory`, which is empty or missing, and make it durable (fsync).

        With `base` (an index of the same engine, which stays untouched and may be in use), the new index is `base`
        without the passages whose ids are in `removed`, plus `passages`; unchanged segments are hard-linked where the
        engine can. An engine for which `updates` is false is never given a base. Without a base, `passages` is all.
        """
        ...

    updates: bool

    def open(self, directory: Path) -> Index:
        """Open an index for reading; raises IndexMismatch where it is missing, damaged or of another version."""
        ...
