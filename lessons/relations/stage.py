"""The stage after every run: what depends on several files is computed from the whole catalog, in no order.

The same documents yield the same relations, whether they came at once or one by one, by one worker or by four.
"""

from collections.abc import Callable

from lessons.relations.answers import Response, answers
from lessons.relations.copies import Copied, CopyFinder, copied, repeated, same_passages
from lessons.relations.links import document_links
from lessons.relations.teaching import content_words, near_teachings
from lessons.storage.catalog import QUARANTINE, Catalog
from lessons.storage.relations import Link, Related
from lessons.storage.rows import Document

SURE_ENOUGH = 0.4
"""Confidence of a candidate that counts as identified again. Of 538 groups in a collection of reports 31 held no two
such candidates, and nearly all of 25 that were read were formulas, names and titles ("Symbols of United Nations
documents are composed")."""
Progress = Callable[[int], None]
"""Called with the number of passages looked at so far."""


def relate(catalog: Catalog, progress: Progress = lambda _: None, *, anew: bool = False) -> bool:
    """Bring the relations in line with the catalog; returns whether there was anything to do, as always when `anew`.

    The caller holds the writer's lock.
    """
    revision = catalog.revision()
    if catalog.relations.revision() == revision and not anew:
        return False
    catalog.relations.replace(compute(catalog, progress), revision)
    return True


def relink(catalog: Catalog) -> None:
    """Resolve the links between documents anew, after a correction of a symbol or title."""
    found = catalog.relations.links()
    kept = [link for link in found if link.relation in ("copy_of", "near_copy_of")]
    catalog.relations.replace_links([*kept, *document_links(readable(catalog))])


def readable(catalog: Catalog) -> list[Document]:
    """The documents that were read."""
    return [document for document in catalog.documents() if document.outcome not in QUARANTINE]


def compute(catalog: Catalog, progress: Progress = lambda _: None) -> Related:
    """Compute all relations; one document is in memory at a time, of the others only what must be compared."""
    survey = _Survey(catalog, readable(catalog))
    survey.read(progress)
    copies = survey.copies.links()
    links = [*document_links(survey.documents), *copies]
    teachings, near = near_teachings(survey.words)
    return Related(links, survey.same(copies), teachings, near, answers(survey.responses, links))


class _Survey:
    """What is kept of each document while all are read once."""

    def __init__(self, catalog: Catalog, documents: list[Document]) -> None:
        self._catalog = catalog
        self.documents = documents
        self.copies = CopyFinder(documents, catalog.passages)
        self.words: dict[str, frozenset[str]] = {}
        self.responses: dict[str, Response] = {}
        self.candidates: list[Copied] = []

    def read(self, progress: Progress) -> None:
        """Look at every document."""
        done = 0
        for document in self.documents:
            passages = self._catalog.passages(document.id)
            parts = self._catalog.parts(document.id)
            self.copies.see(document.id, passages)
            response = Response(document, passages)
            if response.concerned:
                self.responses[document.id] = response
            for stored in passages:
                if stored.judgement.kind != "narrative":
                    if stored.judgement.confidence >= SURE_ENOUGH:
                        self.words[stored.id] = content_words(stored, document.metadata.language)
                    self.candidates.append(copied(document, parts, stored))
            done += len(passages)
            progress(done)

    def same(self, links: list[Link]) -> list[tuple[str, str]]:
        """The passages that say what others say: in copies of documents, and candidates of the same words and codes."""
        by_id = {document.id: document for document in self.documents}
        found = set(repeated(self.candidates))
        for link in links:
            better, worse = self._copied(by_id[link.to_id]), self._copied(by_id[link.from_id])
            found |= set(same_passages(better, worse))
        return sorted(found)

    def _copied(self, document: Document) -> list[Copied]:
        parts = self._catalog.parts(document.id)
        return [copied(document, parts, stored) for stored in self._catalog.passages(document.id)]
