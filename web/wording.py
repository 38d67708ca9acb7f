"""Codes, dates and places in the words of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lessons.search.citation import place
from lessons.vocabulary import vocabulary

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NARRATIVE = "narrative"
CANDIDATE = "candidate"
UNSURE = 0.5
"""Confidence below which a candidate is called unsure: it is calibrated, so that fewer than half of them are right."""


@dataclass(frozen=True, slots=True)
class Label:
    """A code in words; `title` says more where the words are short."""

    code: str
    text: str
    title: str = ""


def date(iso: str | None) -> str:
    """An ISO date, possibly partial, in words: "14 March 2025", "March 2025", "2025"."""
    year, _, rest = (iso or "").partition("-")
    month, _, day = rest.partition("-")
    if not month.isdecimal() or not 1 <= int(month) <= len(MONTHS):
        return year
    return " ".join(step for step in (day.lstrip("0"), MONTHS[int(month) - 1], year) if step)


def kind(code: str, status: str | None, confidence: float = 1.0) -> str:
    """A kind with its status: "Lesson (candidate)"; what the machine found is a candidate until a person accepts it.

    One that is rather none than one is said to be unsure.
    """
    standing = label("status", status).lower()
    if status == CANDIDATE and confidence < UNSURE:
        standing += ", unsure"
    return f"{label('kind', code)} ({standing})" if standing else label("kind", code)


def label(name: str, code: str | None) -> str:
    """The label of a code in a vocabulary, nothing for none."""
    return vocabulary(name).label(code) if code else ""


def subjects(name: str, codes: Iterable[str]) -> list[Label]:
    """Countries, missions or themes as labels; a mission goes by its acronym, which its people use."""
    codes = list(codes)
    if name == "mission":
        return [Label(code, code, label(name, code)) for code in codes]
    return [Label(code, label(name, code), code) for code in codes]


def pages(record: Mapping[str, Any]) -> str:
    """Where a passage stands: "annex, para. 5, pp. 7–8"; the printed page number where it differs.

    Nothing for one without numbers, whose place is its path of headings.
    """
    first, last, printed = record.get("page"), record.get("page_end"), record.get("page_label")
    words = place({**record, "heading": []})
    if first and last and last > first:
        words = words.replace(f"p. {first}", f"pp. {first}–{last}")
    return f"{words} (printed {printed})" if first and printed and printed != str(first) else words


def number(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 passage", "1,204 passages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
