"""Years as a query writes them: 2010, >=2010, 2004..2010, 2004-2010, and dates, of which the year counts."""

import re

Years = tuple[int | None, int | None]

_DATE = r"(\d{4})(?:-\d\d?(?:-\d\d?)?)?"
_COMPARED = re.compile(rf"(>=|<=|>|<|=)\s*{_DATE}")
_RANGE = re.compile(rf"(?:{_DATE})?(?:\.\.|–)(?:{_DATE})?|(\d{{4}})-(\d{{4}})?|-(\d{{4}})")
_ONE = re.compile(_DATE)


def read_years(text: str) -> Years | None:
    """The first and last year of a text, None for an open end; None where it names no years."""
    text = text.rstrip(",;")
    if match := _COMPARED.fullmatch(text):
        return _compared(match.group(1), int(match.group(2)))
    if (match := _RANGE.fullmatch(text)) and any(match.groups()):
        first, last = (match.group(1) or match.group(3)), (match.group(2) or match.group(4) or match.group(5))
        return _number(first), _number(last)
    if match := _ONE.fullmatch(text):
        return int(match.group(1)), int(match.group(1))
    return None


def _compared(sign: str, year: int) -> Years:
    bounds: dict[str, Years] = {
        ">=": (year, None),
        ">": (year + 1, None),
        "<=": (None, year),
        "<": (None, year - 1),
        "=": (year, year),
    }
    return bounds[sign]


def _number(text: str | None) -> int | None:
    return int(text) if text else None
