"""Finds in a query what also goes by another name: acronyms and their long forms, both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lessons.analysis import Token, tokens
from lessons.expansion.acronyms import MOST, Acronyms, Pair
from lessons.expansion.definitions import is_acronym
from lessons.expansion.known import known_acronyms

_LONGEST = 12
_TELLING = 5
"""An acronym of so many letters is one in small letters too: "minusca", but not "sea"."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What stands in the query, the folded words that it is made of, and what it also goes by."""

    asked: str
    words: tuple[str, ...]
    to: tuple[str, ...]


class Expander:
    """Knows the acronyms of the vocabularies, and those that the texts of a view explain, which go first."""

    def __init__(self, acronyms: Acronyms, known: Iterable[Pair] | None = None) -> None:
        """`known` are the acronyms of the vocabularies, where they were read already."""
        self._own = acronyms
        self._long: dict[str, list[str]] = {}
        self._short: dict[str, list[str]] = {}
        for short, long in known_acronyms() if known is None else known:
            self._long.setdefault(short.upper(), []).append(long)
            self._short.setdefault(long, []).append(short)
        for long, short in acronyms.short_forms().items():
            self._short.setdefault(long, []).append(short)

    def find(self, text: str) -> list[Expansion]:
        """The expansions of a query, in order; of long forms that overlap the longest counts."""
        words = [token for token in tokens(text) if not token.stacked]
        found = [*self._acronyms(text, words), *self._long_forms(text, words)]
        return [expansion for expansion in found if expansion.to]

    def _acronyms(self, text: str, words: Sequence[Token]) -> list[Expansion]:
        surfaces = [(text[token.start : token.end], token.word) for token in words]
        return [
            Expansion(surface, (word,), self._longs(surface)) for surface, word in surfaces if self._is_short(surface)
        ]

    @staticmethod
    def _is_short(surface: str) -> bool:
        letters = surface.replace(".", "").removesuffix("s")
        return is_acronym(letters) or (letters.islower() and len(letters) >= _TELLING)

    def _longs(self, surface: str) -> tuple[str, ...]:
        short = surface.replace(".", "")
        single = short.removesuffix("s") if not short.islower() else short
        own = self._own.long_forms(single) or self._own.long_forms(single.upper())
        return tuple(dict.fromkeys([*own, *self._long.get(single.upper(), [])]))[:MOST]

    def _long_forms(self, text: str, words: Sequence[Token]) -> list[Expansion]:
        found, position = [], 0
        while position < len(words):
            for length in range(min(_LONGEST, len(words) - position), 1, -1):
                inside = words[position : position + length]
                shorts = self._short.get(" ".join(token.word for token in inside))
                if shorts:
                    asked = text[inside[0].start : inside[-1].end]
                    to = tuple(dict.fromkeys(shorts))[:MOST]
                    found.append(Expansion(asked, tuple(token.word for token in inside), to))
                    position += length - 1
                    break
            position += 1
        return found
