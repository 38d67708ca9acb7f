"""The neutral tree of a query, as the reader wrote it; nothing in it is analysed yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word or symbol to look for, in one text field or in all (None)."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to find side by side, in this order."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Words to find near each other: each at most so many words from the next, in any order."""

    text: str
    distance: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word or one that differs from it by at most so many letters."""

    text: str
    letters: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's code, already cleaned by its vocabulary."""

    facet: str
    code: str


@dataclass(frozen=True, slots=True)
class YearRange:
    """Years from `first` to `last`, both included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """Words written side by side without operators.

    Enough of the `optional` ones must be found (how many, the search decides by their number), all of the `required`
    and none of the `excluded`. With `wished` no optional one need be found: the reader marked with + what must.
    """

    optional: tuple["Node", ...] = ()
    required: tuple["Node", ...] = ()
    excluded: tuple["Node", ...] = ()
    wished: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """All children."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any child."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the child does not match."""

    child: "Node"


Node = Word | Phrase | Prefix | Near | Fuzzy | Choice | YearRange | Words | And | Or | Not
"""A query, or a part of one; an empty `Words` matches everything."""
