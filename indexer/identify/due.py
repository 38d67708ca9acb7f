"""By when something is asked for: "by 31 December 2025", "no later than the end of June 2026"."""

import calendar
import re

from indexer.annotate.dates import find_dates

_LIMIT = (
    r"\b(?:by|before|until|not? later than|due(?: date)?:?(?: by| on)?|deadline(?: of|:)?|"
    r"(?:target|implementation|completion) date:?)\s+(?:the )?"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATED = re.compile(
    rf"{_LIMIT}(?=(?:\d{{1,2}} |end of |(?:{_MONTHS})))(?P<end>end of )?(?P<date>[^;]{{4,24}})", re.IGNORECASE
)
_YEAR = re.compile(
    rf"{_LIMIT}(?:(?P<part>end of|mid-|early |late |(?:first|second|third|fourth) quarter of) "
    rf"?)?(?P<year>20\d\d)\b(?!/)",
    re.IGNORECASE,
)
_QUARTERS = {"first": "03-31", "second": "06-30", "third": "09-30", "fourth": "12-31", "end": "12-31"}
_MONTH_LENGTH = 7


def due(text: str) -> str | None:
    """The date by which something is to be done, in ISO 8601, as exact as the text has it."""
    if "20" not in text:
        return None
    for limit in _DATED.finditer(text):
        first = next(find_dates(limit["date"]), None)
        if first and not limit["date"][: first.start].strip():
            return _last_day(first.iso) if limit["end"] else first.iso
    for limit in _YEAR.finditer(text):
        ending = _QUARTERS.get((limit["part"] or "").lower().split(" ", maxsplit=1)[0])
        return f"{limit['year']}-{ending}" if ending else limit["year"]
    return None


def _last_day(iso: str) -> str:
    """The last day of a month."""
    if len(iso) != _MONTH_LENGTH:
        return iso
    year, month = int(iso[:4]), int(iso[5:])
    return f"{iso}-{calendar.monthrange(year, month)[1]:02}"
