"""Single words, pairs of words, and how sentences begin: the lexical features of a passage."""

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

_BREAK = re.compile(r"[.;:!?]\s")
_WORD = re.compile(r"[a-z]+")


def sentences_of_words(body: str) -> list[list[str]]:
    """The words of each sentence of a folded text, in order."""
    return [words for piece in _BREAK.split(body) if (words := _WORD.findall(piece))]


def grams(sentences: list[list[str]]) -> set[str]:
    """All words and pairs of words, from which training takes those that get a weight.

    The first ones of a sentence also count with a mark, for there an ask has its verb.
    """
    found: set[str] = set()
    for words in sentences:
        found.update(words)
        found.update(map(" ".join, pairwise(words)))
        found.add(f"^{words[0]}")
        if len(words) > 1:
            found.add(f"^{words[0]} {words[1]}")
    return found


class KnownGrams:
    """The grams that have a weight; of a text only these are written out, one in twenty of all that it has."""

    def __init__(self, known: Collection[str]) -> None:
        plain = {gram for gram in known if not gram.startswith("^")}
        self._words = frozenset(gram for gram in plain if " " not in gram)
        self._pairs = {tuple(gram.split()): gram for gram in plain - self._words}
        self._starts = frozenset(known) - plain

    def found(self, sentences: Iterable[list[str]], words: Collection[str]) -> set[str]:
        """Those of `grams` that are known; `words` are the distinct words of the sentences."""
        pairs = self._pairs
        found = set(self._words.intersection(words))
        for sentence in sentences:
            found.update([pairs[pair] for pair in pairwise(sentence) if pair in pairs])
            found.update(self._starts.intersection((f"^{sentence[0]}", f"^{' '.join(sentence[:2])}")))
        return found
