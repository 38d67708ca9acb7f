"""The lexicon of one index: every word as it stands in the texts, its terms, and how many passages carry each term.

Prefixes, damaged words and suggestions are answered from it at query time, so a stored passage never depends on others.
A lexicon that was read from its file looks words up there and holds none of them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lessons.analysis import Token
from lessons.errors import IndexMismatch
from lessons.lines import Merged, beginning, read_tables, write_tables
from lessons.misreading.lookup import MOST_OFTEN, DamagedWords, Spellings, spellings
from lessons.misreading.repairs import Repair, is_damaged, judged
from lessons.misreading.words import known_words
from lessons.nearness import near

FILE = "lexicon.tsv"
MOST_PREFIX_TERMS = 500
"""Terms a prefix may stand for; beyond, the commonest are taken and the reader is told."""

Words = Mapping[str, Mapping[str, int]]
"""Word -> index term -> passages."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Word -> term -> passages, term -> passages, word -> passages where it has a capital, and all passages."""

    words: Words = field(default_factory=dict)
    frequencies: Mapping[str, int] = field(default_factory=dict)
    capitals: Mapping[str, int] = field(default_factory=dict)
    passages: int = 0


Repairs = Mapping[str, Repair]


class Lexicon:
    """Words, terms and document frequencies of one index, or of several merged for a reader."""

    def __init__(
        self,
        counted: Counted,
        repairs: Callable[[], Repairs] | None = None,
        meant: Callable[[], Spellings] | None = None,
        listed: Container[str] | None = None,
    ) -> None:
        self.passages = counted.passages
        self._terms_of = counted.words
        self._frequency = counted.frequencies
        self._capitals = counted.capitals
        self._repairs = repairs or self.judge
        self._meant = meant or (lambda: spellings(self.repairs))
        self._listed = listed

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._terms_of)

    def frequency(self, term: str) -> int:
        """The number of passages that carry a term in any field."""
        return self._frequency.get(term, 0)

    def word_frequency(self, word: str) -> int:
        """The number of passages in which a word stands in just this form."""
        return sum(self._terms_of.get(word, {}).values())

    def prefix(self, letters: str) -> tuple[list[str], bool]:
        """The terms of all words that begin so, commonest first, and whether some were left out."""
        found: Counter[str] = Counter()
        for word in beginning(self._terms_of, letters):
            found.update(self._terms_of[word])
        terms = sorted(found, key=lambda term: (-found[term], term))
        return terms[:MOST_PREFIX_TERMS], len(terms) > MOST_PREFIX_TERMS

    def beginning(self, letters: str, most: int) -> list[tuple[str, int]]:
        """The commonest words that begin so with the passages they stand in; of the forms of one term the commonest."""
        best: dict[tuple[str, ...], tuple[int, str]] = {}
        for word in beginning(self._terms_of, letters):
            repair = self.repairs.get(word)
            if word.isalpha() and not (repair and repair.spellings):
                terms = self._terms_of[word]
                key, often = tuple(sorted(terms)), sum(terms.values())
                best[key] = max(best.get(key, (0, "")), (often, word))
        return [(word, often) for often, word in sorted(best.values(), key=lambda one: (-one[0], one[1]))[:most]]

    def damaged(self, word: str, languages: Sequence[str] = ("en", "fr", "es")) -> list[str]:
        """The words that a text recognition made of this folded word, or of another form of it.

        Commonest first, and then by spelling, so that a merged lexicon answers as one that was counted together.
        """
        return self._damaged.find(word, languages, self.word_frequency)

    @cached_property
    def _damaged(self) -> DamagedWords:
        return DamagedWords(self.repairs, self._meant(), self.is_listed)

    def is_listed(self, word: str) -> bool:
        """Tell whether a word list or a vocabulary knows a folded word."""
        return word in (known_words() if self._listed is None else self._listed)

    @cached_property
    def repairs(self) -> Repairs:
        """The words that are, or may be, damaged; judged when the index is built and read from its file afterwards."""
        return self._repairs()

    def judge(self, before: "Lexicon | None" = None) -> Repairs:
        """Judge the rare words and the misread ones; those that an earlier generation judged keep its judgement."""
        return {word: repair for word in self._sorted if self._rare(word) and (repair := self._judged(word, before))}

    def _judged(self, word: str, before: "Lexicon | None") -> Repair | None:
        name = self.is_name(word)
        if before and before._rare(word) and before.is_name(word) == name:
            return before.repairs.get(word)
        return judged(word, name=name)

    def is_name(self, word: str) -> bool:
        """Tell whether a word never stands without a capital in the texts."""
        return self._capitals.get(word, 0) >= self.word_frequency(word)

    def _rare(self, word: str) -> bool:
        return 0 < self.word_frequency(word) <= MOST_OFTEN or is_damaged(word)

    def terms(self, word: str) -> list[str]:
        """The index terms of a word as it stands in the texts."""
        return sorted(self._terms_of.get(word, ()))

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """The words of the texts that differ from a folded word by at most so many letters, nearest first."""
        lengths = range(max(1, len(word) - most), len(word) + most + 1)
        return near(word, [known for length in lengths for known in self._by_length.get(length, ())], most)

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self._terms_of:
            if word.isalpha():
                found[len(word)].append(word)
        return found

    def counted(self) -> "Counted":
        """What was counted, from which a builder goes on."""
        return Counted(self._terms_of, self._frequency, self._capitals, self.passages)

    def write(self, folder: Path) -> None:
        """Write the lexicon into the folder of its index."""
        tables = {
            "words": ((word, _told(terms)) for word, terms in self._terms_of.items()),
            "terms": ((term, str(count)) for term, count in self._frequency.items()),
            "capitals": ((word, str(count)) for word, count in self._capitals.items()),
            "repairs": (
                (word, f"{_REAL if one.real else _DAMAGED}{' '.join(one.spellings)}")
                for word, one in self.repairs.items()
            ),
            "meant": ((key, " ".join(words)) for key, words in self._meant().items()),
        }
        write_tables(folder / FILE, tables, {"passages": self.passages})

    @classmethod
    def read(cls, folder: Path, listed: Container[str] | None = None) -> "Lexicon":
        """Open the lexicon of an index; raises IndexMismatch where it is missing or damaged."""
        try:
            tables, about = read_tables(folder / FILE, _PARSERS)
            counted = Counted(tables["words"], tables["terms"], tables["capitals"], int(about["passages"]))
            repairs, meant = tables["repairs"], tables["meant"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexMismatch(
                f"the index's lexicon is missing or damaged ({error}): run `lessons reindex`"
            ) from error
        return cls(counted, lambda: repairs, lambda: meant, listed)

    @classmethod
    def merged(cls, lexicons: Iterable["Lexicon"]) -> "Lexicon":
        """One lexicon over all the indexes that a reader may open."""
        several = list(lexicons)
        if len(several) == 1:
            return several[0]
        counted = Counted(
            Merged([lexicon._terms_of for lexicon in several], _added),
            Merged([lexicon._frequency for lexicon in several], sum),
            Merged([lexicon._capitals for lexicon in several], sum),
            sum(lexicon.passages for lexicon in several),
        )
        meant = [lexicon._meant for lexicon in several]
        listed = next((lexicon._listed for lexicon in several), None)
        return cls(counted, lambda: _Agreed(several), lambda: Merged([one() for one in meant], _together), listed)


class _Agreed(Merged[Repair]):
    """The judgements of all; where they differ that of the index where the word is not always a name."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        super().__init__([lexicon.repairs for lexicon in lexicons], lambda found: found[0])
        self._lexicons = lexicons

    def __getitem__(self, word: str) -> Repair:
        found = [lexicon for lexicon in self._lexicons if word in lexicon.repairs]
        if not found:
            raise KeyError(word)
        sure = [lexicon for lexicon in found if not lexicon.is_name(word)]
        return (sure[-1] if sure else found[0]).repairs[word]


def _added(several: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for counts in several:
        found.update(counts)
    return found


def _together(several: Iterable[Sequence[str]]) -> Sequence[str]:
    return tuple(dict.fromkeys(word for words in several for word in words))


def _told(terms: Mapping[str, int]) -> str:
    return "\t".join(f"{term} {count}" for term, count in sorted(terms.items()))


def _heard(told: str) -> Mapping[str, int]:
    pairs = (pair.rpartition(" ") for pair in told.split("\t"))
    return {term: int(count) for term, _, count in pairs}


def _judgement(repair: Repair) -> str:
    return (_REAL if repair.real else _DAMAGED) + " ".join(repair.spellings)


def _repair(told: str) -> Repair:
    return Repair(tuple(told[1:].split()), real=told[0] == _REAL)


_REAL, _DAMAGED = "~", "="
"""The marks of words that exist and may be misread ones, and of misread words."""
_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "words": _heard, "terms": int, "capitals": int, "repairs": _repair, "meant": str.split,
}  # fmt: skip


class LexiconBuilder:
    """Counts words and terms while passages come and go, from nothing or from an earlier lexicon."""

    def __init__(self, base: Lexicon | None = None) -> None:
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._frequencies: Counter[str] = Counter()
        self._passages = 0
        self._capitals: Counter[str] = Counter()
        self._base = base
        if base:
            counted = base.counted()
            self._passages = counted.passages
            self._words.update({word: Counter(terms) for word, terms in counted.words.items()})
            self._frequencies.update(counted.frequencies)
            self._capitals.update(counted.capitals)

    def add(self, fields: Iterable[Iterable[Token]]) -> None:
        """Count one passage: each term once, each word of it once."""
        self._count(fields, 1)

    def remove(self, fields: Iterable[Iterable[Token]]) -> None:
        """Take one passage that was counted out again."""
        self._count(fields, -1)

    def _count(self, fields: Iterable[Iterable[Token]], step: int) -> None:
        found = [token for tokens in fields for token in tokens]
        pairs = {(token.word, token.term) for token in found}
        small = {token.word for token in found if not token.capital}
        self._passages += step
        for term in {term for _, term in pairs}:
            self._frequencies[term] += step
        for word, term in pairs:
            self._words[word][term] += step
            if word not in small:
                self._capitals[word] += step

    def build(self) -> Lexicon:
        """The lexicon of what was counted; what fell to nothing is left out."""
        words = {word: terms for word, found in self._words.items() if (terms := +found)}
        built = Lexicon(
            Counted(words, +self._frequencies, +self._capitals, self._passages), lambda: built.judge(self._base)
        )
        return built
