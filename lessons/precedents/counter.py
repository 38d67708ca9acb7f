"""Counter-examples: candidates of the opposite polarity on the same theme, beside the precedent they speak against."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lessons.precedents.results import Precedent
from lessons.precedents.standing import Record

MOST = 2
_OPPOSITE = {"repeat": "avoid", "avoid": "repeat"}


def counter_examples(found: Sequence[Precedent], pool: Iterable[Record]) -> list[Precedent]:
    """The precedents with what was found to the contrary: first of other documents, in the order of the pool."""
    polar = list({record["id"]: record for record in pool if record["polarity"] in _OPPOSITE}.values())
    return [replace(one, counter_examples=tuple(_against(one, polar))) for one in found]


def _against(one: Precedent, polar: Sequence[Record]) -> list[Record]:
    wanted = _OPPOSITE.get(one.record["polarity"])
    against = [record for record in polar if record["polarity"] == wanted and one.group in record["themes"]]
    return sorted(against, key=lambda record: record["document_id"] == one.record["document_id"])[:MOST]
