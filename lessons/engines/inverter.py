"""Turns passages into postings, term by term: what a segment of an inverted index is written from.

Everything is kept in flat arrays, 14 bytes and the positions for each posting, because tuples would cost 150.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lessons.engines.protocol import Posting

NARROW = 256


def packed(positions: Sequence[int]) -> bytes:
    """Positions as bytes: one each while all are below 256, else four each; told apart by the frequency."""
    if max(positions) < NARROW:
        return bytes(positions)
    return array("I", positions).tobytes()


def unpacked(data: Sequence[bytes], frequencies: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The positions of several postings one after the other."""
    sizes = np.array([len(value) for value in data], np.int64)
    if np.array_equal(sizes, frequencies):
        return np.frombuffer(b"".join(data), np.uint8).astype(np.int64)
    parts = [np.frombuffer(value, np.uint8 if len(value) == frequency else np.uint32)
             for value, frequency in zip(data, frequencies.tolist(), strict=True)]
    return np.concatenate(parts).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Run:
    """A term of a field with its postings, in order of row."""

    field: str
    term: bytes
    rows: list[int]
    frequencies: list[int]
    positions: list[bytes]


class Inverter:
    """Collects the postings of a segment's passages."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {}
        self._names: list[tuple[str, bytes]] = []
        self._terms = array("I")
        self._rows = array("I")
        self._frequencies = array("I")
        self._sizes = array("I")
        self._positions = bytearray()

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
                if number is None:
                    number = self._new(field, term)
                self._append(number, row, len(positions), packed(positions))

    def add_run(self, run: Run) -> None:
        """Add the postings of a term as they stand in another segment, under their new rows."""
        term = decoded(run.term)
        number = self._numbers.setdefault(run.field, {}).get(term)
        if number is None:
            number = self._new(run.field, term)
        for row, frequency, positions in zip(run.rows, run.frequencies, run.positions, strict=True):
            self._append(number, row, frequency, positions)

    def _new(self, field: str, term: str) -> int:
        number = self._numbers[field][term] = len(self._names)
        self._names.append((field, encoded(term)))
        return number

    def _append(self, number: int, row: int, frequency: int, positions: bytes) -> None:
        self._terms.append(number)
        self._rows.append(row)
        self._frequencies.append(frequency)
        self._sizes.append(len(positions))
        self._positions += positions

    def runs(self) -> Iterator[Run]:
        """All terms in order of field and bytes."""
        terms = np.frombuffer(self._terms, np.uint32)
        order = np.argsort(terms, kind="stable")
        bounds = np.searchsorted(terms[order], np.arange(len(self._names) + 1)).tolist()
        rows, frequencies, sizes = (np.frombuffer(column, np.uint32)
                                    for column in (self._rows, self._frequencies, self._sizes))
        ends = np.cumsum(sizes, dtype=np.int64)
        blob = bytes(self._positions)
        for number in sorted(range(len(self._names)), key=self._names.__getitem__):
            places = order[bounds[number] : bounds[number + 1]]
            stops = ends[places]
            spans = zip((stops - sizes[places]).tolist(), stops.tolist(), strict=True)
            yield Run(*self._names[number], rows[places].tolist(), frequencies[places].tolist(),
                      [blob[start:stop] for start, stop in spans])


def encoded(term: str) -> bytes:
    """A term as an index stores it; lone surrogates of damaged input pass."""
    return term.encode("utf-8", "surrogatepass")


def decoded(term: bytes) -> str:
    """The term that was stored."""
    return term.decode("utf-8", "surrogatepass")
