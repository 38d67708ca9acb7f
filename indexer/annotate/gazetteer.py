"""The terms to look for, from the vocabularies' tables, and their occurrences in a text, longest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from indexer.annotate.matcher import PhraseFinder
from indexer.annotate.words import Words, phrase
from lessons.vocabulary.model import Name, Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows

MASK = "mask"
Place = tuple[int, int]
_REMEMBERED = 50_000
# Region's names that mean a country, or hide one that stands in them.
_UNTAGGED = frozenset({("region", "micronesia"), ("region", "korean-peninsula")})


@dataclass(frozen=True, slots=True)
class Term:
    """A name to look for: `exact` in its own capitals, `proper` not in lower case, `context` with other evidence."""

    text: str
    vocabulary: str
    code: str
    label: str
    rule: str
    exact: bool = False
    proper: bool = False
    context: bool = False
    language: str = "en"
    weight: float = 1.0

    def allows(self, surface: str) -> bool:
        """Tell whether the spelling fits: acronyms in their capitals ("IDPs" too), proper names not in lower case."""
        if self.exact:
            return _letters(surface).removesuffix("s") == _letters(self.text).removesuffix("s")
        return not self.proper or not surface[:1].islower()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@dataclass(frozen=True, slots=True)
class Choice:
    """The terms of one vocabulary that a spelling may stand for, and their codes, each once.

    It is `sure` when it stands for one code whatever surrounds it, and `plain` when it is the first term at once.
    """

    vocabulary: str
    terms: tuple[Term, ...]
    codes: tuple[str, ...]
    sure: bool
    plain: bool


class Sighting(NamedTuple):
    """An occurrence of a name, by position of words and by offsets, with what it may stand for."""

    first: int
    last: int
    start: int
    end: int
    choice: Choice


class Gazetteer:
    """All terms of all vocabularies in one matcher, so that the longest name wins across vocabularies."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[tuple[str, ...], list[Term]] = {}
        for term in terms:
            self._terms.setdefault(phrase(term.text), []).append(term)
        self._finder = PhraseFinder(self._terms)
        self._choices: dict[str, tuple[Choice, ...]] = {}

    def find(self, words: Words) -> list[Sighting]:
        """The sightings of a text in order; of names that overlap the longest counts."""
        chosen: list[Sighting] = []
        for spans in _heaps(self._finder.find(words.folded)):
            for first, last in spans if len(spans) == 1 else self._longest(words, spans):
                start, end = words.starts[first], words.ends[last - 1]
                for choice in self._choose(words, first, last):
                    if choice.vocabulary != MASK:
                        chosen.append(Sighting(first, last, start, end, choice))
        return chosen

    def _longest(self, words: Words, spans: list[Place]) -> list[Place]:
        """Of spans that overlap the longest that may stand for anything, then what still fits beside it."""
        kept: list[Place] = []
        taken: set[int] = set()
        for first, last in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if taken.isdisjoint(range(first, last)) and self._choose(words, first, last):
                taken.update(range(first, last))
                kept.append((first, last))
        return sorted(kept)

    def _choose(self, words: Words, first: int, last: int) -> tuple[Choice, ...]:
        """What a spelling may stand for, remembered: few spellings of many occur."""
        surface = words.text[words.starts[first] : words.ends[last - 1]]
        known = self._choices.get(surface)
        if known is None:
            if len(self._choices) >= _REMEMBERED:
                self._choices.clear()
            terms = self._terms[tuple(words.folded[first:last])]
            known = self._choices[surface] = _choices(term for term in terms if term.allows(surface))
        return known


def _heaps(found: Iterable[Place]) -> Iterator[list[Place]]:
    """Spans that overlap, together: most stand alone and need not be compared."""
    heap: list[Place] = []
    end = 0
    for span in sorted(found):
        if heap and span[0] >= end:
            yield heap
            heap = []
        heap.append(span)
        end = max(end, span[1])
    if heap:
        yield heap


def _choices(terms: Iterable[Term]) -> tuple[Choice, ...]:
    """Group terms by vocabulary; a mask or an organization's name (GUAM, the alliance) leaves no country."""
    groups: dict[str, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.vocabulary, []).append(term)
    if groups.keys() & {MASK, "organization"}:
        groups.pop("country", None)
    return tuple(_choice(vocabulary, tuple(found)) for vocabulary, found in groups.items())


def _choice(vocabulary: str, terms: tuple[Term, ...]) -> Choice:
    codes = tuple(dict.fromkeys(term.code for term in terms))
    sure = len(codes) == 1 and not all(term.context for term in terms)
    plain = vocabulary not in {"country", "mission"} or (sure and not terms[0].context)
    return Choice(vocabulary, terms, codes, sure, plain)


def standard_terms() -> Iterator[Term]:
    """The terms of the shipped vocabularies."""
    for name in ("country", "region", "mission", "theme"):
        words = vocabulary(name)
        for code in words.codes():
            yield from _terms(words, code)
    for row in rows("country_masks"):
        yield Term(row["name"], MASK, "", "", MASK, proper=row["name"][:1].isupper())
    for row in rows("organizations"):
        yield Term(
            row["name"],
            "organization",
            row["code"],
            row["label"],
            f"organization.{row['type']}",
            exact=row["type"] == "acronym",
            proper=True,
        )


def _terms(words: Vocabulary, code: str) -> Iterator[Term]:
    label = words.label(code)
    for name in words.names(code):
        if name.type not in {"venue", "alpha2"} and (words.name, code) not in _UNTAGGED:
            yield _term(words.name, code, label, name)


def _term(kind: str, code: str, label: str, name: Name) -> Term:
    exact = name.type in {"acronym", "abbreviation"}
    proper = kind != "theme" and name.text[:1].isupper()
    return Term(
        name.text, kind, code, label, f"{kind}.{name.type}", exact, proper, name.context, name.language, name.weight
    )
