"""Which passages are shown only where no better copy of them may be: decided when a generation is built.

A passage that a copy of its document says too carries, in the index, the access labels of the documents that stand for
it. A reader's search leaves out what carries a label that he may read: so he finds each passage once, in totals and
counts as well, and nothing tells him of a copy that he may not see.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lessons.access import AccessLabel
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document

FOLDED = "folded"
"""The code under which an index knows the labels of a passage's better copies; no facet of the page."""


@dataclass(frozen=True, slots=True)
class Folds:
    """For each document its passages that have better copies, with the labels of those."""

    by_document: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def labels(self, document_id: str, passage_id: str) -> tuple[str, ...]:
        """The labels under which a passage has a better copy."""
        return self.by_document.get(document_id, {}).get(passage_id, ())

    def mark(self, document_id: str) -> str:
        """What changes when a document's passages are folded otherwise; empty where none is."""
        found = self.by_document.get(document_id)
        return hashlib.sha256(repr(sorted(found.items())).encode()).hexdigest()[:12] if found else ""

    def used(self, document_ids: Iterable[str]) -> set[str]:
        """The labels that occur in some documents."""
        return {
            label
            for document_id in document_ids
            for labels in self.by_document.get(document_id, {}).values()
            for label in labels
        }


def folds(catalog: Catalog, documents: Iterable[Document]) -> Folds:
    """How the passages of the documents to be indexed are folded."""
    labels = {document.id: document.access for document in documents}
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for copy in catalog.relations.better_copies():
        better = {labels[document_id] for document_id in copy.better if document_id in labels}
        if better and copy.document_id in labels:
            found.setdefault(copy.document_id, {})[copy.passage_id] = tuple(sorted(map(str, better)))
    return Folds(found)


def folded_for(labels: Iterable[AccessLabel], used: Iterable[str]) -> frozenset[str]:
    """The labels, of those used in an index, under which a reader of these labels sees the better copy himself."""
    return frozenset(used) & frozenset(map(str, labels))
