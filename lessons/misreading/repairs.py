"""Which words of an index a recognition damaged, and how they are rightly spelt: judged once, when it is built."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lessons.misreading.confusions import meant, one_confusion
from lessons.misreading.words import OFTEN, known_words

LONGEST = 30
_FEWEST_LETTERS = 3
_SHORTEST = 4
_COMMONER = 50
"""A rare word that exists ("rile") is taken for a misreading only of one that is so many times as common ("rule")."""
_LONG_NAME = 8
_MOST_SPELLINGS = 3
_CONFUSED = re.compile(r"(?=[^\d]*\d)[a-z\d]*[a-z][a-z\d]*")
_ORDINARY = re.compile(r"\d+(?:st|nd|rd|th|km|mm|kg|bis|ter|e|er|eme|ieme|a|o)|[a-z]+\d{2,}|\d+[a-z]{1,2}|[a-z]\d+")
_JOINED = re.compile(r"\d*([a-z]+)\d*")
_LETTERS = re.compile(r"[a-z]{4,30}")


@dataclass(frozen=True, slots=True)
class Repair:
    """A damaged word's right spellings, likeliest first; none where no word list knows one.

    `real` marks a word that exists, and may as well have been meant.
    """

    spellings: tuple[str, ...] = ()
    real: bool = False


def is_damaged(word: str) -> bool:
    """Tell whether a word looks misread by itself: letters with digits among them, not an ordinal, code or number."""
    letters = sum(letter.isalpha() for letter in word)
    if letters < _FEWEST_LETTERS or len(word) > LONGEST or _CONFUSED.fullmatch(word) is None:
        return False
    return not _ORDINARY.fullmatch(word)


@lru_cache(maxsize=2**14)
def judged(word: str, *, name: bool = False) -> Repair | None:
    """Judge a folded word: how it may be repaired, or None for a good one; a `name` always stands with a capital.

    Of 1,300 rare words of 300 reports that are like a common one, nine in ten were names; so a name is repaired only
    where it is long and a very common word ("Govemment", "Intemational").
    """
    if is_damaged(word):
        joined = _JOINED.fullmatch(word)  # with a note's mark, or with the number before it: "nepal1", "20agreement"
        return Repair(_spellings([*meant(word), *(joined.groups() if joined else ())]))
    if not _LETTERS.fullmatch(word):
        return None
    frequency = known_words().get(word, 0)
    if not frequency:
        sure = len(word) >= _LONG_NAME
        return Repair(() if name and not sure else _spellings(one_confusion(word), at_least=2 * OFTEN if name else 1))
    if name or frequency >= OFTEN:
        return None
    spellings = _spellings(one_confusion(word), at_least=frequency * _COMMONER)
    return Repair(spellings, real=True) if spellings else None


def _spellings(candidates: Iterable[str], at_least: int = 1) -> tuple[str, ...]:
    known = known_words()
    found = {word: known[word] for word in candidates if known.get(word, 0) >= at_least and len(word) >= _SHORTEST}
    return tuple(sorted(found, key=lambda word: (-found[word], word))[:_MOST_SPELLINGS])
