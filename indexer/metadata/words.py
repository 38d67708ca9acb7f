"""Tables of words that stand for codes: each line a regular expression, the first that matches decides."""

import csv
import re
from collections.abc import Container, Sequence
from functools import cache
from importlib.resources import files

WordTable = Sequence[tuple[str, re.Pattern[str]]]


@cache
def table(name: str, where: str | None = None) -> WordTable:
    """The codes and patterns of a table in ``data``, in order; `where` selects the lines for one place."""
    text = files("indexer.metadata").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in csv.DictReader(text.splitlines()) if where in (None, line.get("where"))]
    return tuple((line["code"], re.compile(line["words"], re.IGNORECASE)) for line in lines)


def first_code(words: WordTable, text: str, among: Container[str] | None = None) -> str | None:
    """The code of the first line whose words stand in a text, None if none does."""
    return next((code for code, pattern in words if (among is None or code in among) and pattern.search(text)), None)
