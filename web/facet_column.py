"""The facet column: every facet with its codes, counts and choices, as plain values for the template."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.facets import FACETS, Facet
from lessons.query.state import SearchState
from lessons.search.results import FacetCount, Results
from web.wording import subjects

SHOWN = 8
"""Codes shown at once: the rest of a long list opens on demand."""
CLOSED = ("region", "phase", "doc_type", "originator", "language", "status")
"""Facets that start closed, unless something is chosen in them: they are asked for less often."""


@dataclass(frozen=True, slots=True)
class Row:
    """A code that can be chosen or excluded; `children` are the narrower codes of a hierarchy."""

    id: str
    code: str
    label: str
    title: str
    count: int
    chosen: bool
    excluded: bool
    children: tuple["Row", ...] = ()

    @property
    def opened(self) -> bool:
        """Whether a choice below it must be seen."""
        return any(child.chosen or child.excluded for child in self.children)


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: the rows to show, the rest, and whether the reader sees it open."""

    name: str
    label: str
    shown: tuple[Row, ...]
    rest: tuple[Row, ...]
    opened: bool

    @property
    def years(self) -> bool:
        """Whether this is the facet that also takes a range."""
        return self.name == "year"


def column(results: Results, state: SearchState) -> list[Group]:
    """All facets that have something to choose from; years always, for their range."""
    groups = [_group(facet, results.facets.get(facet.name, ()), state) for facet in FACETS]
    return [group for group in groups if group.shown or group.years]


def _group(facet: Facet, counts: Sequence[FacetCount], state: SearchState) -> Group:
    excluded = frozenset(code for name, code in state.excluded if name == facet.name)
    rows = [_row(facet.name, count, excluded) for count in counts]
    if facet.hierarchical:
        rows = _nested(rows)
    pinned = [row for row in rows if row.chosen] if facet.name != "year" else []
    ordered = (*pinned, *(row for row in rows if row not in pinned))
    visible = max(SHOWN, len(pinned))
    opened = facet.name not in CLOSED or any(row.chosen for row in rows)
    return Group(facet.name, facet.label, ordered[:visible], ordered[visible:], opened)


def _row(facet: str, count: FacetCount, excluded: frozenset[str]) -> Row:
    named = subjects(facet, [count.code])[0]
    identity = f"{facet}-{count.code}".replace(" ", "_")
    title = named.title if named.title not in (named.code, named.text) else ""
    return Row(identity, count.code, named.text, title, count.count, count.chosen, count.code in excluded)


def _nested(rows: Sequence[Row]) -> list[Row]:
    """Dotted codes under the code they belong to; one whose parent is not counted stands alone."""
    codes = {row.code for row in rows}
    found = []
    for row in rows:
        if row.code.rpartition(".")[0] in codes:
            continue
        children = tuple(child for child in rows if child.code.startswith(f"{row.code}."))
        found.append(Row(row.id, row.code, row.label, row.title, row.count, row.chosen, row.excluded, children))
    return found
