"""Words that a text holds in two pieces ("multilateral ism"), found where one piece is so rare that it is none."""

from collections.abc import Iterator

from lessons.engines.clause import Exact
from lessons.engines.protocol import Request
from lessons.generation import View
from lessons.lexicon import Lexicon
from lessons.misreading.lookup import MOST_OFTEN

_SHORTEST = 8
_FIRST, _SECOND = 3, 2


def broken(word: str, view: View) -> dict[str, Exact]:
    """The pairs of neighbouring pieces that a folded word stands in, in the texts of a view, as phrases."""
    if len(word) < _SHORTEST or not word.isalpha():
        return {}
    found = dict(_pieces(word, view.lexicon))
    return {
        pieces: exact
        for pieces, exact in found.items()
        if any(index.search(Request(exact, limit=0)).total for index in view.indexes)
    }


def _pieces(word: str, lexicon: Lexicon) -> Iterator[tuple[str, Exact]]:
    for cut in range(_FIRST, len(word) - _SECOND + 1):
        first, second = word[:cut], word[cut:]
        often = lexicon.word_frequency(first), lexicon.word_frequency(second)
        if all(often) and min(often) <= MOST_OFTEN:
            yield f"{first} {second}", Exact((tuple(lexicon.terms(first)), tuple(lexicon.terms(second))))
