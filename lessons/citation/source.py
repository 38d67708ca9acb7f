"""What a citation says of a passage or document, whatever the form it is written in."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.vocabulary import vocabulary

MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
UNTITLED = "Untitled document"
_UNITED_NATIONS = {
    "secretary_general": "United Nations Secretary-General",
    "secretariat": "United Nations Secretariat",
}
"""Who is named as author; a mission or panel may be of another organization, unless its document bears a symbol."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage or document as it is cited; `symbol` is joint where it has several, `page` physical, from 1."""

    id: str
    title: str
    symbol: str
    author: str
    date: str
    type: str
    language: str
    part: str
    paragraph: str
    page: int | None
    page_end: int | None
    page_label: str
    heading: str
    text: str

    @property
    def year(self) -> str:
        """The year, empty where it is unknown."""
        return self.date_parts[0] if self.date_parts else ""

    @property
    def date_parts(self) -> tuple[str, ...]:
        """Year, month and day as far as they are known, in digits."""
        return tuple(self.date.split("-")) if self.date else ()

    @property
    def pages(self) -> str:
        """The page, or the first and last with a hyphen; empty without pages."""
        if self.page is None:
            return ""
        return f"{self.page}-{self.page_end}" if self.page_end and self.page_end > self.page else str(self.page)

    @property
    def place(self) -> str:
        """Where in the document: part and paragraph, the page where there is no paragraph, else the heading."""
        steps = [self.part] if self.part and self.part != "report" else []
        if self.paragraph:
            steps.append(f"para. {self.paragraph}")
        elif self.page is not None:
            steps.append(f"{'pp.' if '-' in self.pages else 'p.'} {self.pages.replace('-', '–')}")
        elif self.heading:
            steps.append(f"“{self.heading}”")
        return ", ".join(steps)


def source(record: Mapping[str, Any]) -> Source:
    """The source of a result's record, or of a document's, which has no place."""
    symbol = joint(record.get("symbols") or [])
    return Source(
        id=str(record.get("id") or ""),
        title=plain(record.get("title")) or UNTITLED,
        symbol=plain(symbol),
        author=_author(record.get("originator"), symbol),
        date=_date(record.get("date")),
        type=vocabulary("doc_type").label(record["doc_type"]) if record.get("doc_type") else "",
        language=plain(record.get("document_language") or record.get("language")),
        part=plain(record.get("part")),
        paragraph=plain(record.get("paragraph")),
        page=record.get("page"),
        page_end=record.get("page_end"),
        page_label=plain(record.get("page_label")),
        heading=plain(next(iter(reversed(record.get("heading") or [])), "")),
        text=plain(record.get("text")),
    )


def joint(symbols: Sequence[str]) -> str:
    """One symbol, or the joint one of a document issued by several organs: "A/79/907-S/2025/268"."""
    first: dict[str, str] = {}
    for symbol in symbols:
        first.setdefault(symbol.partition("/")[0], symbol)
    return "-".join(first.values())


def plain(value: object) -> str:
    """A text in one line without control characters: a line break would end a field of an export."""
    text = "" if value is None else str(value)
    return " ".join("".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text).split())


def _author(originator: object, symbol: str) -> str:
    known = _UNITED_NATIONS.get(str(originator), "")
    if symbol or known:
        return known or "United Nations"
    return ""


def _date(value: object) -> str:
    """An ISO date as far as it makes sense: a month that does not exist is left out, with its day."""
    steps = plain(value)[:10].split("-")
    if not (steps[0].isascii() and steps[0].isdigit() and len(steps[0]) == 4):  # noqa: PLR2004
        return ""
    kept = [steps[0]]
    for step, most in zip(steps[1:], (12, 31), strict=False):
        if not (step.isascii() and step.isdigit() and 1 <= int(step) <= most):
            break
        kept.append(step.zfill(2))
    return "-".join(kept)
