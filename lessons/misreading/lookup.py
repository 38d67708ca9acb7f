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
_COMMONER = 20
"""So many times commoner must a word that no list knows be than the one that is taken for its misreading."""

Frequency = Callable[[str], int]


class DamagedWords:
    """Finds the damaged words that stand for a word."""

    def __init__(self, repairs: Mapping[str, Repair]) -> None:
        self._repairs = repairs
        self._by_stem: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_skeleton: dict[str, list[str]] = defaultdict(list)
        for damaged, repair in repairs.items():
            for spelling in repair.spellings:
                for language in LANGUAGES:
                    self._by_stem[language, stem(spelling, language)].add(damaged)
            if not repair.spellings:
                self._by_skeleton[skeleton(damaged)].append(damaged)

    def find(self, word: str, languages: Iterable[str], frequency: Frequency) -> list[str]:
        """The damaged words that a folded word stands for, in any of its forms; commonest first, then by spelling."""
        keys = [(language, stem(word, language)) for language in LANGUAGES if language in languages]
        found = {damaged for key in keys for damaged in self._by_stem.get(key, ())}
        allowed = [damaged for damaged in found if self._allowed(damaged, word, frequency)]
        allowed += self._unlisted(word, frequency)
        return sorted(allowed, key=lambda damaged: (-frequency(damaged), damaged))

    def _allowed(self, damaged: str, word: str, frequency: Frequency) -> bool:
        repair = self._repairs[damaged]
        if damaged == word or (frequency(damaged) > MOST_OFTEN and not is_damaged(damaged)):
            return False
        return not repair.real or (word in repair.spellings and frequency(word) < FEW)

    def _unlisted(self, word: str, frequency: Frequency) -> Sequence[str]:
        """Names and words of the field, of which no list knows the right spelling: the index itself must."""
        alike = self._by_skeleton.get(skeleton(word), ()) if not is_damaged(word) else ()
        return [
            damaged
            for damaged in alike
            if damaged != word and self._plausible(damaged, word, frequency) and word in meant(damaged)
        ]

    @staticmethod
    def _plausible(damaged: str, word: str, frequency: Frequency) -> bool:
        if is_damaged(damaged):
            return True
        if len(set(damaged) ^ set(word)) > _MOST_LETTERS:
            return False
        often, seldom = frequency(word), frequency(damaged)
        return seldom <= MOST_OFTEN and (not often or often >= _COMMONER * seldom)
