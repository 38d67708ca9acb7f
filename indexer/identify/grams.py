"""Single words, pairs of words, and how sentences begin: the lexical features of a passage."""

import re
from itertools import pairwise

_BREAK = re.compile(r"[.;:!?]\s")
_WORD = re.compile(r"[a-z]+")


def sentences_of_words(body: str) -> list[list[str]]:
    """The words of each sentence of a folded text, in order."""
    return [words for piece in _BREAK.split(body) if (words := _WORD.findall(piece))]


def grams(sentences: list[list[str]]) -> set[str]:
    """All words and pairs of words; the first ones of a sentence also with a mark, for there an ask has its verb."""
    found: set[str] = set()
    for words in sentences:
        found.update(words)
        found.update(map(" ".join, pairwise(words)))
        found.add(f"^{words[0]}")
        if len(words) > 1:
            found.add(f"^{words[0]} {words[1]}")
    return found
