"""What narrows a search, as chips: each with the address of the search without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lessons.facets import BY_NAME
from lessons.query.state import SearchState, years_text
from lessons.vocabulary.missions import predecessors_of
from web import urls
from web.wording import label, number

MOST_NAMED = 3
"""Predecessors that a chip names."""
MOST_COUNTED = 12
"""Ways out of a search without hits that are counted: each is a search of its own."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice in words and the address without it; `excluded` for what is left out.

    `count` is the number of passages without it, where that was counted; `other` names a wider or narrower search that
    is one click away at `other_url`.
    """

    facet: str
    text: str
    url: str
    excluded: bool = False
    count: int = 0
    other: str = ""
    other_url: str = ""

    @property
    def counted(self) -> str:
        """The count in words."""
        return number(self.count, "passage")


def chips(state: SearchState) -> list[Chip]:
    """One chip for each chosen code, each excluded code, and the range of years."""
    return [chip for chip, _ in _each(state)]


def ways_out(state: SearchState, count: Callable[[SearchState], int]) -> list[Chip]:
    """The filters of a search without hits, and how many passages there would be without each, most first."""
    counted = [replace(chip, count=count(wider)) for chip, wider in list(_each(state))[:MOST_COUNTED]]
    return sorted((chip for chip in counted if chip.count), key=lambda chip: -chip.count)


def _each(state: SearchState) -> Iterator[tuple[Chip, SearchState]]:
    for facet, code in state.chosen:
        wider = state.without_code(facet, code)
        words, address = _predecessors(state, code) if facet == "mission" else ("", "")
        chip = Chip(BY_NAME[facet].label, _text(facet, code), urls.search(wider), other=words, other_url=address)
        yield chip, wider
    for facet, code in state.excluded:
        wider = state.without_exclusion(facet, code)
        yield Chip(BY_NAME[facet].label, _text(facet, code), urls.search(wider), excluded=True), wider
    if state.years != (None, None):
        wider = replace(state, years=(None, None), page=1)
        yield Chip("Years", years_words(state.years), urls.search(wider)), wider


def _predecessors(state: SearchState, code: str) -> tuple[str, str]:
    """The words and the address that take the operations before a chosen one in, or leave them out again."""
    earlier = predecessors_of(code)
    if not earlier:
        return "", ""
    named = f"{', '.join(earlier[:MOST_NAMED])}{' ...' if len(earlier) > MOST_NAMED else ''}"
    verb = "without" if state.predecessors else "include"
    return f"{verb} predecessors ({named})", urls.search(replace(state, predecessors=not state.predecessors, page=1))


def years_words(years: tuple[int | None, int | None]) -> str:
    """A range of years in words: "2004 to 2010", "from 2004", "until 2010"."""
    first, last = years
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else years_text(years)


def _text(facet: str, code: str) -> str:
    return code if facet == "mission" else label(BY_NAME[facet].vocabulary, code)
