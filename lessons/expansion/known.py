"""The acronyms of the vocabularies and their long forms: DDR, MINUSTAH, OCHA."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from lessons.expansion.acronyms import Pair, spelt
from lessons.expansion.definitions import abbreviates
from lessons.vocabulary.model import Name, Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows

_SHORT = frozenset({"acronym", "abbreviation"})
_LONG = frozenset({"name", "term", "official"})
LANGUAGES = ("en", "fr", "es")


@cache
def known_acronyms() -> tuple[Pair, ...]:
    """Each acronym with each long form of its language, in the order of the tables."""
    found = dict.fromkeys([*_of_missions(), *_of_themes(), *_of_organizations()])
    return tuple((short, long) for short, long in found if " " in long and short.lower() != long)


def _of_missions() -> Iterator[Pair]:
    """An operation's acronyms and its names, language by language."""
    words = vocabulary("mission")
    for code in words.codes():
        for language in LANGUAGES:
            shorts = _texts(words.names(code), {"acronym"}, language)
            for short in shorts:
                yield from ((short, spelt(long)) for long in _texts(words.names(code), {"name"}, language)[:1])


def _of_themes() -> Iterator[Pair]:
    """A theme's acronyms and those of its terms that they abbreviate: a theme has terms for other things too."""
    words: Vocabulary = vocabulary("theme")
    for code in words.codes():
        for language in LANGUAGES:
            longs = _texts(words.names(code), _LONG, language)
            for short in _texts(words.names(code), _SHORT, language):
                yield from ((_single(short), spelt(long)) for long in longs if abbreviates(_single(short), long))


def _of_organizations() -> Iterator[Pair]:
    names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("organizations"):
        names[row["code"]].append((row["type"], row["name"]))
    for listed in names.values():
        for short in (name for kind, name in listed if kind == "acronym"):
            longs = [name for kind, name in listed if kind != "acronym" and abbreviates(short, name)]
            yield from ((short, spelt(long)) for long in longs[:1])


def _texts(names: Iterable[Name], types: Iterable[str], language: str) -> list[str]:
    return [name.text for name in names if name.type in types and name.language == language and not name.context]


def _single(short: str) -> str:
    return short.removesuffix("s")
