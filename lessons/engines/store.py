"""The segments of an opened Whoosh index, read as one: postings in a bounded cache, positions and records from disk."""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lessons.engines.arrays import DamagedFileError
from lessons.engines.clause import Clause
from lessons.engines.columns import Columns
from lessons.engines.evaluator import Evaluator
from lessons.engines.inverter import encoded
from lessons.engines.matches import Matches
from lessons.engines.positions import Place, Positions
from lessons.engines.postings import NOWHERE, Cache, Postings
from lessons.engines.protocol import Ranking
from lessons.engines.segments import SegmentReader, read_contents
from lessons.engines.texts import Rows


class WhooshStore:
    """The segments of an opened index, read as one."""

    def __init__(self, directory: Path, columns: Columns):
        self._segments = [SegmentReader(directory, segment) for segment in read_contents(directory)]
        sizes = [segment.rows for segment in self._segments]
        if sum(sizes) != len(columns):
            raise DamagedFileError("the segments and the columns have different numbers of rows")
        self._bases = [0, *accumulate(sizes)]
        self._cache = Cache()
        self._positions = Positions(self, len(columns))
        self._evaluator = Evaluator(columns, self)

    def match(self, clause: Clause, ranking: Ranking) -> Matches:
        """The rows that match a clause, removed ones included, with their scores."""
        return self._evaluator.match(clause, ranking)

    def postings(self, field: str, term: str) -> Postings:
        """The rows and frequencies of a term."""
        return self._cache.get((field, term), lambda: self._load(field, term))

    def _load(self, field: str, term: str) -> Postings:
        name = encoded(term)
        parts = [
            Postings(found.rows() + np.int32(base), found.frequencies())
            for base, segment in zip(self._bases, self._segments, strict=False)
            if (found := segment.find(field, name)) is not None
        ]
        if len(parts) < 2:  # noqa: PLR2004 - most terms stand in one segment, or in none
            return parts[0] if parts else NOWHERE
        return Postings(
            np.concatenate([part.rows for part in parts]), np.concatenate([part.frequencies for part in parts])
        )

    def positions(self, field: str, term: str, rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """The occurrences of a term in those of the rows that have it."""
        bounds = np.searchsorted(rows, self._bases).tolist()
        parts = [(np.empty(0, np.int32), np.empty(0, np.int64))]
        for number, segment in enumerate(self._segments):
            base = np.int32(self._bases[number])
            here = rows[bounds[number] : bounds[number + 1]]
            found = segment.find(field, encoded(term)) if len(here) else None
            if found is not None:
                own, places = found.occurrences(here - base)
                parts.append((own + base, places))
        return np.concatenate([found for found, _ in parts]), np.concatenate([places for _, places in parts])

    def phrase(self, field: str, places: Sequence[Place]) -> Rows:
        """The rows that have the places' terms at successive positions of a field."""
        return self._positions.phrase(field, places)

    def near(self, field: str, words: Sequence[tuple[str, ...]], distance: int) -> Rows:
        """The rows that have each word within so many positions of the next, in either order."""
        return self._positions.near(field, words, distance)

    def records(self, rows: Sequence[int]) -> list[bytes]:
        """The stored records of the rows, in their order."""
        numbers = np.searchsorted(self._bases, rows, side="right") - 1
        return [
            self._segments[number].record(row - self._bases[number])
            for number, row in zip(numbers.tolist(), rows, strict=True)
        ]

    def close(self) -> None:
        """Release files."""
        for segment in self._segments:
            segment.close()
