"""Links between documents: by their symbols, and by what they say on their first page; resolved in any order."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lessons.access import AccessLabel
from lessons.relations.symbols import by_symbol
from lessons.storage.relations import Link
from lessons.storage.rows import Document

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b(?:19|20)\d\d[./-]\d{1,3}$")
REPLACING = ("revises", "supersedes", "superseded_by")
"""The relations by which one document takes the place of another."""
FEWEST_TITLE_WORDS = 3
"""A title of one or two words ("Final report") is borne by too many documents to name one."""


class Directory:
    """The documents of a collection by what others call them: symbol, reference, title."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._called: dict[str, set[str]] = defaultdict(set)
        self._titled: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._dates: dict[str, frozenset[str]] = {}
        for document in documents:
            metadata = document.metadata
            for name in (*metadata.symbols, *_references(metadata.guidance.reference or "")):
                self._called[_folded(name)].add(document.id)
            words = _words(metadata.title or "")
            if len(words) >= FEWEST_TITLE_WORDS:
                self._titled[words].add(document.id)
            self._dates[document.id] = frozenset(filter(None, (metadata.date, metadata.guidance.effective)))

    def find(self, target: str, asker: str) -> list[str]:
        """The ids of the documents that a target means; never the one that asks."""
        found = self._called.get(_folded(target)) or self._by_title(target)
        return sorted(found - {asker})

    def _by_title(self, target: str) -> set[str]:
        """The documents whose title stands in the target, or begins with it; of several those of the date there."""
        words = _words(target)
        spans = (words[start:end] for start in range(len(words)) for end in range(len(words), start, -1))
        found = next((self._titled[span] for span in spans if span in self._titled), None)
        if found is None:
            longer = (title for title in self._titled if title[: len(words)] == words)
            found = (
                {one for title in longer for one in self._titled[title]} if len(words) > FEWEST_TITLE_WORDS else set()
            )
        dated = {document_id for document_id in found if any(date in target for date in self._dates[document_id])}
        return dated or found


def document_links(documents: Sequence[Document]) -> list[Link]:
    """The links that the documents themselves state; one whose other end is not here leads nowhere until it comes.

    A target is looked for among the documents of each access label apart: a better match under one label would take
    the place of the match that readers of another label see, and tell them that it is there.
    """
    by_label: dict[AccessLabel, list[Document]] = defaultdict(list)
    for document in documents:
        by_label[document.access].append(document)
    directories = [Directory(by_label[label]) for label in sorted(by_label)]
    found: dict[tuple[str, str, str, str], Link] = {}
    for document in documents:
        for relation, target, evidence in _stated(document):
            meant = [to_id for directory in directories for to_id in directory.find(target, document.id)]
            for to_id in meant or [""]:
                link = Link(document.id, relation, target, to_id, evidence)
                found.setdefault((link.from_id, link.relation, link.target, link.to_id), link)
    return [found[key] for key in sorted(found)]


def superseded(links: Iterable[Link]) -> Mapping[str, str]:
    """For each document that another one of the collection took the place of, that other one."""
    found: dict[str, str] = {}
    for link in links:
        if link.to_id and link.relation in ("revises", "supersedes"):
            found[link.to_id] = max(found.get(link.to_id, ""), link.from_id)
        elif link.to_id and link.relation == "superseded_by":
            found[link.from_id] = max(found.get(link.from_id, ""), link.to_id)
    return found


def _stated(document: Document) -> Iterable[tuple[str, str, str]]:
    """What a document says of others, the words of its first page before its symbol."""
    for stated in document.metadata.stated:
        yield stated.relation, stated.target, stated.evidence
    for symbol in document.metadata.symbols:
        yield from ((relation, target, f"its symbol {symbol}") for relation, target in by_symbol(symbol))


def _references(reference: str) -> Iterable[str]:
    """A reference as it is printed, and its number alone ("DPO 2019.12" is cited as "Ref. 2019.12")."""
    number = _NUMBER.search(reference)
    return filter(None, (reference, number[0] if number else None))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
