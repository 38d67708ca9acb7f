"""Reads the vocabularies' tables, which are data files of the package."""

import csv
from collections.abc import Iterator
from importlib import resources

Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """The rows of a table of this package, cells stripped, a missing cell empty."""
    table = resources.files("lessons.vocabulary").joinpath("data", f"{name}.csv")
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        yield {column: (cell or "").strip() for column, cell in row.items() if column}


def several(cell: str) -> tuple[str, ...]:
    """A cell that holds several values, parted by "|"."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
