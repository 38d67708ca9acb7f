"""The page of results: what was asked, how it was understood, what was found, and where to go from there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from lessons.query.state import SORTS, SearchState
from lessons.search.results import Results
from web import urls
from web.address import year_fields
from web.chips import Chip, chips, ways_out
from web.downloads import Download, downloads
from web.facet_column import Group, column
from web.paging import Paging, paging
from web.result_list import Item, items
from web.wording import number

SIZES = (10, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to see the same results."""

    text: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Rung:
    """A search that finds more, and how much."""

    text: str
    url: str
    counted: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the search form carries besides the checkboxes: hidden fields keep what the reader does not change."""

    query: str
    hidden: tuple[tuple[str, str], ...]
    years: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the template of results shows."""

    form: Form
    heading: str
    counted: str
    first: int
    repairs: tuple[str, ...]
    expansions: tuple[str, ...]
    exact: Choice
    suggestions: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    sorts: tuple[Choice, ...]
    sizes: tuple[Choice, ...]
    paging: Paging | None
    ways_out: tuple[Chip, ...]
    ladder: tuple[Rung, ...]
    back: str
    exports: tuple[Download, ...]

    @property
    def noted(self) -> bool:
        """Whether there is something to tell about how the query was understood."""
        return bool(self.repairs or self.expansions or self.exact.current or (self.suggestions and self.items))


def search_page(results: Results, state: SearchState, count: Callable[[SearchState], int]) -> SearchPage:
    """Prepare the page; `count` is asked only where nothing was found, for the ways out."""
    narrowed = chips(state)
    return SearchPage(
        form=form(state),
        heading=f"Results for “{state.query[:200]}”" if state.query else "All passages" if not narrowed else "Passages",
        counted=_counted(results, state),
        first=(state.page - 1) * state.size + 1,
        repairs=results.repairs,
        expansions=tuple(_expansion(entry) for entry in results.expansions),
        exact=_exact(state),
        suggestions=tuple(_choice(text, replace(state, query=text)) for text in results.suggestions),
        chips=tuple(narrowed),
        clear_url=urls.search(SearchState(query=state.query, sort=state.sort, size=state.size, expand=state.expand)),
        groups=tuple(column(results, state)),
        items=tuple(items(results, state)),
        sorts=tuple(_choice(sort.capitalize(), replace(state, sort=sort), sort == state.sort) for sort in SORTS),
        sizes=_sizes(state) if results.total > min(SIZES) else (),
        paging=paging(state.page, results.total, state.size, lambda page: urls.search(replace(state, page=page))),
        ways_out=tuple(ways_out(state, count)) if not results.total else (),
        ladder=_rungs(results, state),
        back=urlencode(state.parameters()),
        exports=downloads(partial(urls.results_citation, state)),
    )


def form(state: SearchState) -> Form:
    """The form of a state; filters are checkboxes of the facet column, so they are not hidden fields."""
    kept = [pair for pair in state.parameters() if pair[0] in ("exclude", "sort", "size", "expand", "predecessors")]
    return Form(state.query, tuple(kept), year_fields(state))


def _counted(results: Results, state: SearchState) -> str:
    if not results.results:
        return number(results.total, "passage")
    first = (state.page - 1) * state.size + 1
    last = first + len(results.results) - 1
    if results.total == len(results.results):
        return number(results.total, "passage")
    return f"{first:,}–{last:,} of {number(results.total, 'passage')}"


def _rungs(results: Results, state: SearchState) -> tuple[Rung, ...]:
    """The ladder's steps but those that stand elsewhere on the page: spellings, and where nothing was found filters."""
    chips_told = not results.total
    return tuple(
        Rung(step.text, urls.search(step.state), number(step.total, "passage"))
        for step in results.ladder
        if step.kind != "spelling" and not (chips_told and step.kind == "filter" and step.state.query == state.query)
    )


def _expansion(entry: Mapping[str, Any]) -> str:
    return f"{', '.join(entry['to'])} ({entry['reason']} for “{entry['from']}”)"


def _exact(state: SearchState) -> Choice:
    text = "Search only the words as written" if state.expand else "Search also misread spellings"
    return _choice(text, replace(state, expand=not state.expand), not state.expand)


def _sizes(state: SearchState) -> tuple[Choice, ...]:
    return tuple(_choice(str(size), replace(state, size=size), size == state.size) for size in SIZES)


def _choice(text: str, state: SearchState, current: bool = False) -> Choice:
    return Choice(text, urls.search(replace(state, page=1)), current)
