"""Did you mean: the texts' own word that was probably meant, also where what was typed is found a few times."""

from collections.abc import Mapping, Sequence

from lessons.analysis import tokens
from lessons.lexicon import Lexicon

_SHORTEST = 4
_LONG = 8
FEW = 5
"""A word in more passages than these is taken as meant."""
COMMONER = 20
"""So many times commoner must a word be than the rare one that was typed, where no list knows the typed one."""
FAR_COMMONER = 200
_LETTER = 30
"""A word that is one letter farther must be so many times commoner: fits typed errors, nearly all of one letter."""


def correction(word: str, lexicon: Lexicon) -> str | None:
    """The word of the texts that was probably meant by a folded word; None where it is good or nothing is near."""
    often = lexicon.word_frequency(word)
    if len(word) < _SHORTEST or not word.isalpha() or often > FEW:
        return None
    least = often * (COMMONER if _unlisted(word, lexicon) else FAR_COMMONER)
    found = {
        known: lexicon.word_frequency(known) * _first(word, known) / _LETTER**distance
        for known, distance in lexicon.near(word, 1 if len(word) < _LONG else 2)
        if distance and lexicon.word_frequency(known) >= max(1, least)
    }
    best = max(found, key=lambda known: (found[known], known), default=None)
    if best is None or lexicon.is_listed(word):  # "retirada" is no slip for "retired"
        return None
    own = {*lexicon.terms(word), *(token.term for token in tokens(word))}
    return None if own & set(lexicon.terms(best)) else best  # "componant" finds "component" by its stem


def _unlisted(word: str, lexicon: Lexicon) -> bool:
    repair = lexicon.repairs.get(word)
    return repair is not None and not repair.real


def _first(word: str, known: str) -> float:
    """People get the first letter right: 1 where it is, else a tenth."""
    return 1.0 if word[0] == known[0] else 0.1


def corrected(query: str, words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The query with each of these folded words replaced by what was probably meant, if there is something."""
    meant: Mapping[str, str | None] = {word: correction(word, lexicon) for word in dict.fromkeys(words)}
    changed = query
    for token in reversed(list(tokens(query)) if any(meant.values()) else []):  # from the end, so that offsets hold
        if near := meant.get(token.word):
            changed = changed[: token.start] + near + changed[token.end :]
    return [changed] if changed != query else []
