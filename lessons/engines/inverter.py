"""Turns passages into postings, term by term: what a segment of an inverted index is written from.

Everything is kept in flat arrays, 12 bytes a posting and 4 a position, because tuples would cost ten times that.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lessons.engines.columns import gather, starts_of
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


class Inverter:
    """Collects the postings of a segment's passages."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._names: list[tuple[str, bytes]] = []
        self._terms = array("I")
        self._rows = array("I")
        self._frequencies = array("I")
        self._positions = array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, row: int, fields: Mapping[str, Sequence[Posting]]) -> None:
        """Add a passage; rows must come in ascending order."""
        for field, postings in fields.items():
            places: dict[str, list[int]] = {}
            for posting in postings:
                places.setdefault(posting.term, []).append(posting.position)
            numbers = self._numbers.setdefault(field, {})
            for term, positions in places.items():
                number = numbers.get(term)
                self._terms.append(self._new(field, term) if number is None else number)
                self._rows.append(row)
                self._frequencies.append(len(positions))
                self._positions.extend(positions)

    def add_run(self, run: Run) -> None:
        """Add the postings of a term as they stood in another segment, under their new rows."""
        term = decoded(run.term)
        number = self._numbers.setdefault(run.field, {}).get(term)
        if number is None:
            number = self._new(run.field, term)
        self._terms.extend([number] * len(run.rows))
        for column, values in ((self._rows, run.rows), (self._frequencies, run.frequencies),
                               (self._positions, run.positions)):
            column.frombytes(values.astype(np.uint32).tobytes())

    def _new(self, field: str, term: str) -> int:
        number = self._numbers[field][term] = len(self._names)
        self._names.append((field, encoded(term)))
        return number

    def runs(self) -> Iterator[Run]:
        """All terms in order of field and bytes."""
        terms, rows, frequencies, positions = (np.frombuffer(column, np.uint32) for column in (
            self._terms, self._rows, self._frequencies, self._positions))
        order = np.argsort(terms, kind="stable")
        bounds = np.searchsorted(terms[order], np.arange(len(self._names) + 1)).tolist()
        starts = starts_of(frequencies)
        for number in sorted(range(len(self._names)), key=self._names.__getitem__):
            own = order[bounds[number] : bounds[number + 1]]
            yield Run(*self._names[number], rows[own], frequencies[own], positions[gather(starts, own)[0]])


def encoded(term: str) -> bytes:
    """A term as an index stores it; lone surrogates of damaged input pass."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """The term that was stored."""
    return term.decode("utf-8", "surrogatepass")
