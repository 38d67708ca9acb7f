"""The lexicon of one index: every word as it stands in the texts, its terms, and how many passages carry each term.

Prefixes, damaged words and suggestions are answered from it at query time, so a stored passage never depends on others.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from lessons.analysis import Token
from lessons.errors import IndexMismatch

FILE = "lexicon.tsv"
MOST_PREFIX_TERMS = 500
"""Terms a prefix may stand for; beyond, the commonest are taken and the reader is told."""

NEAR = 2
"""Letters that a suggestion may be longer or shorter than the word."""

_DAMAGED = re.compile(r"(?=[^\d]*\d)[a-z01456789]*[a-z][a-z01456789]*")
_FEWEST_LETTERS = 3
CONFUSIONS = {
    "0": "oce",
    "1": "ilrtfj",
    "4": "a",
    "5": "s",
    "6": "gb",
    "7": "t",
    "8": "b",
    "9": "gq",
    "i": "tlrj",
    "l": "itr",
}
"""What a character recognised by a machine may stand for, at the same length: seen in the seminar notes
("supp01ting", "fo1thcoming", "rep01i", "oppo11unity", "pa1tners")."""
_CONFUSABLE = frozenset("".join(CONFUSIONS) + "".join(CONFUSIONS.values()))
_HIDDEN = str.maketrans(dict.fromkeys(_CONFUSABLE, "."))


class Lexicon:
    """Words, terms and document frequencies of one index, or of several merged for a reader."""

    def __init__(self, words: Mapping[str, Mapping[str, int]], frequencies: Mapping[str, int], passages: int) -> None:
        self.passages = passages
        self._terms_of = words
        self._frequency = frequencies
        self._sorted = sorted(words)
        self._damaged: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if is_damaged(word):
                self._damaged[word.translate(_HIDDEN)].append(word)

    def frequency(self, term: str) -> int:
        """The number of passages that carry a term in any field."""
        return self._frequency.get(term, 0)

    def word_frequency(self, word: str) -> int:
        """The number of passages in which a word stands in just this form."""
        return sum(self._terms_of.get(word, {}).values())

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in the texts."""
        return word in self._terms_of

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

    def damaged(self, word: str) -> list[str]:
        """The words that a text recognition made of this folded word: same length, confusable characters, with a digit.

        Commonest first, and then by spelling, so that a merged lexicon answers as one that was counted together.
        """
        alike = self._damaged.get(word.translate(_HIDDEN), ())
        found = [damaged for damaged in alike if damaged != word and _confusable(damaged, word)]
        return sorted(found, key=lambda damaged: (-sum(self._terms_of[damaged].values()), damaged))

    def terms(self, word: str) -> list[str]:
        """The index terms of a word as it stands in the texts."""
        return list(self._terms_of.get(word, ()))

    def nearest(self, word: str) -> str | None:
        """The commonest word of nearly this spelling, for "did you mean"; None when nothing is near."""
        start = bisect_left(self._sorted, word[:1])
        end = bisect_left(self._sorted, word[:1] + "\U0010ffff")
        near_length = [
            known for known in self._sorted[start:end] if abs(len(known) - len(word)) <= NEAR and known.isalpha()
        ]
        found = get_close_matches(word, near_length[:20_000], n=3, cutoff=0.8)
        return max(found, key=lambda known: sum(self._terms_of[known].values()), default=None)

    def counted(self) -> tuple[Mapping[str, Mapping[str, int]], Mapping[str, int], int]:
        """Word -> term -> passages, term -> passages, and the number of passages: what a builder goes on from."""
        return self._terms_of, self._frequency, self.passages

    def write(self, folder: Path) -> None:
        """Write the lexicon into the folder of its index."""
        lines = [f"#\t{self.passages}"]
        lines += [
            f"w\t{word}\t{term}\t{count}"
            for word in self._sorted
            for term, count in sorted(self._terms_of[word].items())
        ]
        lines += [f"t\t{term}\t{self._frequency[term]}" for term in sorted(self._frequency)]
        (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Lexicon":
        """Read the lexicon of an index; raises IndexMismatch where it is missing or damaged."""
        words: dict[str, dict[str, int]] = {}
        frequencies: dict[str, int] = {}
        passages = 0
        try:
            for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
                kind, *values = line.split("\t")
                if kind == "w":
                    words.setdefault(values[0], {})[values[1]] = int(values[2])
                elif kind == "t":
                    frequencies[values[0]] = int(values[1])
                else:
                    passages = int(values[0])
        except (OSError, ValueError, IndexError) as error:
            raise IndexMismatch(
                f"the index's lexicon is missing or damaged ({error}): run `lessons reindex`"
            ) from error
        return cls(words, frequencies, passages)

    @classmethod
    def merged(cls, lexicons: Iterable["Lexicon"]) -> "Lexicon":
        """One lexicon over all the indexes that a reader may open."""
        several = list(lexicons)
        if len(several) == 1:
            return several[0]
        words: dict[str, Counter[str]] = defaultdict(Counter)
        frequencies: Counter[str] = Counter()
        for lexicon in several:
            for word, terms in lexicon._terms_of.items():
                words[word].update(terms)
            frequencies.update(lexicon._frequency)
        return cls(words, frequencies, sum(lexicon.passages for lexicon in several))


class LexiconBuilder:
    """Counts words and terms while passages come and go, from nothing or from an earlier lexicon."""

    def __init__(self, base: Lexicon | None = None) -> None:
        self._words: dict[str, Counter[str]] = defaultdict(Counter)
        self._frequencies: Counter[str] = Counter()
        self._passages = 0
        if base:
            words, frequencies, self._passages = base.counted()
            self._words.update({word: Counter(terms) for word, terms in words.items()})
            self._frequencies.update(frequencies)

    def add(self, fields: Iterable[Iterable[Token]]) -> None:
        """Count one passage: each term once, each word of it once."""
        self._count(fields, 1)

    def remove(self, fields: Iterable[Iterable[Token]]) -> None:
        """Take one passage that was counted out again."""
        self._count(fields, -1)

    def _count(self, fields: Iterable[Iterable[Token]], step: int) -> None:
        pairs = {(token.word, token.term) for tokens in fields for token in tokens}
        self._passages += step
        for term in {term for _, term in pairs}:
            self._frequencies[term] += step
        for word, term in pairs:
            self._words[word][term] += step

    def build(self) -> Lexicon:
        """The lexicon of what was counted; what fell to nothing is left out."""
        words = {word: terms for word, found in self._words.items() if (terms := +found)}
        return Lexicon(words, +self._frequencies, self._passages)


def is_damaged(word: str) -> bool:
    """Tell whether a word looks like a misread one: letters with digits among them, not an ordinal, code or number."""
    letters = sum(letter.isalpha() for letter in word)
    if letters < _FEWEST_LETTERS or _DAMAGED.fullmatch(word) is None:
        return False
    return not re.fullmatch(r"\d+(?:st|nd|rd|th|km|mm|kg|bis|ter)|[a-z]+\d{2,}", word)


def _confusable(damaged: str, word: str) -> bool:
    if len(damaged) != len(word):
        return False
    return all(seen == meant or meant in CONFUSIONS.get(seen, "") for seen, meant in zip(damaged, word, strict=True))
