"""The room of spaCy: known phrases by its matcher.

spaCy sees only words that occur in some known phrase, every other word is a blank to it: so its string store does not
grow with the text, and it is never handed more than a slice of one passage (304 MB against 3.1 GB on a long text).
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

_BLANK = "_"
_SLICE = 4_000


class PhraseFinder:
    """Finds every occurrence of every known phrase in a sequence of folded words."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab, attr="ORTH")
        known = [found for found in phrases if found]
        self._lexicon = {word for found in known for word in found}
        self._reach = max((len(found) for found in known), default=1)
        self._matcher.add("phrase", [Doc(self._vocab, words=list(found)) for found in known])

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first and past-last positions of each occurrence, overlapping ones included."""
        known, places = self._known(words)
        for start in range(0, len(known), _SLICE):
            part = known[start : start + _SLICE + self._reach - 1]
            for _, first, last in self._matcher(Doc(self._vocab, words=part)):
                if first < _SLICE:
                    yield places[start + first], places[start + last - 1] + 1

    def _known(self, words: Sequence[str]) -> tuple[list[str], list[int]]:
        """The words that occur in phrases, one blank for all that stand between two, and where each stands."""
        lexicon = self._lexicon
        places = [place for place, word in enumerate(words) if word in lexicon]
        known: list[str] = []
        kept: list[int] = []
        before = -1
        for place in places:
            if place != before + 1:
                known.append(_BLANK)
                kept.append(before + 1)
            known.append(words[place])
            kept.append(place)
            before = place
        return known, kept
