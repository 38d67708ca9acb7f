"""Makes columns: from passages, from rows of an older index, and from both one after the other."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lessons.engines.arrays import Array
from lessons.engines.clause import TEXT_FIELDS
from lessons.engines.columns import CodeColumn, Columns
from lessons.engines.protocol import UNDATED, IndexedPassage, Posting
from lessons.engines.texts import Rows, TextColumn, gather, starts_of
from lessons.engines.words import WordCollector, join_words, take_words


def length(postings: Sequence[Posting]) -> int:
    """The length of a field: its positions, so that terms stacked on one position do not make it longer."""
    return len({posting.position for posting in postings})


class Numbering(dict[str, int]):
    """Numbers texts in the order in which they come."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number

    def sorted(self, numbers: "array[int]") -> tuple[list[str], Array]:
        """The texts in order, and the given numbers as places in that order."""
        names = sorted(self)
        places = np.empty(len(names), "<i4")
        places[[self[name] for name in names]] = np.arange(len(names))
        return names, places[np.frombuffer(numbers, np.uint32)]


@dataclass(slots=True)
class CodeCollector:
    """A facet's codes: for each its row and its number."""

    names: Numbering = field(default_factory=Numbering)
    rows: "array[int]" = field(default_factory=lambda: array("I"))
    values: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, row: int, codes: Iterable[str]) -> None:
        """Add a row's codes; one given twice counts once."""
        for code in dict.fromkeys(codes):
            self.rows.append(row)
            self.values.append(self.names[code])

    def column(self, rows: int) -> CodeColumn:
        """The column of so many rows."""
        names, values = self.names.sorted(self.values)
        return CodeColumn(
            tuple(names), values, starts_of(np.bincount(np.frombuffer(self.rows, np.uint32), minlength=rows))
        )


class Collector:
    """Takes passages one after the other and keeps what becomes their columns: 200 bytes each, its id and its words."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._documents = Numbering()
        self._document = array("I")
        self._ordinals = array("q")
        self._dates = array("i")
        self._lengths = {name: array("i") for name in TEXT_FIELDS}
        self._facets: defaultdict[str, CodeCollector] = defaultdict(CodeCollector)
        self._words = WordCollector()

    def add(self, passage: IndexedPassage) -> None:
        """Add a passage as the next row."""
        for facet, codes in passage.codes.items():
            self._facets[facet].add(len(self._ids), codes)
        for name, lengths in self._lengths.items():
            lengths.append(length(passage.fields.get(name, ())))
        self._words.add(posting.term for posting in passage.fields.get("text", ()))
        document, ordinal = passage.sequence
        self._ids.append(passage.id)
        self._document.append(self._documents[document])
        self._ordinals.append(ordinal)
        self._dates.append(passage.date)

    def columns(self) -> Columns:
        """The columns of all passages so far."""
        rows = len(self._ids)
        names, document = self._documents.sorted(self._document)
        return _ordered(
            Columns(
                ids=TextColumn.pack(self._ids),
                documents=TextColumn.pack(names),
                document=document,
                ordinals=np.array(self._ordinals, "<i8"),
                dates=np.array(self._dates, "<i4"),
                live=np.ones(rows, bool),
                newest=np.empty(0),
                oldest=np.empty(0),
                lengths={name: np.array(lengths, "<i4") for name, lengths in self._lengths.items()},
                facets={facet: codes.column(rows) for facet, codes in self._facets.items() if codes.names},
                words=self._words.column(),
            )
        )


def _ordered(columns: Columns) -> Columns:
    """Compute both orders; document names are sorted, so their numbers stand for them (30 ms for 100,000 rows)."""
    tie = (columns.ordinals, columns.document)
    undated_last = np.where(columns.dates == UNDATED, np.iinfo(np.int32).max, columns.dates)
    return replace(
        columns, newest=_places(np.lexsort((*tie, -columns.dates))), oldest=_places(np.lexsort((*tie, undated_last)))
    )


def _places(order: Array) -> Array:
    places = np.empty(len(order), "<i4")
    places[order] = np.arange(len(order), dtype="<i4")
    return places


def take(columns: Columns, rows: Rows) -> Columns:
    """The columns of some rows, in the order given."""
    return replace(
        columns,
        ids=_take_texts(columns.ids, rows),
        document=columns.document[rows],
        ordinals=columns.ordinals[rows],
        dates=columns.dates[rows],
        live=columns.live[rows],
        newest=columns.newest[rows],
        oldest=columns.oldest[rows],
        lengths={name: lengths[rows] for name, lengths in columns.lengths.items()},
        facets={name: _take_codes(codes, rows) for name, codes in columns.facets.items()},
        words=take_words(columns.words, rows),
    )


def _take_texts(texts: TextColumn, rows: Rows) -> TextColumn:
    places, lengths = gather(texts.starts, rows)
    return TextColumn(texts.data[places], starts_of(lengths))


def _take_codes(codes: CodeColumn, rows: Rows) -> CodeColumn:
    places, lengths = gather(codes.starts, rows)
    return CodeColumn(codes.names, codes.values[places], starts_of(lengths))


def concatenate(first: Columns, second: Columns) -> Columns:
    """The rows of the first, then those of the second, in their new orders."""

    def joined(name: str) -> Array:
        return np.concatenate((getattr(first, name), getattr(second, name)))

    names, renumber = _merged(first.documents.all(), second.documents.all())
    document = np.concatenate((renumber[0][first.document], renumber[1][second.document]))
    facets = {
        name: _join_codes(first.facets.get(name) or _none(len(first)), second.facets.get(name) or _none(len(second)))
        for name in {**first.facets, **second.facets}
    }
    return _ordered(
        replace(
            first,
            ids=_join_texts(first.ids, second.ids),
            documents=TextColumn.pack(names),
            document=document,
            ordinals=joined("ordinals"),
            dates=joined("dates"),
            live=joined("live"),
            facets=facets,
            words=join_words(first.words, second.words),
            lengths={name: np.concatenate((lengths, second.lengths[name])) for name, lengths in first.lengths.items()},
        )
    )


def _none(rows: int) -> CodeColumn:
    return CodeColumn((), np.empty(0, "<i4"), np.zeros(rows + 1, "<i8"))


def _merged(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], tuple[Array, Array]]:
    """The sorted union of two lists of names, and the new numbers of either's names."""
    names = sorted({*first, *second})
    number = {name: index for index, name in enumerate(names)}

    def renumbered(old: Iterable[str]) -> Array:
        return np.array([number[name] for name in old], "<i4")

    return names, (renumbered(first), renumbered(second))


def _join_texts(first: TextColumn, second: TextColumn) -> TextColumn:
    return TextColumn(
        np.concatenate((first.data, second.data)), np.concatenate((first.starts, second.starts[1:] + first.starts[-1]))
    )


def _join_codes(first: CodeColumn, second: CodeColumn) -> CodeColumn:
    names, renumber = _merged(first.names, second.names)
    return CodeColumn(
        tuple(names),
        np.concatenate((renumber[0][first.values], renumber[1][second.values])),
        np.concatenate((first.starts, second.starts[1:] + first.starts[-1])),
    )
