"""Where a person's decision belongs: a document by its id, fingerprint and path, a passage by a quotation.

An anchor finds its place again when the catalog was lost, the file renamed or its text changed; where it does not, the
decision waits for a person and is never dropped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lessons.storage.rows import Document, StoredPassage, passage_key

CONTEXT = 60
"""Characters kept of the passages before and after: enough to tell repeated passages apart."""
ALIKE = 0.75
"""Least share of words in common, in order, for a changed passage to be the same one."""
CLEARLY = 0.05
"""How much better the best candidate must be than the second."""
_WORD = re.compile(r"\w+")
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about: a document, and perhaps a passage of it with its words and those around it."""

    document_id: str
    sha256: str | None = None
    path: str | None = None
    symbol: str | None = None
    passage_id: str | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None


def anchored(document: Document, passage: StoredPassage | None = None, around: Sequence[StoredPassage] = ()) -> Anchor:
    """The anchor of a document, or of a passage whose neighbours are `around`."""
    place = (document.id, document.sha256, document.path, document.metadata.symbol)
    if passage is None:
        return Anchor(*place)
    texts = {near.ordinal: near.passage.text for near in around}
    before, after = texts.get(passage.ordinal - 1, ""), texts.get(passage.ordinal + 1, "")
    return Anchor(*place, passage.id, passage.passage.text, before[-CONTEXT:], after[:CONTEXT])


@dataclass(frozen=True, slots=True)
class Place:
    """A document that is there, or was: enough of it to attach decisions to."""

    id: str
    sha256: str
    path: str
    removed: bool = False


def find_document(anchor: Anchor, places: Mapping[str, Place]) -> str | None:
    """The id of the document an anchor belongs to: its own where it is known, else by fingerprint, else by path."""
    known = places.get(anchor.document_id)
    if known is not None:
        return None if known.removed else known.id
    there = [place for place in places.values() if not place.removed]
    same = [place for place in there if anchor.sha256 and place.sha256 == anchor.sha256]
    best = min(same, key=lambda place: (place.path != anchor.path, place.id), default=None)
    if best is None and anchor.path:
        best = next((place for place in there if place.path == anchor.path), None)
    return best.id if best else None


def find_passage(anchor: Anchor, passages: Sequence[StoredPassage]) -> StoredPassage | None:
    """The passage with the quoted words, else the one it became, else the only one that is nearly the same."""
    quote = anchor.quote or ""
    key = passage_key(quote)
    same = [place for place, one in enumerate(passages) if passage_key(one.passage.text) == key]
    if same:
        tail = _tail(anchor.passage_id)
        best = max(same, key=lambda place: (_context(anchor, passages, place), _tail(passages[place].id) == tail))
        return passages[best]
    known = next((one for one in passages if one.id == anchor.passage_id), None)
    return known or _nearest(anchor, quote, passages)


def _tail(passage_id: str | None) -> str:
    """A passage's id without that of its document, which may have been minted anew."""
    return (passage_id or "").partition("-")[2]


def _context(anchor: Anchor, passages: Sequence[StoredPassage], place: int) -> int:
    before = passages[place - 1].passage.text if place else ""
    after = passages[place + 1].passage.text if place + 1 < len(passages) else ""
    return (before[-CONTEXT:] == (anchor.prefix or "")) + (after[:CONTEXT] == (anchor.suffix or ""))


def _nearest(anchor: Anchor, quote: str, passages: Sequence[StoredPassage]) -> StoredPassage | None:
    wanted = _words(quote)
    scored = [
        (_likeness(wanted, _words(one.passage.text)), _context(anchor, passages, place), place)
        for place, one in enumerate(passages)
    ]
    ranked = sorted((entry for entry in scored if entry[0] >= ALIKE), reverse=True)
    if not ranked:
        return None
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, 0, 0)
    clear = best[0] - second[0] >= CLEARLY or best[1] > second[1]
    return passages[best[2]] if clear else None


def _words(text: str) -> list[str]:
    """The words of a text; its letters where it has hardly any words, as in a script without blanks."""
    words = _WORD.findall(text.casefold())
    return words if len(words) >= _FEW_WORDS else list("".join(words))


def _likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """The share of words in common, in order; a count of words spares most passages the costly comparison."""
    left, right = list(one), list(other)
    total = len(left) + len(right)
    if not total or 2 * sum((Counter(left) & Counter(right)).values()) / total < ALIKE:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
