"""What counts of a document: what the machine found, changed by what people said, the widest scope first.

A pure function of both: to take a correction back is to apply the others again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.corrections.subjects import Subjects, numbers_of
from indexer.corrections.tagged import ABOUT, Tagged
from indexer.corrections.tags import CHANGES, lend
from indexer.merge import merged_access, merged_metadata, merged_parts
from lessons.anchors import find_passage
from lessons.storage.decisions import SCOPES, Correction
from lessons.storage.originals import Content, Corrected, kept

NO_PASSAGE = "its passage is not in the document any more"


@dataclass(slots=True)
class Applied:
    """A document as it counts, where each correction of a passage was applied, and which ones found none."""

    corrected: Corrected
    placed: dict[int, str] = field(default_factory=dict)
    waiting: dict[int, str] = field(default_factory=dict)


def apply(found: Content, corrections: Sequence[Correction]) -> Applied:
    """Apply corrections to what was found; those of the document, of its passages and of the whole collection."""
    fields = [one for one in corrections if one.action == "set"]
    tags = sorted((one for one in corrections if one.action != "set"), key=_order)
    applied = Applied(Corrected(found))
    passages = [Tagged(passage) for passage in found.passages]
    subjects = Subjects(found)
    for correction in tags:
        for passage in _targets(correction, passages, found, applied):
            _change(passage, correction)
    subjects.follow(passages, tags)
    _speak(subjects, passages, tags, _mission(fields))
    content = _content(found, fields, subjects, passages)
    numbers: Mapping[str, Sequence[int]] = {
        **numbers_of(passages),
        found.document.id: [*(one.id for one in fields), *subjects.numbers],
    }
    applied.corrected = Corrected(content, kept(found, content, numbers))
    return applied


def _order(correction: Correction) -> tuple[bool, int, int]:
    """Narrow scopes have the last word, of one scope the newest; names are merged when all else is said."""
    return (correction.action == "merge", SCOPES.index(correction.scope), correction.id)


def _targets(correction: Correction, passages: Sequence[Tagged], found: Content, applied: Applied) -> Sequence[Tagged]:
    if correction.scope != "passage":
        return passages
    place = find_passage(correction.anchor, found.passages)
    if place is None:
        applied.waiting[correction.id] = NO_PASSAGE
        return []
    applied.placed[correction.id] = place.id
    return [passage for passage in passages if passage.stored.id == place.id]


def _change(passage: Tagged, correction: Correction) -> None:
    if correction.scope == "document" and correction.action == "add":
        lend(passage, correction)
    else:
        CHANGES[correction.action](passage, correction)


def _speak(
    subjects: Subjects, passages: Sequence[Tagged], tags: Sequence[Correction], mission: Correction | None
) -> None:
    """What people said of the document itself."""
    for correction in tags:
        if correction.scope != "document" or correction.field not in ABOUT:
            continue
        if correction.action == "reject":
            subjects.reject(correction)
        elif correction.action == "add":
            subjects.add(correction)
    if mission:
        subjects.give(mission)
        for passage in passages:
            lend(passage, mission)


def _mission(fields: Sequence[Correction]) -> Correction | None:
    """The mission a person gave the document in the place of the sheet's."""
    given = [one for one in fields if one.field == "mission"]
    return replace(given[-1], action="add") if given else None


def _content(found: Content, fields: Sequence[Correction], subjects: Subjects, passages: Sequence[Tagged]) -> Content:
    document = found.document
    metadata = merged_metadata(document.metadata, document.sheet, fields)
    access = merged_access(document.sheet, fields)
    parts = merged_parts(found.parts, document.metadata, metadata)
    about, evidence = subjects.about(), subjects.evidence
    document = replace(document, metadata=metadata, access=access, about=about, evidence=evidence)
    return Content(document, parts, tuple(passage.result() for passage in passages))
