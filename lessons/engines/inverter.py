"""Turns passages into postings, term by term: what a segment of an inverted index is written from.

Occurrences are kept in flat arrays, 12 bytes each, because tuples would cost ten times that.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lessons.engines.protocol import Posting

Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Run:
    """A term of a field with its postings in order of row: for each its frequency, and the positions of all."""

    field: str
    term: bytes
    rows: Numbers
    frequencies: Numbers
    positions: Numbers


class TermNumbers(dict[str, int]):
    """The numbers of a field's terms; an unknown term gets the next one."""

    def __init__(self, field: str, names: list[tuple[str, bytes]]):
        super().__init__()
        self._field = field
        self._names = names

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self._names)
        self._names.append((self._field, encoded(term)))
        return number


class Inverter:
    """Collects the occurrences of terms in a segment's passages."""

    def __init__(self) -> None:
        self._numbers: dict[str, TermNumbers] = {}
        self._names: list[tuple[str, bytes]] = []
        self._terms = array("I")
        self._rows = array("I")
        self._positions = array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, row: int, fields: Mapping[str, Sequence[Posting]]) -> None:
        """Add a passage; rows must come in ascending order."""
        for field, postings in fields.items():
            numbers = self._of(field)
            self._terms.extend([numbers[posting.term] for posting in postings])
            self._positions.extend([posting.position for posting in postings])
            self._rows.extend([row] * len(postings))

    def _of(self, field: str) -> TermNumbers:
        if field not in self._numbers:
            self._numbers[field] = TermNumbers(field, self._names)
        return self._numbers[field]

    def add_run(self, run: Run) -> None:
        """Add the postings of a term as they stood in another segment, under their new rows."""
        self._terms.extend([self._of(run.field)[decoded(run.term)]] * len(run.positions))
        self._rows.frombytes(np.repeat(run.rows, run.frequencies).astype(np.uint32).tobytes())
        self._positions.frombytes(run.positions.astype(np.uint32).tobytes())

    def _sorted(self) -> tuple[Numbers, Numbers, Numbers]:
        """Terms, rows and positions, ordered by term; gives the unsorted ones free, half of a build's memory."""
        columns = [np.frombuffer(column, np.uint32) for column in (self._terms, self._rows, self._positions)]
        self._terms, self._rows, self._positions = array("I"), array("I"), array("I")
        order = np.argsort(columns[0], kind="stable")
        for number, column in enumerate(columns):
            columns[number] = column[order]
        return columns[0], columns[1], columns[2]

    def runs(self) -> Iterator[Run]:
        """All terms in order of field and bytes; the inverter is empty afterwards."""
        terms, rows, positions = self._sorted()
        # A posting begins where the term or the row changes.
        begins = np.ones(len(terms), bool)
        begins[1:] = (terms[1:] != terms[:-1]) | (rows[1:] != rows[:-1])
        first = np.flatnonzero(begins)
        frequencies = np.diff(first, append=len(terms)).astype(np.uint32)
        bounds = np.searchsorted(terms[first], np.arange(len(self._names) + 1)).tolist()
        rows, first = rows[first], np.append(first, len(terms))
        for number in sorted(range(len(self._names)), key=self._names.__getitem__):
            start, stop = bounds[number], bounds[number + 1]
            yield Run(
                *self._names[number], rows[start:stop], frequencies[start:stop], positions[first[start] : first[stop]]
            )


def encoded(term: str) -> bytes:
    """A term as an index stores it; lone surrogates of damaged input pass."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """The term that was stored."""
    return term.decode("utf-8", "surrogatepass")
