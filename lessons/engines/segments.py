"""Segments of a Whoosh index: its dictionary, postings, positions and stored records; the only room of that library.

Whoosh's own writer runs an analyzer, locks, merges when it likes and sorts tuples; here its codec is fed with sorted
postings, which is several times as fast, and a segment is never touched again. The files are an ordinary Whoosh index.
"""

# Whoosh says that it is typed, but most of its functions are not.
# mypy: disable-error-code="no-untyped-call"

import mmap
import os
import pickle
import secrets
import shutil
import struct
import zlib
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.whoosh3 import W3Codec, W3PerDocReader, W3Segment, W3TermsReader
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.index import TOC
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError, TermNotFound

from lessons.engines.clause import TEXT_FIELDS
from lessons.engines.columns import Rows
from lessons.engines.inverter import Inverter, Run, encoded, unpacked
from lessons.engines.protocol import IndexedPassage

NAME = "MAIN"
RECORD = "record"
GENERATION = 1
# 128, Whoosh's own, costs 25 ms to decode 100,000 postings; 1,024 half of it.
BLOCK = 1024
# What Whoosh raises over damaged files.
DAMAGE = (CorruptIndexError, WhooshIndexError, OSError, EOFError, ValueError, KeyError, IndexError, AttributeError,
          AssertionError, TypeError, ImportError, struct.error, zlib.error, pickle.UnpicklingError)

Frequencies = npt.NDArray[np.float32]
Segment = W3Segment


class MappedFile(StructFile):
    """A file of an index, mapped into memory: a look-up costs no system call."""

    def get(self, position: int, length: int) -> bytes:
        """Some bytes, without moving the file's position."""
        mapped: Any = self.file
        return bytes(mapped[position : position + length])


class SafeStorage(FileStorage):
    """Whoosh's folder, with mapped files, in which no file is ever written over."""

    def create_file(self, name: str, excl: bool = True, mode: str = "wb", **_options: Any) -> StructFile:
        """Create a file; one that is there may be a link to an index in use, and must not be emptied."""
        file: Any = (Path(self.folder) / name).open(mode.replace("w", "x") if excl else mode)
        return StructFile(file, name=name)

    def open_file(self, name: str, **_options: Any) -> StructFile:
        """Open a file for reading."""
        with (Path(self.folder) / name).open("rb") as file:
            if file.seek(0, os.SEEK_END) == 0:  # the postings of passages without any word
                return StructFile(BytesIO(), name=name)
            mapped: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            return MappedFile(mapped, name=name)


def _schema() -> Schema:
    nothing: Any = None
    fields = {name: FieldType(Format(), analyzer=nothing) for name in TEXT_FIELDS}
    return Schema(**fields, **{RECORD: FieldType(format=nothing, analyzer=nothing, stored=True)})


def write_contents(directory: Path, segments: Sequence[Segment]) -> None:
    """Write the index's table of contents."""
    TOC(_schema(), list(segments), GENERATION).write(SafeStorage(str(directory)), NAME)


def read_contents(directory: Path) -> list[Segment]:
    """The segments of an index."""
    segments: list[Segment] = TOC.read(SafeStorage(str(directory), readonly=True), NAME).segments
    return segments


def link(segment: Segment, base: Path, directory: Path) -> None:
    """Link a segment's files into another directory; Whoosh only ever reads them."""
    for name in segment.list_files(FileStorage(str(base))):
        try:
            (directory / name).hardlink_to(base / name)
        except OSError:  # another file system, or one without links
            shutil.copyfile(base / name, directory / name)


def without_rows(segment: Segment, rows: Collection[int]) -> Segment:
    """The segment as a table of contents names it when these rows of it are removed."""
    other = copy(segment)
    other._deleted = set(rows)
    return other


class SegmentWriter:
    """Writes one segment; nothing but the records reaches the disk before `finish`."""

    def __init__(self, directory: Path):
        self._codec = W3Codec(blocklimit=BLOCK)
        self._storage = SafeStorage(str(directory))
        # Whoosh names segments by `random`: where that is seeded, names repeat.
        self._segment = Segment(self._codec, NAME, segid=secrets.token_hex(8))
        self._records = self._codec.per_document_writer(self._storage, self._segment)
        self._schema = _schema()
        self._rows = 0
        self.postings = Inverter()

    def __len__(self) -> int:
        return self._rows

    def add(self, passage: IndexedPassage) -> None:
        """Add a passage as the next row."""
        self.postings.add(self._rows, passage.fields)
        self.add_record(passage.record)

    def add_record(self, record: bytes) -> None:
        """Add a row whose postings come by themselves."""
        self._records.start_doc(self._rows)
        self._records.add_field(RECORD, self._schema[RECORD], record, 0)
        self._records.finish_doc()
        self._rows += 1

    def abandon(self) -> None:
        """Close the records and remove what was temporary."""
        self._records.close()
        self._storage.temp_storage(f"{NAME}.tmp").destroy()

    def finish(self) -> Segment:
        """Write everything and return the segment."""
        self.abandon()
        writer = self._codec.field_writer(self._storage, self._segment)
        field = None
        for run in self.postings.runs():
            if run.field != field:
                field = run.field
                writer.start_field(field, self._schema[field])
            _write_run(writer, run)
        writer.close()
        segment: Segment = self._segment
        segment.set_doc_count(self._rows)
        return segment


def _write_run(writer: Any, run: Run) -> None:
    writer.start_term(run.term)
    add = writer.add
    for row, frequency, positions in zip(run.rows, run.frequencies, run.positions, strict=True):
        add(row, frequency, positions, 0)
    writer.finish_term()


def size(segment: Segment) -> int:
    """The number of rows of a segment, removed ones included."""
    rows: int = segment.doc_count_all()
    return rows


class SegmentReader:
    """Reads one segment. Whoosh's readers move a file position, so only one thread reads at a time."""

    def __init__(self, directory: Path, segment: Segment):
        storage = SafeStorage(str(directory), readonly=True)
        self._format = Format()
        self._terms: W3TermsReader = segment.codec().terms_reader(storage, segment)
        self._records: W3PerDocReader = segment.codec().per_document_reader(storage, segment)
        self._lock = Lock()
        self.rows = size(segment)

    def postings(self, field: str, term: str) -> tuple[Rows, Frequencies] | None:
        """The rows and frequencies of a term, or None when the field has no such term."""
        blocks = self._blocks(field, term)
        if not blocks:
            return None
        return (np.concatenate([_rows(deltas) for deltas, _, _ in blocks]),
                np.concatenate([_frequencies(weights, len(deltas)) for deltas, weights, _ in blocks]))

    def positions(self, field: str, term: str, rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """The occurrences of a term in those of the ascending rows that have it: row and position of each."""
        parts = [_occurrences(block, rows) for block in self._blocks(field, term)]
        if not parts:
            return np.empty(0, np.int32), np.empty(0, np.int64)
        return np.concatenate([found for found, _ in parts]), np.concatenate([places for _, places in parts])

    def _blocks(self, field: str, term: str) -> list[tuple[Any, Any, Any]]:
        blocks = []
        with self._lock:
            try:
                matcher = self._terms.matcher(field, encoded(term), self._format)
            except TermNotFound:
                return []
            # Whoosh's matcher hands out one posting at a time, 1 us each; its blocks are decoded whole here.
            while matcher.is_active():
                matcher._read_data()
                blocks.append(matcher._data)
                matcher._next_block()
        return blocks

    def record(self, row: int) -> bytes:
        """The stored record of a row."""
        with self._lock:
            record: bytes = self._records.stored_fields(row)[RECORD]
        return record

    def runs(self) -> Iterator[Run]:
        """Every term with its postings."""
        for (field, term), _ in self._terms.items():
            blocks = self._blocks(field, term.decode("utf-8", "surrogatepass"))
            rows = [row for deltas, _, _ in blocks for row in _rows(deltas).tolist()]
            frequencies = [int(weight) for deltas, weights, _ in blocks
                           for weight in _frequencies(weights, len(deltas)).tolist()]
            yield Run(field, term, rows, frequencies, [value for _, _, values in blocks for value in values])

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._terms.close()
            self._records.close()


def _rows(deltas: Sequence[int]) -> Rows:
    return np.cumsum(np.array(deltas, np.int32), dtype=np.int32)


def _frequencies(weights: Any, count: int) -> Frequencies:
    """Whoosh leaves out weights that are all 1 and writes equal ones once."""
    if weights is None or isinstance(weights, float):
        return np.full(count, 1.0 if weights is None else weights, np.float32)
    return np.array(weights, np.float32)


def _occurrences(block: tuple[Any, Any, Any], rows: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
    deltas, weights, values = block
    here = _rows(deltas)
    wanted = np.flatnonzero(np.isin(here, rows, assume_unique=True))
    if not len(wanted):
        return np.empty(0, np.int32), np.empty(0, np.int64)
    counts = _frequencies(weights, len(here))[wanted].astype(np.int64)
    return np.repeat(here[wanted], counts), unpacked([values[place] for place in wanted.tolist()], counts)
