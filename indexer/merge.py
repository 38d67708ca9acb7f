"""What counts of a document: a person's correction before the metadata sheet, the sheet before the text."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from indexer.sheet import access_label
from lessons.access import AccessLabel
from lessons.records import About, Metadata
from lessons.storage.decisions import Correction

FIELDS = ("title", "date", "doc_type", "originator", "language", "symbol", "mission", "sensitivity", "groups")
"""What a person can correct of a document."""

_SHEET = {"title": "title", "type": "doc_type", "originator": "originator"}


def merged_metadata(found: Metadata, sheet: Mapping[str, str], corrections: Iterable[Correction]) -> Metadata:
    """The metadata that counts."""
    values: dict[str, str] = {name: sheet[column] for column, name in _SHEET.items() if column in sheet}
    values |= {c.field: c.value for c in corrections if c.field in ("title", "date", "doc_type", "originator", "language", "symbol")}
    symbol = values.pop("symbol", None)
    merged = replace(found, **values)  # type: ignore[arg-type]
    if symbol:
        merged = replace(merged, symbols=(symbol, *(other for other in found.symbols if other != symbol)))
    return merged


def merged_about(found: About, sheet: Mapping[str, str], corrections: Iterable[Correction]) -> About:
    """What the document is about, the mission that the sheet or a person gives first."""
    given = [correction.value for correction in corrections if correction.field == "mission"]
    mission = given[-1] if given else sheet.get("mission")
    if not mission:
        return found
    return replace(found, mission=(mission, *(other for other in found.mission if other != mission)))


def merged_access(sheet: Mapping[str, str], corrections: Iterable[Correction]) -> AccessLabel:
    """Who may see the document."""
    row = dict(sheet) | {c.field: c.value for c in corrections if c.field in ("sensitivity", "groups")}
    return access_label(row)
