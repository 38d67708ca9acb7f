"""Copies: documents that are the same or nearly so, and the passages in which they say the same."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lessons.access import AccessLabel
from lessons.indexing import DOCUMENT, facet_codes, result_record
from lessons.records import Part
from lessons.relations.alike import Search, jaccard, pairs
from lessons.storage.relations import Link
from lessons.storage.rows import Document, StoredPassage, passage_key
from lessons.storage.sketches import Repeatable

SHINGLE = 4
"""Words that stand together: two reports of one mission share most single words, a scan loses most runs of eight."""
NEAR_COPY = Search(least=0.5)
OTHER_WORK = 0.9
"""The same for documents whose symbols are of different works: monthly letters share up to 84% of their wording, but a
document issued under two symbols, or a draft resolution and the adopted one, nearly all."""
SAME_WORDING = 0.8
"""How alike two passages of a draft and its final version must be for one to be shown for both."""
OPEN_FACETS = frozenset({"year", "doc_type", "originator", DOCUMENT})
"""Facets in which copies of a document may differ; in all others a filter must not lose what stands for the rest."""
FEWEST_COPIED_WORDS = 8

_WORD = re.compile(r"\w+")
_REVISION = re.compile(r"/Rev\.(\d+)", re.I)


def shingles(text: str, size: int = SHINGLE) -> frozenset[str]:
    """The runs of words of a text; a text with fewer words is one run."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1)))


def copy_links(
    documents: Mapping[str, Document], signatures: Mapping[str, bytes], share: Callable[[Document, Document], float]
) -> list[Link]:
    """The links from each copy to the document that stands for both; `share` measures how alike two texts are."""
    found = []
    for one, other in pairs(signatures, NEAR_COPY):
        first, second = sorted((documents[one], documents[other]), key=precedence)
        if first.sha256 == second.sha256:
            found.append(Link(second.id, "copy_of", _name(first), first.id, "the same bytes"))
            continue
        alike = share(documents[one], documents[other])
        if alike >= (NEAR_COPY.least if _one_work(first, second) else OTHER_WORK):
            found.append(
                Link(second.id, "near_copy_of", _name(first), first.id, f"{alike:.0%} of the wording is the same")
            )
    return sorted(found, key=lambda link: (link.from_id, link.to_id))


def precedence(document: Document) -> tuple[int, str, tuple[int, int, tuple[str, ...]], str]:
    """The order in which copies stand for each other: the latest, then the most open, then the smallest id."""
    digits = (document.metadata.date or "").replace("-", "").ljust(8, "0")
    return -int(digits) if digits.isdecimal() else 0, _revision(document), document.access.openness, document.id


def _one_work(one: Document, other: Document) -> bool:
    """Whether two documents may be versions of one: their symbols do not differ in more than a revision's number."""
    first, second = (
        {_REVISION.sub("", symbol).casefold() for symbol in document.metadata.symbols} for document in (one, other)
    )
    return not first or not second or bool(first & second)


def _revision(document: Document) -> str:
    """A key that puts a higher revision first."""
    match = _REVISION.search(document.metadata.symbol or "")
    return f"{10**6 - int(match[1]) if match else 10**6:07d}"


def _name(document: Document) -> str:
    return document.metadata.symbol or document.metadata.title or document.id


def all_shingles(passages: Iterable[StoredPassage]) -> frozenset[str]:
    """The runs of words of a whole document."""
    return frozenset(run for stored in passages for run in shingles(stored.passage.text))


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage with what decides whether another can be shown for it."""

    stored: StoredPassage
    document: Document
    codes: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """The hash of its words."""
        return passage_key(self.stored.passage.text)


def copied(document: Document, parts: Sequence[Part], stored: StoredPassage) -> Copied:
    """A passage with the codes under which it is found."""
    place = stored.passage.part
    record = result_record(document, parts[place] if place < len(parts) else None, stored)
    return Copied(stored, document, facet_codes(record))


def same_passages(better: Iterable[Copied], worse: Iterable[Copied]) -> Iterator[tuple[str, str]]:
    """The passages of a copy with those of the document before it that say the same under the same codes.

    A document's first passage stays, so that its title or symbol finds it.
    """
    by_key: dict[str, list[Copied]] = defaultdict(list)
    by_run: dict[str, list[Copied]] = defaultdict(list)
    for passage in better:
        by_key[passage.key].append(passage)
        for run in shingles(passage.stored.passage.text):
            by_run[run].append(passage)
    for passage in worse:
        if passage.stored.ordinal:
            near = by_key[passage.key] if passage.key in by_key else _nearest(passage, by_run)
            other = next((other for other in near if _replaceable(passage, other, OPEN_FACETS)), None)
            if other:
                yield passage.stored.id, other.stored.id


def _nearest(passage: Copied, by_run: Mapping[str, Sequence[Copied]]) -> list[Copied]:
    runs = shingles(passage.stored.passage.text)
    near = {other.stored.id: other for run in runs for other in by_run.get(run, ())}
    measured = [(jaccard(runs, shingles(other.stored.passage.text)), name) for name, other in near.items()]
    return [near[name] for share, name in sorted(measured, reverse=True) if share >= SAME_WORDING]


def _replaceable(passage: Copied, other: Copied, free: frozenset[str]) -> bool:
    """Tell whether whatever filter finds a passage finds the other too, but for the facets that are free."""
    return all(
        set(codes) <= set(other.codes.get(name, ())) for name, codes in passage.codes.items() if name not in free
    )


def repeatable(document: Document, parts: Sequence[Part], candidates: Iterable[StoredPassage]) -> Iterator[Repeatable]:
    """The lesson candidates of a document that may be said elsewhere too; not its first passage, and no short ones."""
    for stored in candidates:
        if stored.ordinal and len(_WORD.findall(stored.passage.text)) >= FEWEST_COPIED_WORDS:
            passage = copied(document, parts, stored)
            codes = sorted(item for item in passage.codes.items() if item[0] != DOCUMENT)
            said = hashlib.sha256(f"{passage.key} {codes}".encode()).hexdigest()[:20]
            yield Repeatable(stored.id, stored.ordinal, said)


def repeated(candidates: Iterable[tuple[Document, Repeatable]]) -> Iterator[tuple[str, str]]:
    """Lesson candidates that say the same words under all the same codes as another, whatever their documents.

    Each is a copy of the first under every access label, so that a reader's own first one stands for the rest.
    """
    same: dict[str, list[tuple[Document, Repeatable]]] = defaultdict(list)
    for document, passage in candidates:
        same[passage.said].append((document, passage))
    for several in same.values():
        first: dict[AccessLabel, str] = {}
        for document, passage in sorted(several, key=lambda one: (precedence(one[0]), one[1].ordinal)):
            yield from ((passage.passage_id, earlier) for earlier in first.values())
            first.setdefault(document.access, passage.passage_id)
