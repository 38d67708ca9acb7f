"""The search state: what a URL spells and the command line's options say; adding or removing returns a new state."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from lessons.engines.protocol import Sort
from lessons.errors import UnknownCode, UserError
from lessons.facets import BY_NAME, FACETS
from lessons.settings import MAX_PAGE_SIZE, PAGE_SIZE

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")
_YEARS = re.compile(r"(\d{4})?(\.\.|-|–)?(\d{4})?")

Clean = Callable[[str, str], str]
"""(facet, text) -> code; raises UnknownCode."""

Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchState:
    """A search in full: query, chosen and excluded codes as (facet, code), years, order, page from 1, page size.

    `predecessors` tells that a chosen operation stands for those before it too (MINUSTAH for BINUH).
    """

    query: str = ""
    chosen: Filters = ()
    excluded: Filters = ()
    years: tuple[int | None, int | None] = (None, None)
    sort: Sort = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    expand: bool = True
    predecessors: bool = False

    def codes(self, facet: str) -> frozenset[str]:
        """The codes chosen in a facet."""
        return frozenset(code for name, code in self.chosen if name == facet)

    def with_code(self, facet: str, code: str) -> Self:
        """The state with one more choice, at its first page."""
        pair = (facet, code)
        return self if pair in self.chosen else replace(self, chosen=(*self.chosen, pair), page=1)

    def without_code(self, facet: str, code: str) -> Self:
        """The state with one choice less, at its first page."""
        return replace(self, chosen=tuple(pair for pair in self.chosen if pair != (facet, code)), page=1)

    def without_exclusion(self, facet: str, code: str) -> Self:
        """The state with one exclusion less, at its first page."""
        return replace(self, excluded=tuple(pair for pair in self.excluded if pair != (facet, code)), page=1)

    def parameters(self) -> list[tuple[str, str]]:
        """The state as URL parameters, defaults left out."""
        found = [("q", self.query)] if self.query else []
        found += list(self.chosen)
        found += [("exclude", f"{facet}={code}") for facet, code in self.excluded]
        if self.years != (None, None):
            found.append(("years", years_text(self.years)))
        if self.sort != "relevance":
            found.append(("sort", self.sort))
        if self.size != PAGE_SIZE:
            found.append(("size", str(self.size)))
        if not self.expand:
            found.append(("expand", "0"))
        if self.predecessors and self.codes("mission"):
            found.append(("predecessors", "1"))
        if self.page != 1:
            found.append(("page", str(self.page)))
        return found

    @classmethod
    def from_parameters(cls, pairs: Iterable[tuple[str, str]], clean: Clean) -> Self:
        """Read URL parameters; raises UserError for a value that cannot be, ignores names that are not ours."""
        collected = _Collected()
        for name, value in pairs:
            collected.take(name, value.strip())
        return cls(
            query=collected.query,
            chosen=clean_pairs(collected.chosen, clean),
            excluded=clean_pairs(collected.excluded, clean),
            years=parse_years(collected.single.get("years", "")),
            sort=parse_sort(collected.single.get("sort", "relevance")),
            page=parse_number("page", collected.single.get("page", "1"), 10**12),
            size=parse_number("size", collected.single.get("size", str(PAGE_SIZE)), MAX_PAGE_SIZE),
            expand=collected.single.get("expand", "1") not in ("0", "no", "false"),
            predecessors=collected.single.get("predecessors", "0") in ("1", "yes", "true"),
        )


@dataclass(slots=True)
class _Collected:
    query: str = ""
    chosen: list[tuple[str, str]] = field(default_factory=list)
    excluded: list[tuple[str, str]] = field(default_factory=list)
    single: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, value: str) -> None:
        if name == "q":
            self.query = value
        elif not value:
            return
        elif name == "year" and ".." in value:
            self.single["years"] = value
        elif name in BY_NAME:
            self.chosen.append((name, value))
        elif name == "exclude":
            self.excluded.append(parse_exclusion(value))
        else:
            self.single[name] = value


def clean_pairs(pairs: Sequence[tuple[str, str]], clean: Clean) -> Filters:
    """Bring (facet, text) pairs to codes, each once, in order; raises UnknownCode."""
    return tuple(dict.fromkeys((facet, clean(facet, text)) for facet, text in pairs))


def parse_exclusion(text: str) -> tuple[str, str]:
    """Read ``FIELD=CODE``; raises UnknownCode where the field is no facet."""
    name, separator, code = text.partition("=" if "=" in text else ":")
    name = name.strip().replace("-", "_")
    if not separator or name not in BY_NAME:
        raise UnknownCode(f"{text!r} is not FIELD=CODE with a field of {', '.join(facet.name for facet in FACETS)}")
    return name, code.strip()


def parse_years(text: str) -> tuple[int | None, int | None]:
    """Read ``2004``, ``2004..2010``, ``2004..`` or ``..2010``; raises UserError."""
    match = _YEARS.fullmatch(text)
    if match is None or (match.group(1) and match.group(3) and not match.group(2)):
        raise UserError(f"{text!r} is not a range of years: write 2004..2010, 2004.. or ..2010")
    first, dots, last = match.groups()
    start, end = (int(year) if year else None for year in (first, last if dots else first))
    if start is not None and end is not None and start > end:
        raise UserError(f"the years {text} run backwards: write {years_text((end, start))}")
    return start, end


def years_text(years: tuple[int | None, int | None]) -> str:
    """Spell a range of years as it is read."""
    first, last = years
    return "..".join("" if year is None else f"{year:04d}" for year in (first, last))


def parse_sort(text: str) -> Sort:
    """Check the name of an order; raises UserError."""
    for sort in SORTS:
        if text == sort:
            return sort
    raise UserError(f"{text!r} is no order: use one of {', '.join(SORTS)}")


def parse_number(name: str, text: str, largest: int) -> int:
    """Read a whole number from 1 to `largest`; raises UserError."""
    if not text.isdecimal() or not text.isascii() or not 1 <= int(text[:20]) <= largest:
        raise UserError(f"{name} is {text[:20]!r}: give a whole number from 1 to {largest}")
    return int(text)
