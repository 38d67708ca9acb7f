"""What became of a recommendation, where the text itself says so: the answer it got and how far it was carried out."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from indexer.identify.rules import table_rows
from lessons.records import Answer, Implementation

_STATED = ("recommend", "response:", "accepted", "acceptance", "overtaken", "under implementation", "status")
_LONGEST = 6_000
_NUMBER = re.compile(r"\d+")
_BELOW = re.compile(r"\b(?:below|following)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|to|shall|should|must|can|could|may) (?:be |have been )?(?:fully )?implement(?:ed)?\b"
)


@cache
def _patterns(field: str) -> list[tuple[str, re.Pattern[str]]]:
    """The patterns of a field in the order of the table: "did not accept" and "partially accepted" hold "accepted"."""
    return [(row["code"], re.compile(row["pattern"])) for row in table_rows("answers.csv") if row["field"] == field]


def became(text: str) -> tuple[Answer | None, Implementation | None]:
    """The answer to a recommendation and its state of implementation, as far as the text tells them."""
    folded = text[:_LONGEST].lower().replace("’", "'")
    if not any(word in folded for word in _STATED):
        return None, None
    answer = _first("answer", folded)
    return cast(Answer | None, answer), cast(Implementation | None, _first("implementation", _FUTURE.sub(" ", folded)))


def introduced(heading: Sequence[str], paragraph: str | None = None) -> tuple[Answer | None, Implementation | None]:
    """What the heading above says became of all below it ("The recommendations below were rejected:").

    Under a heading with a number ("97. ...") only paragraphs of that number are meant: "98.1" follows another one.
    """
    last = heading[-1] if heading else ""
    own, above = _NUMBER.match(paragraph or ""), _NUMBER.match(last)
    if not _BELOW.search(last) or (own and above and own[0] != above[0]):
        return None, None
    return became(last)


def _first(field: str, text: str) -> str | None:
    return next((code for code, pattern in _patterns(field) if pattern.search(text)), None)
