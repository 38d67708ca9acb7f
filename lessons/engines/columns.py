"""What an embedded engine knows of each passage besides its text, as numpy columns in the order of the engine's rows.

A row is a passage by the engine's own number. Rows of removed passages stay until the engine drops them; `live` says
which count. `newest` and `oldest` are every row's place in those two orders with all ties resolved, so that no query
ever compares a date or a document id. `lessons.engines.rows` makes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lessons.engines.arrays import Array, read_arrays, write_arrays
from lessons.engines.clause import TEXT_FIELDS
from lessons.engines.texts import Rows, TextColumn, gather
from lessons.engines.words import WordColumn

Mask = npt.NDArray[np.bool_]
FILE = "columns.bin"
PLAIN = ("document", "ordinals", "dates", "live", "newest", "oldest")


@dataclass(frozen=True)
class CodeColumn:
    """A facet's codes by row: the codes of row r are `values[starts[r]:starts[r + 1]]`, numbers into `names`."""

    names: tuple[str, ...]
    values: Array
    starts: Array

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each code."""
        return {name: index for index, name in enumerate(self.names)}

    @cached_property
    def _row_of_value(self) -> Array:
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    @cached_property
    def _single(self) -> bool:
        """Whether every row has exactly one code, so that a row is the place of its code: counting is twice as fast."""
        return len(self.values) == len(self.starts) - 1 and bool((np.diff(self.starts) == 1).all())

    def carrying(self, codes: Iterable[str]) -> Mask:
        """Which rows carry any of the codes."""
        wanted = np.zeros(len(self.names), bool)
        wanted[[self.numbers[code] for code in codes if code in self.numbers]] = True
        mask = np.zeros(len(self.starts) - 1, bool)
        if len(self.values):
            mask[self._row_of_value[wanted[self.values]]] = True
        return mask

    def count(self, rows: Rows) -> dict[str, int]:
        """How many of the rows carry each code; codes that none carries are left out."""
        places = rows if self._single else gather(self.starts, rows)[0]
        counts = np.bincount(self.values[places], minlength=len(self.names))
        return {self.names[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist()}


@dataclass(frozen=True)
class Columns:
    """All columns of an index."""

    ids: TextColumn
    documents: TextColumn
    document: Array
    ordinals: Array
    dates: Array
    live: Array
    newest: Array
    oldest: Array
    lengths: Mapping[str, Array]
    facets: Mapping[str, CodeColumn]
    words: WordColumn

    def __len__(self) -> int:
        return len(self.dates)

    @cached_property
    def all_live(self) -> bool:
        """Whether no row was removed."""
        return bool(self.live.all())

    @cached_property
    def live_rows(self) -> Rows:
        """The rows that count."""
        return np.flatnonzero(self.live).astype(np.int32)

    @cached_property
    def average_lengths(self) -> dict[str, float]:
        """For each text field the mean number of terms of the passages that have any."""
        means = {}
        for field in TEXT_FIELDS:
            lengths = self.lengths[field][self.live_rows]
            present = int(np.count_nonzero(lengths))
            means[field] = float(lengths.sum(dtype=np.int64)) / present if present else 1.0
        return means

    def sequence(self, row: int) -> tuple[str, int]:
        """The tie order of a row: document id and ordinal."""
        return self.documents[int(self.document[row])], int(self.ordinals[row])

    def write(self, directory: Path) -> None:
        """Write the columns into a directory."""
        arrays = {
            "ids": self.ids.data,
            "ids.starts": self.ids.starts,
            "documents": self.documents.data,
            "documents.starts": self.documents.starts,
            "terms": self.words.names.data,
            "terms.starts": self.words.names.starts,
            "words": self.words.values,
            "words.starts": self.words.starts,
        } | {name: getattr(self, name) for name in PLAIN}
        arrays |= {f"length.{field}": lengths for field, lengths in self.lengths.items()}
        for number, codes in enumerate(self.facets.values()):
            arrays |= {f"facet.{number}": codes.values, f"facet.{number}.starts": codes.starts}
        write_arrays(directory / FILE, arrays, {name: codes.names for name, codes in self.facets.items()})

    @classmethod
    def read(cls, directory: Path) -> "Columns":
        """Map the columns of a directory; raises DamagedFileError."""
        arrays, names = read_arrays(directory / FILE)
        facets = {
            facet: CodeColumn(tuple(codes), arrays[f"facet.{number}"], arrays[f"facet.{number}.starts"])
            for number, (facet, codes) in enumerate(names.items())
        }
        return cls(
            ids=TextColumn(arrays["ids"], arrays["ids.starts"]),
            documents=TextColumn(arrays["documents"], arrays["documents.starts"]),
            lengths={field: arrays[f"length.{field}"] for field in TEXT_FIELDS},
            facets=facets,
            words=WordColumn(
                TextColumn(arrays["terms"], arrays["terms.starts"]), arrays["words"], arrays["words.starts"]
            ),
            **{name: arrays[name] for name in PLAIN},
        )
