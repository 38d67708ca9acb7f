"""Dates as documents print them, in English, French, Spanish, Portuguese and Russian."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH_NAMES = (
    "january jan janvier janv enero ene janeiro января",
    "february feb février fevrier févr febrero fevereiro февраля",
    "march mar mars marzo março марта",
    "april apr avril avr abril abr апреля",
    "may mai mayo maio мая",
    "june jun juin junio junho июня",
    "july jul juillet juil julio julho июля",
    "august aug août aout agosto ago августа",
    "september sept sep septembre septiembre setiembre setembro сентября",
    "october oct octobre octubre outubro октября",
    "november nov novembre noviembre novembro ноября",
    "december dec décembre decembre déc diciembre dic dezembro декабря",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
# Bad OCR splits years ("19 84") and reads ones as letters ("l6 avril").
_YEAR = r"(?P<year>(?:1[89]|20) ?\d ?\d)\b(?!\s?\d)"
_DAY = r"(?P<day>[0-3lI]?\d|\d[lIO])"
_DAY_FIRST = re.compile(
    rf"(?<![\w/.]){_DAY}(?:st|nd|rd|th|er|º|°|\.)?\s{{1,3}}(?:of\s|de\s)?{_MONTH},?\s{{1,3}}(?:del?\s)?{_YEAR}", re.I
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}", re.I)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s{{1,3}}(?:of\s|del?\s)?{_YEAR}", re.I)
_ISO = re.compile(r"(?<![\d/-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?![\d/])")
_RANGE_BEFORE = re.compile(r"(?:[–—-]|\bto|\buntil|\band|\bau|\bal?)\s?$", re.I)
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: where it stands, its ISO 8601 form (year and month only where no day is printed).

    `in_range` tells that it ends a span of days, as the dates of a session do.
    """

    start: int
    end: int
    iso: str
    in_range: bool = False

    @property
    def full(self) -> bool:
        """Whether the day is known."""
        return len(self.iso) == len("2025-03-14")


def _number(digits: str) -> int:
    return int(digits.replace(" ", "").replace("l", "1").replace("I", "1").replace("O", "0"))


def _iso(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    name = parts["month"].lower()
    month = MONTHS.get(name) or (int(name) if name.isdigit() else 0)
    if not 1 <= month <= len(_DAYS_IN_MONTH):
        return None
    stem = f"{_number(parts['year']):04d}-{month:02d}"
    if parts.get("day") is None:
        return stem
    day = _number(parts["day"])
    return f"{stem}-{day:02d}" if 1 <= day <= _DAYS_IN_MONTH[month - 1] else None


def _matches(text: str) -> Iterator[DateFound]:
    taken: list[tuple[int, int]] = []
    for pattern in (_DAY_FIRST, _MONTH_FIRST, _ISO, _NUMERIC, _MONTH_YEAR):
        for match in pattern.finditer(text):
            start, end = match.span()
            iso = _iso(match)
            if iso is None or any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            taken.append((start, end))
            yield DateFound(start, end, iso, bool(_RANGE_BEFORE.search(text[max(0, start - 8) : start])))


def find_dates(text: str) -> list[DateFound]:
    """All dates of a short text in the order they stand; give it no more than a page or two."""
    return sorted(_matches(text), key=lambda found: found.start)


def clean(value: str) -> str | None:
    """The ISO form of a date that a file declares (``2024-05-01T10:00:00Z``, ``D:20240501``, ``1 May 2024``)."""
    compact = re.match(r"(?:D:)?((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)", value.strip())
    found = find_dates("-".join(compact.groups()) if compact else value[:200])
    return found[0].iso if found else None
