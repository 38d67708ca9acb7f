"""What a symbol says of its document's relation to another: ``A/79/5/Add.1`` adds to ``A/79/5``."""

import re
from collections.abc import Iterator

from lessons.records import Relation

_SUFFIX = re.compile(r"(?P<base>.+)/(?P<sort>Add|Corr|Rev|Amend)\.?\s?(?P<number>\d+)\W*", re.IGNORECASE)
_RELATIONS: dict[str, Relation] = {"add": "adds_to", "corr": "corrects", "rev": "revises", "amend": "corrects"}


def by_symbol(symbol: str) -> Iterator[tuple[Relation, str]]:
    """The relations that a symbol states, with the symbols of the other documents.

    A second revision takes the place of the first as well as of the original.
    """
    match = _SUFFIX.fullmatch(symbol)
    if match is None:
        return
    sort, number = match["sort"], int(match["number"])
    yield _RELATIONS[sort.casefold()], match["base"]
    if sort.casefold() == "rev":
        yield from (("revises", f"{match['base']}/{sort}.{earlier}") for earlier in range(1, min(number, 20)))
