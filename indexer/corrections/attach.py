"""Each correction with the document it belongs to now; those that find none wait."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.plan import Task
from indexer.scan import stored_path
from lessons.anchors import Place, find_document
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction

GONE = "its document left the collection"
NO_DOCUMENT = "its document is not in this collection"


@dataclass(slots=True)
class Attached:
    """The corrections in force: of each document, and of the whole collection; with what waits and why."""

    collection: list[Correction] = field(default_factory=list)
    documents: dict[str, list[Correction]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[int, str] = field(default_factory=dict)

    def of(self, document_id: str) -> list[Correction]:
        """All corrections that hold for a document, oldest first."""
        return sorted([*self.collection, *self.documents.get(document_id, ())], key=lambda one: one.id)

    def everything(self) -> Iterator[Correction]:
        """Every correction that found its document."""
        yield from self.collection
        for found in self.documents.values():
            yield from found


def places_of(catalog: Catalog, tasks: Sequence[Task] = ()) -> dict[str, Place]:
    """The documents of a catalog, and those that a run is about to read."""
    documents = catalog.documents(removed=True)
    known = {one.id: Place(one.id, one.sha256, one.path, bool(one.removed_at)) for one in documents}
    fresh = {task.document_id: Place(task.document_id, task.sha256, stored_path(task.file.path)) for task in tasks}
    return known | fresh


def attach(corrections: Iterable[Correction], places: Mapping[str, Place]) -> Attached:
    """Sort corrections by the document they belong to; their anchors say where that is now."""
    attached = Attached()
    for correction in corrections:
        if correction.scope == "collection":
            attached.collection.append(correction)
            continue
        home = find_document(correction.anchor, places)
        if home is None:
            attached.waiting[correction.id] = GONE if correction.document_id in places else NO_DOCUMENT
            continue
        place = places[home]
        attached.documents[home].append(replace(correction, document_id=home, sha256=place.sha256, path=place.path))
    return attached
