"""What a beginning may become: words of the texts, titles, and terms of the vocabularies; for one reader."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from lessons.access import Reader
from lessons.analysis import fold
from lessons.lexicon import Lexicon
from lessons.storage.catalog import QUARANTINE, Catalog
from lessons.vocabulary import vocabulary

VOCABULARIES = ("country", "mission", "theme")
MOST = 10
_EACH = {"word": 5, "country": 2, "mission": 2, "theme": 2, "title": 3}
_SHORTEST_TITLE = 3
_LONGEST = 200
_COMMON = 2
"""Letters of beginnings that are kept: thousands of words begin with each (60 ms), and everybody types them."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion: what it is (word, title, country, mission or theme), how it reads, and the query it makes."""

    kind: str
    text: str
    query: str
    passages: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The JSON shape."""
        return asdict(self)


def readable_titles(catalog: Catalog, reader: Reader) -> list[str]:
    """The titles of all documents that a reader may read."""
    return [
        document.metadata.title
        for document in catalog.documents()
        if document.metadata.title and document.outcome not in QUARANTINE and reader.may_read(document.access)
    ]


class Completer:
    """Completes for one reader: from the lexicon of his indexes, and the titles that he may read."""

    def __init__(self, lexicon: Lexicon, titles: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._begun: dict[str, list[tuple[str, int]]] = {}
        self._titles = sorted({(f" {_folded(title)}", title) for title in titles if title})

    def complete(self, text: str) -> list[Completion]:
        """At most ten completions of what was typed so far: the last word goes on, the others stay."""
        typed = text[:_LONGEST].lstrip()
        if not typed or typed[-1].isspace() or '"' in typed:
            return []
        before, beginning = typed[: -len(typed.split()[-1])], typed.split()[-1]
        found = [*self._words(before, beginning), *_terms(before, beginning), *self._titled(typed)]
        whole = _terms("", typed) if before else []
        return list(dict.fromkeys([*whole, *found]))[:MOST]

    def _words(self, before: str, beginning: str) -> list[Completion]:
        folded = fold(beginning)
        words = self._begun.get(folded) or self._lexicon.beginning(folded, _EACH["word"])
        if len(folded) <= _COMMON:
            self._begun[folded] = words
        return [Completion("word", before + word, before + word, often) for word, often in words]

    def _titled(self, typed: str) -> list[Completion]:
        words = [f" {word}" for word in _folded(typed).split()]
        if len(typed) < _SHORTEST_TITLE or not words:
            return []
        found = (title for folded, title in self._titles if all(word in folded for word in words))
        quoted = (Completion("title", title, f'title:"{title.replace(chr(34), " ")}"') for title in found)
        return [completion for completion, _ in zip(quoted, range(_EACH["title"]), strict=False)]


def _folded(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


@cache
def _names() -> list[tuple[str, int, str, str]]:
    """Folded name, its rank (code, label, other name), vocabulary and code of every name, sorted."""
    found = set()
    for name in VOCABULARIES:
        codes = vocabulary(name)
        for code in codes.codes():
            known = [(code, 0), (codes.label(code), 1), *((alias, 2) for alias in codes.aliases(code))]
            found |= {(_folded(text), rank, name, code) for text, rank in known}
    return sorted(found)


def _terms(before: str, beginning: str) -> list[Completion]:
    """The vocabulary's terms with a name that begins so; a field before it is not written twice."""
    field, separator, value = beginning.partition(":")
    folded = _folded(value if separator else beginning)
    if not folded:
        return []
    names = _names()
    found = []
    for position in range(bisect_left(names, (folded, 0, "", "")), len(names)):
        name, rank, kind, code = names[position]
        if not name.startswith(folded):
            break
        if not separator or field.lower() == kind:
            found.append((rank, name, kind, code))
    best = list(dict.fromkeys((kind, code) for _, _, kind, code in sorted(found)))
    return [
        Completion(kind, vocabulary(kind).label(code), f"{before}{kind}:{_quoted(code)}")
        for wanted in VOCABULARIES
        for kind, code in [pair for pair in best if pair[0] == wanted][: _EACH[wanted]]
    ]


def _quoted(code: str) -> str:
    return f'"{code}"' if " " in code else code
