"""Brings the catalog in line with what people decided, and tells each decision where it was applied.

No original is opened: the catalog keeps what the machine found.
"""

import hashlib
import unicodedata
from collections.abc import Iterable

from indexer.corrections.apply import Applied, apply
from indexer.corrections.attach import Attached, attach, places_of
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction, Decisions
from lessons.storage.originals import Content, Corrected

_BITS = 62


class Settlement:
    """The corrections in force while documents are stored or corrected anew."""

    def __init__(self, decisions: Decisions | None, attached: Attached) -> None:
        self._decisions = decisions
        self._stored = {one.id: one for one in decisions.corrections()} if decisions else {}
        self.attached = attached

    def apply(self, found: Content) -> Corrected:
        """What counts of a document; remembers where each correction was applied."""
        corrections = self.attached.of(found.document.id)
        if not corrections:
            return Corrected(found)
        applied = apply(found, corrections)
        self._note(applied, found, corrections)
        return applied.corrected

    def _note(self, applied: Applied, found: Content, corrections: Iterable[Correction]) -> None:
        document = found.document
        for correction in corrections:
            known = self._stored.get(correction.id)
            if self._decisions is None or known is None or correction.scope == "collection":
                continue
            place = applied.placed.get(correction.id, correction.passage_id)
            now = (document.id, document.sha256, document.path, document.metadata.symbol, place)
            if now != (known.document_id, known.sha256, known.path, known.symbol, known.passage_id):
                self._decisions.attach(correction.id, *now)
            self._wait(correction.id, applied.waiting.get(correction.id))

    def finish(self) -> int:
        """Note where corrections belong and which found no document; returns how many wait for review."""
        if self._decisions is None:
            return 0
        for number, reason in self.attached.waiting.items():
            self._wait(number, reason)
        stored = {one.id: one for one in self._decisions.corrections()}
        for one in self.attached.everything():
            known = stored[one.id]
            if (known.document_id, known.path) != (one.document_id, one.path):  # its file moved, or its id is new
                self._decisions.attach(
                    one.id, one.document_id, one.sha256 or "", one.path or "", one.symbol, known.passage_id
                )
        return sum(bool(one.waiting) for one in self._decisions.corrections())

    def _wait(self, number: int, reason: str | None) -> None:
        if self._decisions is not None and number in self._stored and self._stored[number].waiting != reason:
            self._decisions.wait(number, reason)


def settle(catalog: Catalog, decisions: Decisions, documents: Iterable[str] | None = None) -> int:
    """Correct documents anew from what was found in them, all or some; returns how many changed."""
    settlement = Settlement(decisions, attach(decisions.corrections(), places_of(catalog)))
    chosen = [document.id for document in catalog.documents()] if documents is None else sorted(documents)
    changed = 0
    for document_id in chosen:
        found = catalog.found(document_id)
        if found is not None and not found.document.removed_at:
            changed += catalog.recorrect(settlement.apply(found))
    settlement.finish()
    catalog.applied(mark(decisions))
    return changed


def mark(decisions: Decisions) -> int:
    """A number that stands for the corrections in force: the catalog remembers up to where it shows them."""
    numbers = ",".join(str(one.id) for one in decisions.corrections())
    return int.from_bytes(hashlib.sha256(numbers.encode()).digest()[:8]) >> (64 - _BITS)


def touched(catalog: Catalog, correction: Correction) -> set[str]:
    """The documents that a correction may change: its own, or all with the words it speaks of."""
    if correction.scope != "collection":
        return {correction.document_id}
    word = max(_plain(correction.surface or "").split(), key=len, default="")
    if not word:  # of a script without ASCII: all may have it
        return {document.id for document in catalog.documents()}
    found = catalog.mentioning(lambda text: word in _plain(text), tags=correction.action == "merge")
    return found | catalog.changed_by(correction.id)


def _plain(text: str) -> str:
    """A text in lower case without accents and other signs, quickly: a million letters in 10 ms."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
