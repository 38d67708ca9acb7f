"""What a generation holds for one access label: the index, the lexicon, and which documents in which revision.

A new generation takes over from the served one all that did not change: the engine links its segments, and the words
of what goes are taken out of the lexicon by the records that come back from the index.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lessons.engines.clause import Codes
from lessons.engines.protocol import Engine, IndexedPassage, Request
from lessons.engines.vectors import write_vectors
from lessons.errors import IndexMismatch
from lessons.expansion.acronyms import Acronyms
from lessons.indexing import DOCUMENT, PassageIndexer
from lessons.lexicon import Lexicon, LexiconBuilder
from lessons.relations.folding import FOLDED, Folds
from lessons.semantic.stored import DIMENSIONS, stored_vectors
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document

INDEX = "index"
CONTENTS = "contents.json"
MOST_CHANGED = 0.5
"""Share of documents that may change before building anew is the quicker way (linking 20,000 passages costs 0.1 s)."""


@dataclass(frozen=True, slots=True)
class Takeover:
    """A share of the served generation that a new one can go on from: its documents' states, its languages."""

    folder: Path
    documents: Mapping[str, str]
    languages: Mapping[str, int]

    @classmethod
    def read(cls, folder: Path) -> "Takeover":
        """Read what a share contains; raises IndexMismatch where it does not say."""
        try:
            found = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
            return cls(folder, found["documents"], found["languages"])
        except (OSError, ValueError, KeyError) as error:
            raise IndexMismatch(f"{folder} does not say what it contains: run `lessons reindex`") from error


class ShareBuilder:
    """Builds the share of one access label; afterwards `passages` and `languages` tell what it holds."""

    def __init__(
        self,
        catalog: Catalog,
        documents: Sequence[Document],
        takeover: Takeover | None,
        folds: Folds,
        progress: Callable[[int], None],
    ) -> None:
        self.passages = 0
        self._catalog, self._folds, self._progress = catalog, folds, progress
        self._documents = {document.id: document for document in documents}
        self._takeover = takeover if takeover and self._worthwhile(takeover) else None
        self._indexer = PassageIndexer()

    @property
    def languages(self) -> Counter[str]:
        """How many texts and titles are in each language."""
        return self._indexer.languages

    def write(self, engine: Engine, folder: Path) -> None:
        """Write the index, the lexicon and the contents into a folder."""
        if self._takeover:
            self._update(engine, folder / INDEX, self._takeover)
        else:
            engine.build(folder / INDEX, self._indexed(list(self._documents.values())))
        write_vectors(folder / INDEX, stored_vectors(self._catalog), DIMENSIONS)
        self._indexer.lexicon.build().write(folder)
        Acronyms(+self._indexer.acronyms).write(folder)
        states = {document.id: self._state(document) for document in self._documents.values()}
        contents = {"documents": states, "languages": +self.languages}
        (folder / CONTENTS).write_text(json.dumps(contents), encoding="utf-8")

    def _worthwhile(self, takeover: Takeover) -> bool:
        changes = len(self._stale(takeover)) + len(self._fresh(takeover))
        return changes <= MOST_CHANGED * max(1, len(takeover.documents))

    def _stale(self, takeover: Takeover) -> list[str]:
        """The documents of the old share that are gone or changed."""
        now = self._documents
        return [
            identity
            for identity, state in takeover.documents.items()
            if identity not in now or self._state(now[identity]) != state
        ]

    def _fresh(self, takeover: Takeover) -> list[Document]:
        """The documents that are new or changed."""
        return [
            document
            for document in self._documents.values()
            if takeover.documents.get(document.id) != self._state(document)
        ]

    def _state(self, document: Document) -> str:
        """What an index knows of a document: its revision, and which of its passages others stand for."""
        return f"{document.revision} {self._folds.mark(document.id)}".rstrip()

    def _update(self, engine: Engine, target: Path, takeover: Takeover) -> None:
        base = takeover.folder / INDEX
        lexicon = Lexicon.read(takeover.folder)
        self._indexer = PassageIndexer(
            LexiconBuilder(lexicon), takeover.languages, Acronyms.read(takeover.folder).counts
        )
        removed = self._forget(engine, base, self._stale(takeover))
        self.passages = lexicon.passages - len(removed)
        engine.build(target, self._indexed(self._fresh(takeover)), base=base, removed=removed)

    def _forget(self, engine: Engine, base: Path, document_ids: Sequence[str]) -> set[str]:
        if not document_ids:
            return set()
        index = engine.open(base)
        try:
            request = Request(Codes(DOCUMENT, frozenset(document_ids)), limit=index.count())
            return {self._indexer.forget(hit.record) for hit in index.search(request).hits}
        finally:
            index.close()

    def _indexed(self, documents: Sequence[Document]) -> Iterator[IndexedPassage]:
        for document in documents:
            parts = self._catalog.parts(document.id)
            passages = list(self._catalog.passages(document.id))
            for stored in passages:
                part = parts[stored.passage.part] if stored.passage.part < len(parts) else None
                self.passages += 1
                folded = self._folds.labels(document.id, stored.id)
                codes = {FOLDED: folded} if folded else {}
                yield self._indexer.passage(document, part, stored, codes, alone=len(passages) == 1)
            self._progress(self.passages)
