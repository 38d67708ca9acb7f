"""Why a search found a passage, in words: what matched, where, and its share of the score."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.generation import View
from lessons.search.explained import explained
from lessons.search.why import Reason

LONGEST = 300
"""Characters of a query that is explained: a pasted text has too many parts to read."""
SHOWN = 12
"""Parts that are listed; the others are put together."""
_FIELDS = {"text": "text", "title": "title", "heading": "heading"}
_REASONS = {
    "feedback": "words that the best passages share",
    "meaning": "nearness in meaning",
}


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a score: the words, why they were sought, where they stand, and their share in hundredths."""

    words: str
    reason: str
    places: str
    percent: str


@dataclass(frozen=True, slots=True)
class Why:
    """A passage's place for a query, and its shares."""

    query: str
    place: int
    shares: tuple[Share, ...]


def why(view: View, query: str, passage_id: str) -> Why | None:
    """Why a passage stands where it stands; None where the query is too long or does not lead to it."""
    found = explained(view, query, passage_id) if len(query) <= LONGEST else None
    if found is None or found.score <= 0:
        return None
    shares = [_share(part, found.score) for part in found.parts[:SHOWN]]
    return Why(query, found.place, (*shares, *_rest(found.parts[SHOWN:], found.score)))


def _share(part: Reason, whole: float) -> Share:
    places = ", ".join(_FIELDS.get(name, name) for name in part.fields)
    return Share(", ".join(part.what), _REASONS.get(part.reason, part.reason), places, f"{part.score / whole:.0%}")


def _rest(parts: Sequence[Reason], whole: float) -> list[Share]:
    if not parts:
        return []
    return [Share("", f"{len(parts)} smaller parts", "", f"{sum(part.score for part in parts) / whole:.0%}")]
