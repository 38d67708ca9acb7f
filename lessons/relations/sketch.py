"""A sketch of a document: all that the stage compares of it, made once for each revision and kept in the catalog.

It depends on its document and on the program alone. Raise `VERSION` when the same document would be sketched otherwise.
"""

from collections.abc import Sequence

from lessons import __version__
from lessons.records import Part
from lessons.relations.alike import ALGORITHM, signature
from lessons.relations.answers import Response
from lessons.relations.copies import NEAR_COPY, all_shingles, repeatable
from lessons.relations.teaching import FEWEST_WORDS, SAME_TEACHING, content_words, teaching_key
from lessons.storage.rows import Document, StoredPassage
from lessons.storage.sketches import Sketch, Taught

VERSION = 1
MADE_BY = f"{__version__}/{VERSION}/{ALGORITHM}"
"""What a sketch must have been made by to count."""
SURE_ENOUGH = 0.4
"""Confidence of a candidate that counts as identified again. Of 538 groups in a collection of reports 31 held no two
such candidates, and nearly all of 25 that were read were formulas, names and titles ("Symbols of United Nations
documents are composed")."""


def sketched(document: Document, parts: Sequence[Part], passages: Sequence[StoredPassage]) -> Sketch:
    """Sketch a document."""
    response = Response(document, passages)
    candidates = [stored for stored in passages if stored.judgement.kind != "narrative"]
    taught = (_taught(document, one) for one in candidates if one.judgement.confidence >= SURE_ENOUGH)
    return Sketch(
        document_id=document.id,
        revision=document.revision,
        signature=signature(all_shingles(passages), NEAR_COPY),
        teachings=tuple(one for one in taught if one),
        repeatable=tuple(repeatable(document, parts, candidates)),
        answering=response.concerned,
        answers=tuple(response.within()),
    )


def _taught(document: Document, stored: StoredPassage) -> Taught | None:
    words = content_words(stored, document.metadata.language)
    if len(words) < FEWEST_WORDS:
        return None
    return Taught(stored.id, teaching_key(words), tuple(sorted(words)), signature(words, SAME_TEACHING))
