"""The lexicon of one index: every word as it stands in the texts, its terms, and how many passages carry each term.

Prefixes, damaged words and suggestions are answered from it at query time, so a stored passage never depends on others.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lessons.analysis import Token
from lessons.errors import IndexMismatch
from lessons.misreading.lookup import MOST_OFTEN, DamagedWords
from lessons.misreading.repairs import Repair, is_damaged, judged
from lessons.nearness import near

FILE = "lexicon.tsv"
MOST_PREFIX_TERMS = 500
"""Terms a prefix may stand for; beyond, the commonest are taken and the reader is told."""

_MARKS = ("m", "r")
"""The lines of misread words, and of words that exist and may be misread ones."""
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

    def __init__(self, counted: Counted, repairs: Callable[[], Repairs] | None = None) -> None:
        self.passages = counted.passages
        self._terms_of = counted.words
        self._frequency = counted.frequencies
        self._capitals = counted.capitals
        self._repairs = repairs or self.judge
        self._sorted = sorted(counted.words)

    def frequency(self, term: str) -> int:
        """The number of passages that carry a term in any field."""
        return self._frequency.get(term, 0)

    def word_frequency(self, word: str) -> int:
        """The number of passages in which a word stands in just this form."""
        return sum(self._terms_of.get(word, {}).values())

    def prefix(self, beginning: str) -> tuple[list[str], bool]:
        """The terms of all words that begin so, commonest first, and whether some were left out."""
        found: Counter[str] = Counter()
        start = bisect_left(self._sorted, beginning)
        for position in range(start, len(self._sorted)):
            word = self._sorted[position]
            if not word.startswith(beginning):
                break
            found.update(self._terms_of[word])
        terms = sorted(found, key=lambda term: (-found[term], term))
        return terms[:MOST_PREFIX_TERMS], len(terms) > MOST_PREFIX_TERMS

    def beginning(self, letters: str, most: int) -> list[tuple[str, int]]:
        """The commonest words that begin so with the passages they stand in; of the forms of one term the commonest."""
        best: dict[tuple[str, ...], tuple[int, str]] = {}
        for position in range(bisect_left(self._sorted, letters), len(self._sorted)):
            word = self._sorted[position]
            if not word.startswith(letters):
                break
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
        return DamagedWords(self.repairs)

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
        return list(self._terms_of.get(word, ()))

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """The words of the texts that differ from a folded word by at most so many letters, nearest first."""
        lengths = range(max(1, len(word) - most), len(word) + most + 1)
        return near(word, [known for length in lengths for known in self._by_length.get(length, ())], most)

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            if word.isalpha():
                found[len(word)].append(word)
        return found

    def counted(self) -> "Counted":
        """What was counted, from which a builder goes on."""
        return Counted(self._terms_of, self._frequency, self._capitals, self.passages)

    def write(self, folder: Path) -> None:
        """Write the lexicon into the folder of its index."""
        lines = [f"#\t{self.passages}"]
        lines += [
            f"w\t{word}\t{term}\t{count}"
            for word in self._sorted
            for term, count in sorted(self._terms_of[word].items())
        ]
        lines += [f"t\t{term}\t{self._frequency[term]}" for term in sorted(self._frequency)]
        lines += [f"c\t{word}\t{count}" for word, count in sorted(self._capitals.items())]
        lines += [
            f"{_MARKS[repair.real]}\t{word}\t{' '.join(repair.spellings)}" for word, repair in self.repairs.items()
        ]
        (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Lexicon":
        """Read the lexicon of an index; raises IndexMismatch where it is missing or damaged."""
        words: dict[str, dict[str, int]] = {}
        numbers: dict[str, dict[str, int]] = {"t": {}, "c": {}}
        repairs: dict[str, Repair] = {}
        passages = 0
        try:
            for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
                kind, *values = line.split("\t")
                if kind == "w":
                    words.setdefault(values[0], {})[values[1]] = int(values[2])
                elif kind in numbers:
                    numbers[kind][values[0]] = int(values[1])
                elif kind in _MARKS:
                    repairs[values[0]] = Repair(tuple(values[1].split()), real=kind == _MARKS[True])
                else:
                    passages = int(values[0])
        except (OSError, ValueError, IndexError) as error:
            raise IndexMismatch(
                f"the index's lexicon is missing or damaged ({error}): run `lessons reindex`"
            ) from error
        return cls(Counted(words, numbers["t"], numbers["c"], passages), lambda: repairs)

    @classmethod
    def merged(cls, lexicons: Iterable["Lexicon"]) -> "Lexicon":
        """One lexicon over all the indexes that a reader may open."""
        several = list(lexicons)
        if len(several) == 1:
            return several[0]
        words: dict[str, Counter[str]] = defaultdict(Counter)
        frequencies: Counter[str] = Counter()
        capitals: Counter[str] = Counter()
        for lexicon in several:
            for word, terms in lexicon._terms_of.items():
                words[word].update(terms)
            frequencies.update(lexicon._frequency)
            capitals.update(lexicon._capitals)
        passages = sum(lexicon.passages for lexicon in several)
        return cls(Counted(words, frequencies, capitals, passages), lambda: _merged_repairs(several))


def _merged_repairs(several: Iterable[Lexicon]) -> Repairs:
    """The judgements of all; where they differ that of the index where the word is not always a name."""
    found: dict[str, Repair] = {}
    for lexicon in several:
        for word, repair in lexicon.repairs.items():
            if word not in found or not lexicon.is_name(word):
                found[word] = repair
    return found


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
