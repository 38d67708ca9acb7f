"""Text to index terms, once, for documents and queries alike: folding, words, symbols, stems, stop words.

Tokens carry their offsets in the unchanged text, so that highlighting never rewrites it. A United Nations symbol
("S/2025/154") is one term and, at the same positions, its parts; a web address is one term, its words are not
the text's; an acronym with dots ("U.N.") is one without.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]

from lessons.spelling import american

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic", "pt": "portuguese"}
LONGEST_WORD = 64
"""Letters that a term keeps: the longest in 22,000 passages of reports is 42; longer runs are damage or addresses."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u00ad\u200c\u200d"
)
"""Accents written apart, vowel signs, soft hyphens and joiners: Python does not count them among the letters."""

_WORD = re.compile(
    r"(?P<url>\b(?:https?://|www\.)[^\s<>\"”]{1,2000})"
    r"|(?P<symbol>\b(?=[^\s]{0,40}\d)[A-Za-z]{1,5}(?:/[A-Za-z0-9().\-]{1,24}){1,6}(?<![.\-)(])"
    rf"(?![\w{_MARKS}]))"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,8}(?![A-Za-z]))"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
    rf"|(?P<word>[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:['’ʼ][^\W_]+(?:[{_MARKS}]+[^\W_]*)*)*)"
)
_PART = re.compile(r"[^\W_]+")
_FRENCH_ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'(?=.)")
_FOLDED = str.maketrans({
    "’": "'", "ʼ": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ı": "i", "ł": "l",
    "\u00ad": None, "\u200c": None, "\u200d": None, "\u0640": None,  # soft hyphen, joiners, Arabic stretching
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its index term, its position, its offsets, and the folded word it came from.

    `stacked` marks a part of a symbol or compound that shares the position of the whole.
    """

    term: str
    position: int
    start: int
    end: int
    word: str
    stacked: bool = False


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Fold case, accents and apostrophes: what is left is compared, never shown."""
    lowered = word.casefold().translate(_FOLDED)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip() or word


@lru_cache(maxsize=16)
def snowball(language: str) -> Stemmer.Stemmer | None:
    """The Snowball stemmer of a language, None where there is none."""
    name = STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


@lru_cache(maxsize=500_000)
def stem(word: str, language: str) -> str:
    """The index term of a word in a language; a language without a stemmer keeps the folded word.

    The Snowball stemmers of French and Spanish want their accents, so folding comes after; British spellings
    (-ise, -our) are brought to one form first.
    """
    composed = word if word.isascii() else unicodedata.normalize("NFC", word).replace("\u00ad", "")
    lowered = composed[:LONGEST_WORD].casefold().replace("’", "'").replace("ʼ", "'")
    if any(letter.isdigit() for letter in lowered):
        return fold(lowered)
    if language == "en":
        lowered = american(lowered.removesuffix("'s").removesuffix("'"))
    elif language == "fr":
        lowered = _FRENCH_ELISION.sub("", lowered)
    stemmer = snowball(language)
    return fold(stemmer.stemWord(lowered)) if stemmer else fold(lowered)


def tokens(text: str, language: str = "en") -> Iterator[Token]:
    """Analyse a text: one token a word, with the parts of a symbol or of an apostrophe compound stacked after it."""
    position = 0
    for match in _WORD.finditer(text):
        kind, found, start, end = match.lastgroup, match.group(), match.start(), match.end()
        word = fold((found.replace(".", "") if kind == "dotted" else found)[:LONGEST_WORD])
        whole = kind in ("symbol", "dotted", "url")
        yield Token(word if whole else stem(found, language), position, start, end, word)
        parts = (
            _parts(found, start, position, language) if kind == "symbol" else _elided(match, word, position, language)
        )
        yield from parts
        position += max(1, len(parts))


def _parts(symbol: str, start: int, position: int, language: str) -> list[Token]:
    """The parts of a symbol at successive positions, the first at that of the whole."""
    return [
        Token(stem(part.group(), language), position + number, start + part.start(), start + part.end(),
              fold(part.group()), stacked=True)
        for number, part in enumerate(_PART.finditer(symbol))
    ]  # fmt: skip


def _elided(match: re.Match[str], word: str, position: int, language: str) -> list[Token]:
    """What follows an elided article ("d'Ivoire") in a text that is not French; in French the stem has dropped it."""
    elision = _FRENCH_ELISION.match(word) if "'" in word and language != "fr" else None
    if elision is None:
        return []
    rest = match.group()[elision.end() :]
    return [Token(stem(rest, language), position, match.start() + elision.end(), match.end(), fold(rest), stacked=True)]
