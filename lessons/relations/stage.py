"""The stage after every run: what depends on several files is computed from the whole catalog, in no order.

The same documents yield the same relations, whether they came at once or one by one, by one worker or by four.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import lru_cache

from lessons.relations.alike import jaccard
from lessons.relations.answers import Response, once
from lessons.relations.copies import Copied, all_shingles, copied, copy_links, repeated, same_passages
from lessons.relations.links import document_links
from lessons.relations.sketch import MADE_BY, sketched
from lessons.relations.teaching import near_teachings
from lessons.storage.catalog import QUARANTINE, Catalog
from lessons.storage.relations import AnswerTo, Link, Related
from lessons.storage.rows import Document
from lessons.storage.sketches import Kept, Sketch

Progress = Callable[[int], None]
"""Called with the number of passages looked at so far."""


def relate(catalog: Catalog, progress: Progress = lambda _: None, *, anew: bool = False) -> bool:
    """Bring the relations in line with the catalog; returns whether there was anything to do, as always when `anew`.

    Only documents that are new or changed are read, unless `anew`. The caller holds the writer's lock.
    """
    revision = catalog.revision()
    if catalog.relations.revision() == revision and not anew:
        return False
    kept = Kept() if anew else catalog.sketches.load(MADE_BY)
    catalog.relations.replace(_Stage(catalog, kept).related(progress), revision)
    catalog.sketches.save(kept, MADE_BY)
    return True


def compute(catalog: Catalog, progress: Progress = lambda _: None) -> Related:
    """Compute all relations from the documents themselves; one is in memory at a time, of the others their sketch."""
    return _Stage(catalog, Kept()).related(progress)


class _Stage:
    """Compares the documents of a catalog by their sketches, and opens those that must be compared word by word."""

    def __init__(self, catalog: Catalog, kept: Kept) -> None:
        self._catalog, self._kept = catalog, kept
        readable = (document for document in catalog.documents() if document.outcome not in QUARANTINE)
        self._documents = {document.id: document for document in readable}
        self._shingles = lru_cache(maxsize=8)(self._shingles_of)
        self._copied = lru_cache(maxsize=2)(self._copied_of)
        self._looked_at = 0

    def related(self, progress: Progress) -> Related:
        """All relations."""
        sketches = {name: self._sketch(document, progress) for name, document in self._documents.items()}
        signatures = {name: sketch.signature for name, sketch in sketches.items()}
        copies = copy_links(self._documents, signatures, self._share)
        links = [*document_links(list(self._documents.values())), *copies]
        teachings, near = near_teachings(one for sketch in sketches.values() for one in sketch.teachings)
        return Related(links, self._same(sketches, copies), teachings, near, self._answers(sketches, links))

    def _sketch(self, document: Document, progress: Progress) -> Sketch:
        def make() -> Sketch:
            passages = self._catalog.passages(document.id)
            self._looked_at += len(passages)
            progress(self._looked_at)
            return sketched(document, self._catalog.parts(document.id), passages)

        return self._kept.sketch(document, make)

    def _share(self, one: Document, other: Document) -> float:
        """How much of their wording two documents share."""
        share = self._kept.compare(
            "wording", one, other, lambda: jaccard(self._shingles(one.id), self._shingles(other.id))
        )
        return float(share)

    def _same(self, sketches: Mapping[str, Sketch], copies: Iterable[Link]) -> list[tuple[str, str]]:
        """The passages that say what others say: in copies of documents, and candidates of the same words and codes."""
        found = set(repeated((self._documents[name], one) for name, own in sketches.items() for one in own.repeatable))
        for link in copies:
            better, worse = self._documents[link.to_id], self._documents[link.from_id]
            same = self._kept.compare(
                "passages",
                better,
                worse,
                lambda: list(same_passages(self._copied(better.id), self._copied(worse.id))),  # noqa: B023 - called at once
            )
            found |= {(copy, other) for copy, other in same}
        return sorted(found)

    def _answers(self, sketches: Mapping[str, Sketch], links: Iterable[Link]) -> list[AnswerTo]:
        """The answers within documents, and those of documents that respond to others."""
        found = [answer for name in sorted(sketches) for answer in sketches[name].answers]
        for link in links:
            if link.relation == "responds_to" and link.to_id and self._both_answer(sketches, link):
                one, other = self._documents[link.from_id], self._documents[link.to_id]
                rows = self._kept.compare("answers", one, other, lambda: self._answered(one, other))  # noqa: B023 - called at once
                found += [AnswerTo(**row) for row in rows]
        return once(found)

    @staticmethod
    def _both_answer(sketches: Mapping[str, Sketch], link: Link) -> bool:
        return all(name in sketches and sketches[name].answering for name in (link.from_id, link.to_id))

    def _answered(self, one: Document, other: Document) -> list[dict[str, str | None]]:
        """What a document answers to another one's recommendations."""
        responses = [Response(document, self._catalog.passages(document.id)) for document in (one, other)]
        return [asdict(answer) for answer in responses[0].to(responses[1])]

    def _shingles_of(self, document_id: str) -> frozenset[str]:
        return all_shingles(self._catalog.passages(document_id))

    def _copied_of(self, document_id: str) -> list[Copied]:
        document, parts = self._documents[document_id], self._catalog.parts(document_id)
        return [copied(document, parts, stored) for stored in self._catalog.passages(document_id)]
