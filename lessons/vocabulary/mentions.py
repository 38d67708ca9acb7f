"""Finds the countries, missions and themes that a short text names: a query, a situation, a plan's section.

It loads in a fifth of a second and needs no library. Reading documents has its own annotator, which weighs the whole
document; here a name that may be something else ("Jordan", "Chad") counts only where its neighbours speak for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from lessons.vocabulary.folding import fold_word
from lessons.vocabulary.missions import missions
from lessons.vocabulary.model import Name, Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows

VOCABULARIES = ("country", "mission", "theme")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u00ad]+[^\W\d_]*)*|\d+")
_UNSEEN = frozenset({"venue", "alpha2"})
_CAPITALS = frozenset({"acronym", "abbreviation"})
# An acronym in small letters counts from so many letters on: "minusca" is one, "sofa" and "aids" are words.
_TELLING = 6
_PLURAL = 4
_LONGEST = 64
_SIGN_BEFORE = re.compile(
    r"\b(?:in|from|into|within|between|across|neighbou?ring|government|republic|of|to|and|en|au|du|del|de) (?:the )?$",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(
    r"(?:['’]s)? (?:government|authorities|army|border|police|crisis|conflict|and|refugees)\b", re.I
)
_BEARER = re.compile(r"(?:\b(?:mr|mrs|ms|dr|sir|lord|general|president|ambassador)\.? |\b[A-Z][a-z]+ )$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch ``[start, end)`` of a text that names a code; `weight` says how surely its words stand for it."""

    start: int
    end: int
    text: str
    vocabulary: str
    code: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """One thing that a name may stand for."""

    vocabulary: str
    code: str
    name: Name

    @property
    def exact(self) -> bool:
        return self.name.type in _CAPITALS

    def allows(self, surface: str) -> bool:
        """Tell whether the spelling fits: acronyms stand in capitals ("IDPs" too), long ones also all in small."""
        if not self.exact:
            return True
        seen, meant = _letters(surface).removesuffix("s"), _letters(self.name.text).removesuffix("s")
        small = len(meant) >= _TELLING and seen.islower() and not self.name.context
        return seen == meant or (small and seen == meant.lower())


_Beginning = tuple[dict[tuple[str, ...], list[_Reading]], tuple[int, ...]]
_NO_NAMES: _Beginning = {}, ()


def may_name_mission(text: str) -> bool:
    """Whether any word of a text begins a mission's name: else there is no need to read the names of all countries."""
    return any(_key(match.group()) in _mission_beginnings() for match in _WORD.finditer(text))


@cache
def _mission_beginnings() -> frozenset[str]:
    words = vocabulary("mission")
    first = (_WORD.search(name.text) for code in words.codes() for name in _told(words.names(code)))
    return frozenset(_key(match.group()) for match in first if match)


def find_mentions(text: str, language: str = "en") -> list[Mention]:
    """The countries, missions and themes that a text names, in order; of names that overlap the longest counts."""
    found = list(_sightings(text))
    sure = {reading.code for _, _, readings in found for reading in readings if not reading.name.context}
    mentions: list[Mention] = []
    for start, end, readings in found:
        mentions += _settled(text, start, end, _spoken(readings, language), sure)
    return mentions


def _sightings(text: str) -> Iterator[tuple[int, int, list[_Reading]]]:
    """Each name with what it may stand for; a mask ("Gulf of Guinea") hides the names inside it."""
    words = [(match.start(), match.end(), _key(match.group())) for match in _WORD.finditer(text)]
    position = 0
    while position < len(words):
        names, lengths = _beginning(words[position][2])
        for length in lengths:
            inside = words[position : position + length]
            start, end = inside[0][0], inside[-1][1]
            readings = names.get(tuple(key for _, _, key in inside), [])
            fitting = [reading for reading in readings if reading.allows(text[start:end])]
            if len(inside) == length and fitting and _unbroken(text, inside):
                yield start, end, [reading for reading in fitting if reading.vocabulary in VOCABULARIES]
                position += length - 1
                break
        position += 1


def _unbroken(text: str, words: list[tuple[int, int, str]]) -> bool:
    """Tell whether no sentence, bracket or list stands between the words of a name."""
    return not any(mark in text[words[0][0] : words[-1][1]] for mark in ".;:?!()\n") or len(words) == 1


def _spoken(readings: list[_Reading], language: str) -> list[_Reading]:
    """Names that may mean something else count in their own language only."""
    return [found for found in readings if not found.name.context or found.name.language in {language, "", "*"}]


def _settled(text: str, start: int, end: int, readings: list[_Reading], sure: set[str]) -> Iterator[Mention]:
    """One mention for each vocabulary that a name is settled in."""
    for name in VOCABULARIES:
        of_name = [reading for reading in readings if reading.vocabulary == name]
        chosen = _choice(text, start, end, of_name, sure)
        if chosen is not None:
            label = vocabulary(name).label(chosen.code)
            yield Mention(start, end, text[start:end], name, chosen.code, label, chosen.name.weight)


def _choice(text: str, start: int, end: int, readings: list[_Reading], sure: set[str]) -> _Reading | None:
    plain = [reading for reading in readings if not reading.name.context]
    codes = {reading.code for reading in readings}
    if plain and (len(codes) == 1 or plain[0].vocabulary == "theme"):
        return max(plain, key=lambda reading: reading.name.weight)
    known = [reading for reading in readings if reading.code in sure or _hosted(reading, sure)]
    if known and len({reading.code for reading in known}) == 1:
        return known[0]
    if plain and len({reading.code for reading in plain}) == 1:
        return plain[0]
    single = readings[0] if len(codes) == 1 and readings[0].vocabulary == "country" else None
    return single if single and _speaks_for(text, start, end) else None


def _hosted(reading: _Reading, sure: set[str]) -> bool:
    """Tell whether an operation's host state is named elsewhere in the text."""
    return reading.vocabulary == "mission" and not sure.isdisjoint(missions()[reading.code].countries)


def _speaks_for(text: str, start: int, end: int) -> bool:
    """Tell whether the neighbours of an ambiguous name show a country; a bearer's name or title speaks against."""
    before = text[max(0, start - 40) : start]
    if not text[start].isupper() and text != text.lower():
        return False
    if _BEARER.search(before) and not _SIGN_BEFORE.search(before):
        return False
    alone = not before.strip() or not text[end:].strip()
    return bool(alone or _SIGN_BEFORE.search(before) or _SIGN_AFTER.match(text, end))


def _beginning(first: str) -> _Beginning:
    """The names whose first word this is, as folded words, and how long they are, longest first."""
    return _names_from(first) if first in _by_first_word() else _NO_NAMES


@cache
def _names_from(first: str) -> _Beginning:
    names: dict[tuple[str, ...], list[_Reading]] = defaultdict(list)
    for vocabulary_name, code, name in _by_first_word().get(first, ()):
        key = tuple(_key(word) for word in _WORD.findall(name.text))
        names[key].append(_Reading(vocabulary_name, code, name))
    return dict(names), tuple(sorted({len(key) for key in names}, reverse=True))


@cache
def _by_first_word() -> dict[str, list[tuple[str, str, Name]]]:
    found: dict[str, list[tuple[str, str, Name]]] = defaultdict(list)
    for one in _listed():
        first = _WORD.search(one[2].text)
        if first:
            found[_key(first.group())].append(one)
    return dict(found)


def _listed() -> Iterator[tuple[str, str, Name]]:
    for kind in VOCABULARIES:
        yield from _of_vocabulary(vocabulary(kind))
    for row in rows("country_masks"):
        yield "mask", "", Name(row["name"])


def _of_vocabulary(words: Vocabulary) -> Iterator[tuple[str, str, Name]]:
    for code in words.codes():
        yield from ((words.name, code, name) for name in _told(words.names(code)))


def _told(names: Iterable[Name]) -> Iterator[Name]:
    return (name for name in names if name.type not in _UNSEEN)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _key(word: str) -> str:
    """A word as names are compared: folded, without a plural's ending."""
    return _compared(word) if len(word) <= _LONGEST else _compared.__wrapped__(word)


# Bounded in number and length, or a reader's queries could fill the memory.
@lru_cache(maxsize=2**15)
def _compared(word: str) -> str:
    folded = fold_word(word)
    if len(folded) < _PLURAL or folded[-1] != "s" or folded.endswith(("ss", "us", "is")):
        return folded
    return f"{folded[:-3]}y" if folded.endswith("ies") and len(folded) > _PLURAL else folded[:-1]
