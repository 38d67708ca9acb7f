"""Finds dates written out in English, French and Spanish, and turns them into ISO 8601."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lessons.vocabulary.folding import fold_word

_NAMES = (
    "january janvier enero jan",
    "february fevrier febrero feb",
    "march mars marzo mar",
    "april avril abril apr",
    "may mai mayo",
    "june juin junio jun",
    "july juillet julio jul",
    "august aout agosto aug",
    "september septembre septiembre setiembre sept sep",
    "october octobre octubre oct",
    "november novembre noviembre nov",
    "december decembre diciembre dec",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_WRITTEN = sorted({*_MONTHS, "février", "août", "décembre"}, key=len, reverse=True)
_MONTH = f"(?P<month>{'|'.join(_WRITTEN)})"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_SEPARATOR = r"[\s ]+"
_WRITTEN_OUT = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_DAY}{_SEPARATOR}(?:of{_SEPARATOR}|de{_SEPARATOR})?{_MONTH}\.?,?{_SEPARATOR}(?:del?{_SEPARATOR})?{_YEAR}\b",
        rf"\b{_MONTH}\.?{_SEPARATOR}{_DAY},?{_SEPARATOR}{_YEAR}\b",
        rf"\b{_MONTH},?{_SEPARATOR}(?:del?{_SEPARATOR})?{_YEAR}\b",
    )
)
_IN_FIGURES = tuple(
    re.compile(form)
    for form in (
        rf"\b{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)\b",
        r"\b(?P<day>[0-3]?\d)/(?P<month>[01]?\d)/(?P<year>(?:19|20)\d\d)\b",
    )
)
# The forms are tried only near what they cannot do without; trying each everywhere took a fifth of all recognition.
# A pattern that begins with a figure or a mark is tried only where one stands.
_YEAR_APART = re.compile(r"[12](?<=\s[12])(?:(?<=1)[89]|(?<=2)0)\d\d\b")
_WORD_BEFORE = re.compile(rf"(?:[a-zû.,]{_SEPARATOR}(?:del?{_SEPARATOR})?|\d,?{_SEPARATOR})\Z")
_FIGURES = re.compile(r"-(?<=\d\d-)[01]\d-|/(?<=\d/)[01]?\d/")
_REACH = 60
_BEFORE = 24
_MONTH_LENGTH = 7


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its offsets, its ISO 8601 form (year and month, or a day), and the rule."""

    start: int
    end: int
    iso: str
    rule: str


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates of a text; a month with its day is not found again without it."""
    last = 0
    for word, end in _years(text):
        start = max(last, word - _BEFORE)
        for form in _WRITTEN_OUT:
            found = form.search(text, start, end)
            if found:
                last = found.end()
                if iso := _iso(found):
                    yield FoundDate(*found.span(), iso, "date.day" if len(iso) > _MONTH_LENGTH else "date.month")
                break
    if _FIGURES.search(text):
        for form in _IN_FIGURES:
            for found in form.finditer(text):
                if iso := _iso(found):
                    yield FoundDate(*found.span(), iso, "date.figures")


def _years(text: str) -> Iterator[tuple[int, int]]:
    """From where to where a year stands with the end of the word before it."""
    last = 0
    for year in _YEAR_APART.finditer(text):
        if word := _WORD_BEFORE.search(text, max(last, year.start() - _REACH), year.start()):
            last = year.end()
            yield word.start(), last


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    month = int(parts["month"]) if parts["month"].isdigit() else _MONTHS[fold_word(parts["month"])]
    try:
        whole = date(int(parts["year"]), month, int(parts.get("day") or 1))
    except ValueError:
        return None
    return whole.isoformat() if parts.get("day") else whole.isoformat()[:7]
