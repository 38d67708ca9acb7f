"""The words of each passage by row, in their order: what feedback reads and scores without asking the engine again.

The engine matches over all passages; what is added to the best matches is computed here, alike on every engine. It
costs 4 bytes a word (37 MB for 100,000 passages of 92), mapped and read only where a row is among the best.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from lessons.engines.arrays import Array
from lessons.engines.texts import Rows, TextColumn, gather, starts_of


@dataclass(frozen=True, slots=True)
class WordColumn:
    """The index terms of row r are `values[starts[r]:starts[r + 1]]`, numbers into `names`, which are in order."""

    names: TextColumn
    values: Array
    starts: Array

    def terms(self, row: int) -> Counter[str]:
        """How often each term stands in a row."""
        numbers, counts = np.unique(self.values[self.starts[row] : self.starts[row + 1]], return_counts=True)
        return Counter({
            self.names[number]: count for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
        })  # fmt: skip

    def frequencies(self, rows: Rows, terms: Iterable[str]) -> Array:
        """How often each of the terms stands in each of the rows: a table of rows by terms."""
        numbers = [self.names.find(term) for term in terms]
        width = len(numbers) + 1
        slots = np.zeros(len(self.names) + 1, np.int32)
        for slot, number in enumerate(numbers):
            if number is not None:
                slots[number] = slot + 1
        places, lengths = gather(self.starts, rows)
        found = slots[self.values[places]] + np.repeat(np.arange(len(rows)) * width, lengths)
        counted: Array = np.bincount(found, minlength=len(rows) * width).reshape(len(rows), width)[:, 1:]
        return counted


class WordCollector:
    """Takes the words of passages one after the other; numbers them in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._values = array("I")
        self._lengths = array("I")

    def add(self, terms: Iterable[str]) -> None:
        """Add a passage's words."""
        before, numbers = len(self._values), self._numbers
        self._values.extend([numbers.setdefault(term, len(numbers)) for term in terms])
        self._lengths.append(len(self._values) - before)

    def column(self) -> WordColumn:
        """The column of all passages so far."""
        values, lengths = np.frombuffer(self._values, np.uint32), np.frombuffer(self._lengths, np.uint32)
        return _column(self._numbers, values, starts_of(lengths))


def take_words(words: WordColumn, rows: Rows) -> WordColumn:
    """The words of some rows, in the order given; terms that none of them has stay listed."""
    places, lengths = gather(words.starts, rows)
    return WordColumn(words.names, words.values[places], starts_of(lengths))


def join_words(first: WordColumn, second: WordColumn) -> WordColumn:
    """The rows of the first, then those of the second."""
    numbers = {name: number for number, name in enumerate(first.names.all())}
    renumber = np.array([numbers.setdefault(name, len(numbers)) for name in second.names.all()], "<u4")
    values = np.concatenate((first.values, renumber[second.values] if len(second.values) else second.values))
    return _column(numbers, values, np.concatenate((first.starts, second.starts[1:] + first.starts[-1])))


def _column(numbers: Mapping[str, int], values: Array, starts: Array) -> WordColumn:
    """The column with its terms in order, those left out that stand nowhere any more."""
    used = np.zeros(len(numbers), bool)
    used[values] = True
    names = sorted(name for name, number in numbers.items() if used[number])
    places = np.zeros(len(numbers), "<u4")
    places[[numbers[name] for name in names]] = np.arange(len(names), dtype="<u4")
    return WordColumn(TextColumn.pack(names), places[values] if len(values) else values.astype("<u4"), starts)
