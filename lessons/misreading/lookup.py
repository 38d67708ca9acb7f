"""The damaged words of one lexicon, found by a right spelling: by its stem, or by letters where no list knows it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from lessons.analysis import stem
from lessons.misreading.confusions import meant, skeleton
from lessons.misreading.repairs import Repair, is_damaged
from lessons.misreading.words import LANGUAGES

MOST_OFTEN = 3
"""A word without digits that stands in more passages than this is no accident of a scan."""
FEW = 3
"""A word that exists ("rile") is taken for another ("rule") only where that other is found in fewer passages."""
_MOST_LETTERS = 4
"""Letters in only one of two words: one confusion takes at most two for two."""
_SURE = 7
"""Letters from which a word without digits is surely a misread one.

Shorter ones of another length than the word ("forthe" for "forme", "iland" for "hand") are mostly names and lost
spaces: they are sought only where hardly any passage has the word itself.
"""
_COMMONER = 20
"""So many times commoner must a word that no list knows be than the one that is taken for its misreading."""

_STEM = 4
"""Letters of a stem in another language than English: "bas" is that of "base" and of "basis", so of "hasis"."""

Frequency = Callable[[str], int]


Spellings = Mapping[str, Sequence[str]]
"""Damaged words by the stem of a right spelling ("en support"), or by their strokes where no list knows one."""


def spellings(repairs: Mapping[str, Repair]) -> Spellings:
    """The damaged words by what they are looked up by; counted once, when the index is built."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for damaged, repair in repairs.items():
        keys = {_key(language, spelling) for spelling in repair.spellings for language in LANGUAGES}
        for key in keys or {_letters(damaged)}:
            found[key][damaged] = None
    return {key: tuple(words) for key, words in found.items()}


def _key(language: str, word: str) -> str:
    return f"{language} {stem(word, language)}"


def _letters(word: str) -> str:
    return f" {skeleton(word)}"


class DamagedWords:
    """Finds the damaged words that stand for a word."""

    def __init__(self, repairs: Mapping[str, Repair], spelt: Spellings, listed: Callable[[str], bool]) -> None:
        self._repairs, self._spelt, self._listed = repairs, spelt, listed

    def find(self, word: str, languages: Iterable[str], frequency: Frequency) -> list[str]:
        """The damaged words that a folded word stands for, in any of its forms; commonest first, then by spelling."""
        keys = [(language, _key(language, word)) for language in LANGUAGES if language in languages]
        keys = [(language, key) for language, key in keys if language == "en" or len(key) >= len("fr ") + _STEM]
        found = {
            damaged
            for language, key in keys
            for damaged in self._spelt.get(key, ())
            if self._means(damaged, language, key)
        }
        allowed = [damaged for damaged in found if self._allowed(damaged, word, frequency)]
        allowed += self._unlisted(word, frequency)
        return sorted(allowed, key=lambda damaged: (-frequency(damaged), damaged))

    def _means(self, damaged: str, language: str, key: str) -> bool:
        """Whether a spelling has this stem: of several merged lexicons one may have judged the word otherwise."""
        return any(_key(language, spelling) == key for spelling in self._repairs[damaged].spellings)

    def _allowed(self, damaged: str, word: str, frequency: Frequency) -> bool:
        repair = self._repairs[damaged]
        if damaged == word or (frequency(damaged) > MOST_OFTEN and not is_damaged(damaged)):
            return False
        if len(damaged) < _SURE and not is_damaged(damaged) and frequency(word) >= FEW:
            return any(len(spelling) == len(damaged) for spelling in repair.spellings) and not repair.real
        return not repair.real or (word in repair.spellings and frequency(word) < FEW)

    def _unlisted(self, word: str, frequency: Frequency) -> Sequence[str]:
        """Names and words of the field, of which no list knows the right spelling: the index itself must.

        A word that a list knows has its damaged forms already; more would be names that look like it ("Aleh", alert).
        """
        alike = self._spelt.get(_letters(word), ()) if not is_damaged(word) else ()
        found = [
            damaged
            for damaged in alike
            if damaged != word
            and not self._repairs[damaged].spellings
            and self._plausible(damaged, word, frequency)
            and word in meant(damaged)
        ]
        return found if found and not self._listed(word) else [damaged for damaged in found if is_damaged(damaged)]

    @staticmethod
    def _plausible(damaged: str, word: str, frequency: Frequency) -> bool:
        if is_damaged(damaged):
            return True
        if len(set(damaged) ^ set(word)) > _MOST_LETTERS:
            return False
        often, seldom = frequency(word), frequency(damaged)
        return seldom <= MOST_OFTEN and (not often or often >= _COMMONER * seldom)
