"""The neutral query that every engine compiles: analysed terms, booleans, codes, ranges, phrases.

A clause matches passages; only `Term`, `Exact`, `Together` and `Codes` with a score add to the
score, the sum over the leaves that match.
Every text leaf names the fields it looks into; a passage matches when any of them matches.
"""

from collections import Counter
from dataclasses import dataclass

TEXT_FIELDS = ("text", "heading", "title")


@dataclass(frozen=True, slots=True)
class Variant:
    """An index term and the weight (0 to 1) with which it stands for the word that was asked for."""

    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Term:
    """One asked-for concept: matches where any of its variants stands in any of its fields.

    The variants are scored as one term: their weighted frequencies are added before saturation (BM25F), and `idf`
    is that of the concept in all the indexes the reader may open.
    """

    variants: tuple[Variant, ...]
    fields: tuple[str, ...] = TEXT_FIELDS
    idf: float = 1.0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Exact:
    """A phrase: in one field, the words at successive positions; a None gap matches any one word.

    `positions` gives for each place the terms that may stand there. It scores the sum of
    its places, each with the phrase's `idf`; gaps at its ends mean nothing.
    """

    positions: tuple[tuple[str, ...] | None, ...]
    fields: tuple[str, ...] = TEXT_FIELDS
    idf: float = 1.0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Together:
    """Words near each other: in one field, each word within `distance` positions of the next, in either order.

    `words` gives for each word the terms that may stand for it, `idf` and `boost` as for a phrase; of one word alone it
    is that word. Only neighbours are compared, which Tantivy can answer without positions in hand.
    """

    words: tuple[tuple[str, ...], ...]
    distance: int
    fields: tuple[str, ...] = TEXT_FIELDS
    idf: float = 1.0
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Matches where at least `minimum` of the children match (all: AND, 1: OR, 0: everything); scores their sum."""

    children: tuple["Clause", ...]
    minimum: int

    def distinct(self) -> list[tuple["Clause", int]]:
        """The children with equal terms put together, and how often each stands: 20,000 times a word is one word.

        Only terms are compared: comparing whole branches at every level would cost depth times size.
        """
        terms = Counter(child for child in self.children if isinstance(child, Term))
        return [*terms.items(), *((child, 1) for child in self.children if not isinstance(child, Term))]


@dataclass(frozen=True, slots=True)
class Without:
    """Matches what `child` matches, less what `excluded` matches; scores as `child`."""

    child: "Clause"
    excluded: "Clause"


@dataclass(frozen=True, slots=True)
class Boosted:
    """Matches what `child` matches; scores as `child`, and what the `extras` score where they match too."""

    child: "Clause"
    extras: tuple["Clause", ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Matches passages that carry any of the codes in a facet; scores `score`, whatever the number of codes."""

    facet: str
    codes: frozenset[str]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Years:
    """Matches passages whose code in the facet ``year`` is from `first` to `last`, both included; None is open.

    With both ends open it matches every passage.
    """

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every passage; scores nothing."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no passage."""


Clause = Term | Exact | Together | AtLeast | Without | Boosted | Codes | Years | Everything | Nothing
