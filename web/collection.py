"""The collection as one reader sees it: the catalog, opened once, and the generation that is served at the moment."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from lessons.access import Reader
from lessons.description import describe
from lessons.errors import LessonsError, UserError
from lessons.generation import Generation, View, open_generation, served
from lessons.home import Home
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, StoredPassage
from web import urls
from web.errors import Gone, Missing, NoIndexError

GRACE = 60.0
"""Seconds for which a generation stays open after another took its place: longer than any request."""


class Collection:
    """What the views ask; safe to use from several threads."""

    def __init__(self, home: Home, reader: Reader, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.home = home
        self.reader = reader
        self._clock = clock
        self._lock = threading.Lock()
        self._generation: Generation | None = None
        self._retired: list[tuple[float, Generation]] = []
        self._documents = ("", 0)
        self._opening = threading.Lock()
        self._catalog: Catalog | None = None

    @property
    def catalog(self) -> Catalog:
        """The catalog, with a pool of connections; raises NoIndexError where there is none."""
        with self._opening:
            if self._catalog is None:
                try:
                    self._catalog = Catalog(self.home.catalog)
                except LessonsError as error:
                    raise NoIndexError(str(error)) from error
            return self._catalog

    # The index ------------------------------------------------------------------------------------------------

    def view(self) -> View:
        """The reader's part of the served generation; raises NoIndexError where nothing is served.

        The pointer is read at each request (15 µs). While one thread opens a new generation the others go on with
        the old one, which is closed only after a time of grace.
        """
        current = self._generation
        if current is None or self._pointer() not in (current.name, None):
            current = self._opened(current)
        view = current.view(self.reader)
        return view if self.reader.owner else replace(view, hidden=self.catalog.hidden_from(self.reader))

    def _pointer(self) -> str | None:
        """The name of the served generation; None where the pointer cannot be read, which changes nothing."""
        try:
            return served(self.home.index)
        except (LessonsError, OSError):
            return None

    def _opened(self, current: Generation | None) -> Generation:
        if current is not None and not self._lock.acquire(blocking=False):
            return current
        if current is None:
            self._lock.acquire()
        try:
            return self._swap()
        except LessonsError as error:
            if current is None:
                raise NoIndexError(str(error)) from error
            return current  # a damaged newcomer: what worked goes on working
        finally:
            self._lock.release()

    def _swap(self) -> Generation:
        current = self._generation
        if current is not None and current.name == served(self.home.index):
            return current  # another thread has opened it meanwhile
        opened = open_generation(self.home.index)
        now = self._clock()
        if current is not None:
            self._retired.append((now, current))
        self._generation = opened
        if self._catalog is not None:
            self._catalog.close()  # its connections only: a restored collection is another file under the same name
        for since, generation in self._retired:
            if now - since > GRACE:
                generation.close()
        self._retired = [entry for entry in self._retired if now - entry[0] <= GRACE]
        return opened

    # The catalog ----------------------------------------------------------------------------------------------

    def document(self, document_id: str) -> Document:
        """A document that the reader may see; raises Missing, or Gone for one that was taken out."""
        document = self._permitted(document_id)
        if document is None:
            raise Missing(f"There is no document “{document_id[:80]}” in this collection.")
        if document.removed_at:
            raise Gone(f"This document left the collection on {document.removed_at[:10]}, because its file was gone.")
        return document

    def passage(self, passage_id: str) -> tuple[Document, StoredPassage]:
        """A passage and its document; raises Missing, with a way to the document where that is still there."""
        passage = self.catalog.passage(passage_id)
        document = self._permitted(passage.document_id if passage else passage_id.partition("-")[0])
        if passage is not None and document is not None:
            return document, passage
        ways = [("The document it belonged to", urls.document(document.id))] if document else []
        raise Missing(f"There is no passage “{passage_id[:80]}” in this collection; its text may have changed.", ways)

    def documents(self) -> int:
        """How many documents the reader may read; counted once for each generation."""
        name = served(self.home.index) or ""
        if self._documents[0] != name:
            counted = self.catalog.readable()
            self._documents = (name, sum(count for label, count in counted.items() if self.reader.may_read(label)))
        return self._documents[1]

    def _permitted(self, document_id: str) -> Document | None:
        document = self.catalog.document(document_id)
        return document if document and self.reader.may_read(document.access) else None

    def described(self, identity: str) -> dict[str, Any]:
        """A passage or document as JSON, as the command line prints it; raises Missing."""
        try:
            return describe(self.catalog, identity, self.reader, self.home.decisions)
        except UserError as error:
            raise Missing(str(error)) from error

    def close(self) -> None:
        """Close whatever is open."""
        for generation in [generation for _, generation in self._retired] + [self._generation]:
            if generation is not None:
                generation.close()
        if self._catalog is not None:
            self._catalog.close()
