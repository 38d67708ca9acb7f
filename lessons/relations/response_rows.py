"""Answers in the rows of a table: "3. Food in prisons | Accepted in part | twice a year"."""

import re
from dataclasses import dataclass

from lessons.records import Answer, Implementation

_CELL = re.compile(r"\s*[\t|]\s*")
_NUMBER = re.compile(
    r"\W*(?:(?:key |main )?(?:recommendation|recommandation|recomendación)\s*(?:no\.?|n[°º])?\s*)?(\d{1,3})\b", re.I
)
_NOT = re.compile(
    r"(?:not accepted|not agreed|rejected|declined|disagree[ds]?|non acceptée?|rejetée?|no aceptad[ao]|rechazad[ao])\b",
    re.I,
)
_PARTLY = re.compile(
    r"(?:(?:partial(?:ly)?|partly) (?:accept|agree)\w*|(?:accepted|agreed) (?:in part|partially|partly)|"
    r"partiellement acceptée?|acceptée? en partie|parcialmente aceptad[ao]|aceptad[ao] (?:parcialmente|en parte))\b",
    re.I,
)
_ACCEPTED = re.compile(r"(?:accepted|accepts?|agreed?|concur(?:s|red)?|acceptée?|aceptad[ao])\b", re.I)
_STATES: tuple[tuple[Implementation, re.Pattern[str]], ...] = (
    ("not_implemented", re.compile(r"\b(?:not (?:yet )?implemented|not started|outstanding)\b", re.I)),
    ("in_progress", re.compile(r"\b(?:in progress|under implementation|ongoing|partially implemented)\b", re.I)),
    ("overtaken", re.compile(r"\bovertaken by events\b", re.I)),
    ("implemented", re.compile(r"\b(?:implemented|completed|closed)\b", re.I)),
)
_LONGEST_STATE = 60
"""Characters of a cell that tells a state; a longer one describes an action."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a table tells of the recommendation of a number."""

    number: str
    answer: Answer | None
    implementation: Implementation | None


def rows_of(text: str) -> list[Row]:
    """The rows of a table that answer a recommendation, in order."""
    return [row for line in text.splitlines() if (row := _row(line))]


def _row(line: str) -> Row | None:
    cells = _CELL.split(line.strip())
    number = _NUMBER.match(cells[0])
    if len(cells) < 2 or number is None:  # noqa: PLR2004 - a number and an answer
        return None
    short = [cell for cell in cells[1:] if len(cell) <= _LONGEST_STATE]
    answer = next((found for cell in cells[1:] if (found := _answer(cell))), None)
    state = next((code for cell in short for code, pattern in _STATES if pattern.search(cell)), None)
    return Row(number[1], answer, state) if answer or state else None


def _answer(cell: str) -> Answer | None:
    if _NOT.match(cell):
        return "not_accepted"
    if _PARTLY.match(cell):
        return "partially_accepted"
    return "accepted" if _ACCEPTED.match(cell) else None
