"""What counts of a document: a person's correction before the metadata sheet, the sheet before the text."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from indexer.sheet import access_label
from lessons.access import AccessLabel
from lessons.records import Annotation, Metadata, Part, RecognisedPassage, Recognition
from lessons.storage.decisions import Correction
from lessons.vocabulary.missions import mission_vocabulary, missions

FIELDS = (
    "title", "date", "doc_type", "originator", "language", "symbol", "mission", "sensitivity", "groups",
    "reference", "effective_date", "review_date",
)  # fmt: skip
"""What a person can correct of a document."""

SHEETS = "given by the metadata"
"""The evidence of a mission that the sheet gives."""

GUIDANCE = {"reference": "reference", "effective_date": "effective", "review_date": "review"}
"""The fields that speak of a guidance document's validity, with their names in the record."""

_SHEET = {"title": "title", "type": "doc_type", "originator": "originator"}


def merged_metadata(found: Metadata, sheet: Mapping[str, str], corrections: Iterable[Correction]) -> Metadata:
    """The metadata that counts."""
    corrections = list(corrections)
    values: dict[str, str] = {name: sheet[column] for column, name in _SHEET.items() if column in sheet}
    values |= {
        c.field: c.value
        for c in corrections
        if c.field in ("title", "date", "doc_type", "originator", "language", "symbol")
    }
    symbol = values.pop("symbol", None)
    merged = replace(found, **values)  # type: ignore[arg-type]
    if symbol:
        merged = replace(merged, symbols=(symbol, *(other for other in found.symbols if other != symbol)))
    guidance = {GUIDANCE[c.field]: c.value or None for c in corrections if c.field in GUIDANCE}
    return replace(merged, guidance=replace(merged.guidance, **guidance)) if guidance else merged


def merged_parts(parts: Iterable[Part], found: Metadata, merged: Metadata) -> tuple[Part, ...]:
    """The parts: those of the document's own type and originator take what now counts, an annex keeps its own."""
    return tuple(
        replace(
            part,
            doc_type=merged.doc_type if part.doc_type == found.doc_type else part.doc_type,
            originator=merged.originator if part.originator == found.originator else part.originator,
        )
        for part in parts
    )


def merged_recognition(found: Recognition, sheet: Mapping[str, str]) -> Recognition:
    """What was recognised, the mission that the sheet gives first.

    A passage that names no operation itself, nor in its headings, is about the given one.
    """
    mission = sheet.get("mission")
    if not mission:
        return found
    about = replace(found.about, mission=(mission, *(other for other in found.about.mission if other != mission)))
    passages = tuple(_with_mission(passage, mission) for passage in found.passages)
    return Recognition(about, passages, {**found.evidence, mission: SHEETS})


def _with_mission(found: RecognisedPassage, mission: str) -> RecognisedPassage:
    """The passage about a mission, unless its own words or headings name one; without a country, about its hosts."""
    lent = [a for a in found.annotations if a.vocabulary == "mission" and a.end == a.start and a.rule == "document"]
    if any(a.vocabulary == "mission" and a not in lent for a in found.annotations):
        return found
    country = found.about.country or missions()[mission].countries
    label = mission_vocabulary().label(mission)
    kept = tuple(a for a in found.annotations if a not in lent)
    given = Annotation(0, 0, "", "mission", mission, label, "metadata")
    return replace(found, annotations=(given, *kept), about=replace(found.about, mission=(mission,), country=country))


def merged_access(sheet: Mapping[str, str], corrections: Iterable[Correction]) -> AccessLabel:
    """Who may see the document."""
    row = dict(sheet) | {c.field: c.value for c in corrections if c.field in ("sensitivity", "groups")}
    return access_label(row)
