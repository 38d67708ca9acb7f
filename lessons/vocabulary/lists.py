"""The short lists of codes: kinds, document types, originators, statuses, languages and the like; and years."""

from functools import cache

from lessons.errors import UnknownCode
from lessons.vocabulary.model import Entry, Name, Vocabulary
from lessons.vocabulary.tables import rows, several


@cache
def lists() -> dict[str, Vocabulary]:
    """All short lists by name."""
    entries: dict[str, list[Entry]] = {}
    for row in rows("codes"):
        names = tuple(Name(alias, "alias") for alias in several(row["aliases"]))
        entries.setdefault(row["list"], []).append(Entry(row["code"], row["label"], names=names))
    return {name: Vocabulary(name, listed) for name, listed in entries.items()}


class Years(Vocabulary):
    """The years: every year of four digits is a code."""

    def __init__(self) -> None:
        super().__init__("year", ())

    def find(self, text: str) -> str | None:
        """The year itself, or None."""
        year = text.strip()
        return year if year.isascii() and year.isdigit() and len(year) == 4 else None  # noqa: PLR2004

    def clean(self, text: str) -> str:
        """The year itself; raises UnknownCode."""
        year = self.find(text)
        if year is not None:
            return year
        raise UnknownCode(f"year “{text[:80]}” is unknown: give four digits, such as 2014")

    def resolve(self, text: str) -> list[str]:
        """The year, or nothing."""
        year = self.find(text)
        return [year] if year else []
