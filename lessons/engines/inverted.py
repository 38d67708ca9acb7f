"""The rows of each term as flat columns, mapped: what an engine that gives no access to its postings is scored by.

It costs 6 bytes a posting (38 MB for 100,000 passages of 100 words). Nothing is decoded: a term's rows are a slice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lessons.engines.arrays import Array, read_arrays, write_arrays
from lessons.engines.postings import NOWHERE, Postings
from lessons.engines.texts import TextColumn, starts_of
from lessons.engines.words import WordColumn

FILE = "postings.bin"
MOST = np.iinfo(np.uint16).max
"""A frequency above this counts as this; BM25 has long been saturated there."""


@dataclass(frozen=True, slots=True)
class InvertedColumn:
    """The postings of term t are `rows[starts[t]:starts[t + 1]]` with `frequencies` beside; terms are in order."""

    names: TextColumn
    rows: Array
    frequencies: Array
    starts: Array

    @classmethod
    def of(cls, words: WordColumn) -> "InvertedColumn":
        """Turn the words of each row into the rows of each word."""
        rows = np.repeat(np.arange(len(words.starts) - 1, dtype="<i4"), np.diff(words.starts))
        order = np.argsort(words.values, kind="stable")
        terms, rows = words.values[order], rows[order]
        begins = np.ones(len(terms), bool)
        begins[1:] = (terms[1:] != terms[:-1]) | (rows[1:] != rows[:-1])
        first = np.flatnonzero(begins)
        frequencies = np.minimum(np.diff(first, append=len(terms)), MOST).astype("<u2")
        return cls(
            words.names, rows[first], frequencies, starts_of(np.bincount(terms[first], minlength=len(words.names)))
        )

    def postings(self, term: str) -> Postings:
        """The rows and frequencies of a term."""
        number = self.names.find(term)
        if number is None:
            return NOWHERE
        start, end = self.starts[number], self.starts[number + 1]
        return Postings(self.rows[start:end], self.frequencies[start:end].astype(np.float32))


def write_inverted(directory: Path, fields: Mapping[str, InvertedColumn]) -> None:
    """Write the postings of an index's fields into its directory."""
    arrays: dict[str, Array] = {}
    for name, column in fields.items():
        arrays |= {f"{name}.names": column.names.data, f"{name}.names.starts": column.names.starts}
        arrays |= {f"{name}.rows": column.rows, f"{name}.frequencies": column.frequencies}
        arrays[f"{name}.starts"] = column.starts
    write_arrays(directory / FILE, arrays, list(fields))


def read_inverted(directory: Path) -> dict[str, InvertedColumn]:
    """Map the postings of an index; raises DamagedFileError."""
    arrays, names = read_arrays(directory / FILE)
    return {name: _column(arrays, name) for name in names}


def _column(arrays: Mapping[str, Array], name: str) -> InvertedColumn:
    return InvertedColumn(
        TextColumn(arrays[f"{name}.names"], arrays[f"{name}.names.starts"]),
        arrays[f"{name}.rows"],
        arrays[f"{name}.frequencies"],
        arrays[f"{name}.starts"],
    )
