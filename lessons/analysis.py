"""Text to index terms, once, for documents and queries alike: folding, words, symbols, stems, stop words.

Tokens carry their offsets in the unchanged text, so that highlighting never rewrites it. A United Nations symbol
("S/2025/154") is one term and, at the same positions, its parts; an acronym with dots ("U.N.") is one without.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic", "pt": "portuguese"}
LONGEST_WORD = 64
"""Letters that a term keeps: the longest in 22,000 passages of reports is 42; longer runs are damage or addresses."""

_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0903\u093a-\u094f\u00ad\u200c\u200d"
"""Accents written apart, vowel signs, soft hyphens and joiners: Python does not count them among the letters."""

_WORD = re.compile(
    r"(?P<symbol>\b[A-Z]{1,5}(?:/[A-Za-z0-9().\-]{1,24}){1,6}(?<![.\-)(]))"
    r"|(?P<dotted>\b(?:[A-Za-z]\.){2,8}(?![A-Za-z]))"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])"
    rf"|(?P<word>[^\W_]+(?:[{_MARKS}]+[^\W_]*)*(?:['’ʼ][^\W_]+(?:[{_MARKS}]+[^\W_]*)*)*)"
)
_PART = re.compile(r"[^\W_]+")
_ISE = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=s|ed|ing|al|able|ful|hood|ite|ites|$)")
_FRENCH_ELISION = re.compile(r"^(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'(?=.)")
_FOLDED = str.maketrans({
    "’": "'", "ʼ": "'", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ı": "i", "ł": "l",
    "\u00ad": None, "\u200c": None, "\u200d": None, "\u0640": None,  # soft hyphen, joiners, Arabic stretching
})  # fmt: skip

_BRITISH_KEEP = frozenset({
    "advise", "advised", "advises", "adviser", "advisers", "advising", "exercise", "exercised", "exercises", "exercising",
    "raise", "raised", "raises", "raising", "rise", "rises", "rising", "wise", "promise", "promised", "promises",
    "precise", "concise", "premise", "premises", "expertise", "enterprise", "enterprises", "surprise", "surprised",
    "surprises", "surprising", "otherwise", "likewise", "compromise", "compromised", "compromises", "compromising",
    "supervise", "supervised", "supervises", "supervising", "revise", "revised", "revises", "revising", "disguise",
    "disguised", "noise", "poise", "poised", "praise", "praised", "cruise", "cruiser", "merchandise", "franchise",
    "demise", "devise", "devised", "devising", "televise", "televised", "televising", "arise", "arises", "arising",
    "comprise", "comprised", "comprises", "comprising", "excise", "crises", "promising", "promiser", "liaise", "liaises",
    "liaised", "liaising", "disease", "rises", "wiser", "our", "four", "hour", "hours", "tour", "tours", "pour", "your",
    "yours", "course", "source", "court", "journey", "toured", "touring", "poured", "pouring", "detour", "contour",
    "contours", "devour", "glamour", "paramour", "scour", "scoured", "amour", "velour", "fours", "toured",
})

STOP_WORDS = {
    "en": frozenset(
        "a an and are as at be been being but by can could did do does for from had has have he her hers him his how i if in "
        "into is it its may me might my of on or our ours shall she should so such than that the their theirs them then "
        "there these they this those to us was we were what when where which while who whom whose why will with would "
        "you your".split()
    ),
    "fr": frozenset(
        "a au aux avec ce ces cet cette dans de des du elle elles en est et il ils la le les leur leurs lui mais me ne nos "
        "notre nous on ou par pas pour qu que qui sa se ses son sont sur ta te tes ton tu un une vos votre vous y".split()
    ),
    "es": frozenset(
        "a al con de del el ella ellas ellos en entre es esa ese eso esta este esto la las le les lo los mas me mi no nos o "
        "para pero por que se si sin sobre son su sus te tu un una uno unos unas y".split()
    ),
}


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
        lowered = _american(lowered.removesuffix("'s").removesuffix("'"))
    elif language == "fr":
        lowered = _FRENCH_ELISION.sub("", lowered)
    stemmer = snowball(language)
    return fold(stemmer.stemWord(lowered)) if stemmer else fold(lowered)


def _american(word: str) -> str:
    if word in _BRITISH_KEEP or len(word) < 5:  # noqa: PLR2004
        return word
    if word.startswith("programme"):
        return word.replace("programme", "program", 1)
    word = word.replace("defence", "defense").replace("centre", "center").replace("labour", "labor")
    return _OUR.sub("or", _ISE.sub("iz", word))


def tokens(text: str, language: str = "en") -> Iterator[Token]:
    """Analyse a text: one token a word, with the parts of a symbol or of an apostrophe compound stacked after it."""
    position = 0
    for match in _WORD.finditer(text):
        kind, found, start, end = match.lastgroup, match.group(), match.start(), match.end()
        word = fold((found.replace(".", "") if kind == "dotted" else found)[:LONGEST_WORD])
        whole = kind in ("symbol", "dotted")
        yield Token(word if whole else stem(found, language), position, start, end, word)
        parts = _parts(found, start, position, language) if kind == "symbol" else _elided(match, word, position, language)
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
    elision = _FRENCH_ELISION.match(word) if language != "fr" else None
    if elision is None:
        return []
    rest = match.group()[elision.end() :]
    return [Token(stem(rest, language), position, match.start() + elision.end(), match.end(), fold(rest), stacked=True)]


def is_stop_word(word: str, languages: tuple[str, ...] = ("en", "fr", "es")) -> bool:
    """Tell whether a folded word carries no content in any of the languages; it is indexed all the same."""
    return any(word in STOP_WORDS.get(language, ()) for language in languages)
