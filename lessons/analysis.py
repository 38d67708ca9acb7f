"""Text to index terms, once, for documents and queries alike: folding, words, symbols, stems, stop words.

Tokens carry their offsets in the unchanged text, so that highlighting never rewrites it. A United Nations symbol
("S/2025/154") is one term and, at the same positions, its parts; so are a number ("1,325" is 1325 too) and words that
lost the space between them ("of2017"). A compound ("peace-building") is its words and, with the last of them, the
whole without hyphen. Chinese and Japanese are pairs of characters, with each character as a part. A web address is
one term, its words are not the text's; an acronym with dots ("U.N.") is one without.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer  # type: ignore[import-not-found]

from lessons.spelling import KEPT_APART, american
from lessons.stop_words import is_stop_word

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic", "pt": "portuguese"}
LONGEST_WORD = 64
"""Letters that a term keeps: the longest in 22,000 passages of reports is 42; longer runs are damage or addresses."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u00ad\u200c\u200d"
)
"""Accents written apart, vowel signs, soft hyphens and joiners: Python does not count them among the letters."""

_WORD = re.compile(
    r"(?P<plain>[A-Za-z][a-z]*+(?=[ ,;)\n]|\.[ \n]))"  # nine words of ten, tried first: no other kind ends so
    r"|(?P<url>\b(?:https?://|www\.)[^\s<>\"”]{1,2000})"
    r"|(?P<symbol>\b(?=[^\s]{0,40}\d)[A-Za-z]{1,5}(?:/[A-Za-z0-9().\-]{1,24}){1,6}(?<![.\-)(])"
    rf"(?![\w{_MARKS}]))"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,8}(?![^\W\d_]))"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)"
    r"|(?P<number>(?<![\d.,])\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+(?![\d,]\d|\w))"
    rf"|(?P<word>[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:['’ʼ][^\W_]+(?:[{_MARKS}]+[^\W_]*)*)*)"
)
_PART = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"(?<=[a-z]{2})(?=(?:19|20)\d\d$)|(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
"""Where a space was lost: "end of2017", "Policy MakingMultilateral Diplomacy"."""
_HYPHENS = frozenset(["-", "\u2010", "\u2011", "-\n"])
_SHORTEST_SECOND = 3
_FRENCH_ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'(?=.)")
_FOLDED = str.maketrans({
    "’": "'", "ʼ": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ı": "i", "ł": "l",
    "\u00ad": None, "\u200c": None, "\u200d": None, "\u0640": None,  # soft hyphen, joiners, Arabic stretching
})  # fmt: skip


class Token(NamedTuple):
    """A word of a text: its index term, its position, its offsets, and the folded word it came from.

    `stacked` marks a part of a symbol or compound that shares the position of the whole, `joined` a compound without
    its hyphen, `capital` a word that is written with one, as names are.
    """

    term: str
    position: int
    start: int
    end: int
    word: str
    stacked: bool = False
    capital: bool = False
    joined: bool = False


def fold(word: str) -> str:
    """Fold case, accents and apostrophes: what is left is compared, never shown."""
    return _folded(word) if len(word) <= LONGEST_WORD else _folded.__wrapped__(word)


# So many words take 8 MB. What is longer than a word is not kept: a reader could fill the memory with it.
@lru_cache(maxsize=2**15)
def _folded(word: str) -> str:
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


def stem(word: str, language: str) -> str:
    """The index term of a word in a language; a language without a stemmer keeps the folded word.

    The Snowball stemmers of French and Spanish want their accents, so folding comes after; British spellings
    (-ise, -our) are brought to one form first.
    """
    return _stemmed(word if len(word) <= LONGEST_WORD else _composed(word)[:LONGEST_WORD], language)


def _composed(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word).replace("\u00ad", "")


@lru_cache(maxsize=2**15)
def _stemmed(word: str, language: str) -> str:
    lowered = _composed(word)[:LONGEST_WORD].casefold().replace("’", "'").replace("ʼ", "'")
    if any(letter.isdigit() for letter in lowered):
        return fold(lowered)
    if language == "en":
        lowered = american(lowered.removesuffix("'s").removesuffix("'"))
        if lowered in KEPT_APART:
            return KEPT_APART[lowered]
    elif language == "fr":
        lowered = _FRENCH_ELISION.sub("", lowered)
    stemmer = snowball(language)
    return fold(stemmer.stemWord(lowered)) if stemmer else fold(lowered)


def tokens(text: str, language: str = "en", among: Collection[str] | None = None) -> Iterator[Token]:
    """Analyse a text: one token a word, with the parts of a symbol, number or joined word stacked after it.

    Plain words whose term is not `among` those that are looked for are left out: ten snippets took half of a search.
    """
    position = 0
    before: Token | None = None
    for match in _WORD.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        hyphen = before is not None and text[before.end : start] in _HYPHENS
        if kind == "plain" and not hyphen:  # no hyphen follows it either
            found = match.group()
            term = stem(found, language)
            if among is None or term in among:
                yield Token(term, position, start, end, fold(found[:LONGEST_WORD]), capital=found[0] < "a")
            before, position = None, position + 1
            continue
        if kind == "cjk":
            yield from _pairs(match.group(), start, position)
            before, position = None, position + end - start
            continue
        token = _token(match, position, language)
        yield token
        if before and hyphen:
            yield from _compound(text, before, token, language)
        before = token if kind == "word" else None
        parts = _stacked(match, token, language)
        yield from parts
        position += max(1, len(parts))


def _token(match: re.Match[str], position: int, language: str) -> Token:
    kind, found = match.lastgroup, match.group()
    if kind == "number":
        term = word = "".join(filter(str.isdecimal, found))
    else:
        word = fold((found.replace(".", "") if kind == "dotted" else found)[:LONGEST_WORD])
        term = stem(found, language) if kind in ("word", "plain") else word
    return Token(term, position, match.start(), match.end(), word, capital=found[0].isupper())


def _stacked(match: re.Match[str], token: Token, language: str) -> list[Token]:
    kind, found, start = match.lastgroup, match.group(), match.start()
    if kind in ("symbol", "number"):
        return _parts([(part.group(), part.start()) for part in _PART.finditer(found)], start, token.position, language)
    if kind == "word":
        if not found.islower() or found[-1].isdecimal():
            cuts = [cut.start() for cut in _JOINED.finditer(found[:LONGEST_WORD])]
            if cuts:
                ends = zip([0, *cuts], [*cuts, len(found)], strict=True)
                return _parts([(found[left:right], left) for left, right in ends], start, token.position, language)
        return _elided(match, token.word, token.position, language)
    return []


def _compound(text: str, first: Token, second: Token, language: str) -> Iterator[Token]:
    """Two words with a hyphen as one: peacebuilding finds peace-building, and demobilization a word cut by a line."""
    if len(second.word) < _SHORTEST_SECOND or any(is_stop_word(part.word, (language,)) for part in (first, second)):
        return
    word = fold(text[first.start : first.end] + text[second.start : second.end])
    if word.isalpha() and len(word) <= LONGEST_WORD:
        yield Token(stem(word, language), second.position, first.start, second.end, word, stacked=True, joined=True)


def _pairs(run: str, start: int, position: int) -> Iterator[Token]:
    """A run of Chinese, Japanese or Korean characters as pairs, each with its characters as parts."""
    for at in range(max(1, len(run) - 1)):
        pair, last = run[at : at + 2], at >= len(run) - 2
        yield Token(pair, position + at, start + at, start + at + len(pair), pair)
        for place in range(at, at + (len(pair) if last else 1)) if len(pair) > 1 else ():
            yield Token(run[place], position + place, start + place, start + place + 1, run[place], stacked=True)


def _parts(pieces: Sequence[tuple[str, int]], start: int, position: int, language: str) -> list[Token]:
    """Parts with their offsets in the whole at successive positions, the first at that of the whole."""
    return [
        Token(stem(piece, language), position + number, start + at, start + at + len(piece), fold(piece), stacked=True)
        for number, (piece, at) in enumerate(pieces)
    ]


def _elided(match: re.Match[str], word: str, position: int, language: str) -> list[Token]:
    """What follows an elided article ("d'Ivoire") in a text that is not French; in French the stem has dropped it."""
    elision = _FRENCH_ELISION.match(word) if "'" in word and language != "fr" else None
    if elision is None:
        return []
    rest = match.group()[elision.end() :]
    return [Token(stem(rest, language), position, match.start() + elision.end(), match.end(), fold(rest), stacked=True)]
