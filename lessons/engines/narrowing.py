"""Filters of a request as masks over the rows, and facet counts that leave out their own filter."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lessons.engines.columns import Columns, Mask
from lessons.engines.matches import Matches
from lessons.engines.protocol import Request

YEAR = "year"
Years = tuple[int | None, int | None]


def in_years(columns: Columns, years: Years) -> Mask:
    """Which rows have a year in the range, both ends included; without any end every row."""
    first, last = years
    if first is None and last is None:
        return np.ones(len(columns), bool)
    codes = columns.facets.get(YEAR)
    return np.zeros(len(columns), bool) if codes is None else codes.carrying(codes_of_years(columns, years))


def codes_of_years(columns: Columns, years: Years) -> list[str]:
    """The codes of the facet year that are in the range."""
    codes = columns.facets.get(YEAR)
    return [] if codes is None else [code for code in codes.names if _within(code, *years)]


def _within(code: str, first: int | None, last: int | None) -> bool:
    if not code.isdecimal():
        return False
    return (first is None or int(code) >= first) and (last is None or int(code) <= last)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The filters of one request: what each facet includes, and what no facet may show."""

    columns: Columns
    included: dict[str, Mask]
    allowed: Mask | None

    @classmethod
    def of(cls, columns: Columns, request: Request) -> "Narrowing":
        """Compute the masks of a request's filters."""
        included: dict[str, Mask] = {}
        for facet, mask in _included(columns, request):
            included[facet] = included[facet] & mask if facet in included else mask
        allowed = None if columns.all_live else columns.live
        for narrow in request.filters:
            if narrow.exclude and narrow.facet in columns.facets:
                rest = ~columns.facets[narrow.facet].carrying(narrow.exclude)
                allowed = rest if allowed is None else allowed & rest
        return cls(columns, included, allowed)

    def hits(self, found: Matches) -> Matches:
        """The matches that pass every filter."""
        return self._pass(found, None)

    def counts(self, found: Matches, hits: Matches, facet: str) -> dict[str, int]:
        """The number of matches under each code of a facet, without that facet's own choice."""
        codes = self.columns.facets.get(facet)
        if codes is None:
            return {}
        return codes.count((self._pass(found, facet) if facet in self.included else hits).rows)

    def _pass(self, found: Matches, but: str | None) -> Matches:
        masks = [mask for facet, mask in self.included.items() if facet != but]
        if self.allowed is not None:
            masks.append(self.allowed)
        return found.where(np.logical_and.reduce(masks)) if masks else found


def _included(columns: Columns, request: Request) -> Iterator[tuple[str, Mask]]:
    for narrow in request.filters:
        if narrow.include:
            codes = columns.facets.get(narrow.facet)
            yield narrow.facet, np.zeros(len(columns), bool) if codes is None else codes.carrying(narrow.include)
    if request.years != (None, None):
        yield YEAR, in_years(columns, request.years)
