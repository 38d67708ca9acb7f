"""The places of a form of words in a text: whole words, capitals where the form has them."""

from collections.abc import Iterator

from indexer.annotate.words import phrase, words_of
from lessons.vocabulary.folding import fold, fold_word

_ACRONYM = 2


def occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Where a form of words stands in a text: "the Mission" also as "The Mission", never as "the mission"."""
    wanted = phrase(surface)
    if not wanted:
        return
    words, given = words_of(text), words_of(surface)
    first, size = wanted[0], len(wanted)
    spellings = [given.original(position) for position in range(size)]
    for start, word in enumerate(words.folded):
        if word == first and tuple(words.folded[start : start + size]) == wanted:
            found = [words.original(start + step) for step in range(size)]
            if all(map(_spelt, found, spellings)):
                yield words.starts[start], words.ends[start + size - 1]


def _spelt(found: str, given: str) -> bool:
    """Tell whether a word is the one that was given: a capital asks for a capital, an acronym for an acronym."""
    if fold_word(found) != fold_word(given):
        return False
    if given.isupper() and len(given) >= _ACRONYM:
        return found.isupper()
    return not given[:1].isupper() or found[:1].isupper()


def same(text: str, surface: str) -> bool:
    """Tell whether two names are the same but for capitals, accents and punctuation."""
    return bool(text) and fold(text) == fold(surface)
