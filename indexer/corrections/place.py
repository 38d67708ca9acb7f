"""What a correction holds for: the passage, document or whole collection that a person named."""

from dataclasses import dataclass

from indexer.corrections.requests import Request
from indexer.corrections.tagged import NAMED
from lessons.anchors import Anchor, anchored
from lessons.errors import UserError
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document

COLLECTION = Anchor("")


@dataclass(frozen=True, slots=True)
class Target:
    """A scope and where it is."""

    scope: str
    anchor: Anchor


def target(catalog: Catalog, identity: str | None) -> Target:
    """The passage or document of an id or symbol, the collection without one; raises UserError."""
    if identity is None:
        return Target("collection", COLLECTION)
    passage = catalog.passage(identity)
    document = catalog.document(passage.document_id if passage else identity) or _bearing(catalog, identity)
    if document is None or document.removed_at:
        raise UserError(
            f"there is no passage or document {identity!r}: take an id from `lessons search` or `lessons show`"
        )
    if passage is None:
        return Target("document", anchored(document))
    return Target("passage", anchored(document, passage, catalog.neighbours(passage, 1)))


def _bearing(catalog: Catalog, symbol: str) -> Document | None:
    found = catalog.with_symbol(symbol)
    if len(found) > 1:
        raise UserError(f"{len(found)} documents bear the symbol {symbol}: give the id of one, {', '.join(found)}")
    return catalog.document(found[0]) if found else None


def narrowed(place: Target, request: Request) -> Target:
    """What one request holds for: a field is always the document's; raises UserError."""
    if request.action == "set":
        if place.scope == "collection":
            raise UserError(f"{request.field}={request.value} needs a document: give its id before it")
        return Target("document", document_of(place.anchor))
    if place.scope == "collection" and not request.of_words:
        raise UserError(f"--{request.action} needs a passage or document: give its id")
    if place.scope != "passage" and request.field == "kind":
        raise UserError("only a passage has a kind: give the id of a passage")
    if place.scope == "document" and request.field in NAMED and request.action == "add":
        raise UserError(f"a {request.field} is added to a passage: give the id of a passage")
    return place


def document_of(anchor: Anchor) -> Anchor:
    """The anchor of a passage's document."""
    return Anchor(anchor.document_id, anchor.sha256, anchor.path, anchor.symbol)
