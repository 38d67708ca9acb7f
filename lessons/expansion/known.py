"""The acronyms of the vocabularies and their long forms: DDR, MINUSTAH, OCHA."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lessons import __version__
from lessons.expansion.acronyms import Pair, spelt
from lessons.expansion.definitions import abbreviates
from lessons.vocabulary.model import Name, Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import mark_of, rows

_SHORT = frozenset({"acronym", "abbreviation"})
_LONG = frozenset({"name", "term", "official"})
LANGUAGES = ("en", "fr", "es")
FILE = "known_acronyms.tsv"
_TABLES = ("missions", "mission_names", "themes", "theme_terms", "organizations")


@cache
def known_acronyms() -> tuple[Pair, ...]:
    """Each acronym with each long form of its language, in the order of the tables."""
    found = dict.fromkeys([*_of_missions(), *_of_themes(), *_of_organizations()])
    return tuple((short, long) for short, long in found if " " in long and short.lower() != long)


def write_known(folder: Path) -> None:
    """Write them into the folder of a generation, so that a first search need not read the tables."""
    lines = [f"{mark_of(_TABLES)}\t{__version__}", *(f"{short}\t{long}" for short, long in known_acronyms())]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")


def read_known(folder: Path) -> tuple[Pair, ...]:
    """Those of a generation's folder, if they were made of the tables as they are; else of the tables."""
    try:
        first, *lines = (folder / FILE).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return known_acronyms()
    if first != f"{mark_of(_TABLES)}\t{__version__}":
        return known_acronyms()
    return tuple((short, long) for short, _, long in (line.partition("\t") for line in lines))


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
