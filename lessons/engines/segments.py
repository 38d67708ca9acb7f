"""Segments of a Whoosh index: its dictionary, postings, positions and stored records; the only room of that library.

Whoosh's own writer runs an analyzer, locks, merges when it likes and sorts tuples; here its codec is fed with sorted
postings, which is several times as fast, and a segment is never touched again.
The posting lists are packed arrays of ours (`lessons.engines.layout`), which Whoosh's own searcher cannot read.
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
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3PerDocReader, W3Segment, W3TermInfo, W3TermsReader
from whoosh.columns import CompressedBytesColumn
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.index import TOC
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError, TermNotFound
from whoosh.system import pack_ushort

from lessons.engines.clause import TEXT_FIELDS
from lessons.engines.inverter import Inverter, Run
from lessons.engines.layout import PostingList, packed
from lessons.engines.protocol import IndexedPassage

NAME = "MAIN"
RECORD = "record"
# Whoosh's stored fields are pickled: a quarter slower, and twice the size where the text is not English.
RECORDS = CompressedBytesColumn()
GENERATION = 1
# What Whoosh raises over damaged files.
DAMAGE = (
    CorruptIndexError,
    WhooshIndexError,
    OSError,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    TypeError,
    ImportError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
)

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
    return Schema(**fields)


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


class RunWriter(W3FieldWriter):
    """Whoosh's writer of dictionary and postings, which takes a term's postings at once and packs them as arrays.

    Whoosh pickles blocks of 128 postings: so 30,000 passages took 14 s to write instead of 7, and a first query of nine
    words 61 ms instead of 13.
    """

    def add_run(self, run: Run) -> None:
        """Write a term; terms come in order."""
        start = self._postfile.tell()
        self._postfile.write(packed(run))
        info = W3TermInfo(len(run.positions), len(run.rows), minid=int(run.rows[0]), maxid=int(run.rows[-1]))
        info.set_extent(start, self._postfile.tell() - start)
        self._tindex.add(pack_ushort(self._fieldid) + run.term, info.to_bytes())


class SegmentWriter:
    """Writes one segment; nothing but the records reaches the disk before `finish`."""

    def __init__(self, directory: Path):
        self._codec = W3Codec()
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
        self._records.add_column_value(RECORD, RECORDS, record)
        self._records.finish_doc()
        self._rows += 1

    def abandon(self) -> None:
        """Close the records and remove what was temporary."""
        self._records.close()
        self._storage.temp_storage(f"{NAME}.tmp").destroy()

    def finish(self) -> Segment:
        """Write everything and return the segment."""
        self.abandon()
        writer = RunWriter(self._codec, self._storage, self._segment)
        for field, runs in groupby(self.postings.runs(), key=lambda run: run.field):
            writer.start_field(field, self._schema[field])
            for run in runs:
                writer.add_run(run)
        writer.close()
        segment: Segment = self._segment
        segment.set_doc_count(self._rows)
        return segment


def size(segment: Segment) -> int:
    """The number of rows of a segment, removed ones included."""
    rows: int = segment.doc_count_all()
    return rows


class SegmentReader:
    """Reads one segment; look-ups of terms may come from several threads."""

    def __init__(self, directory: Path, segment: Segment):
        storage = SafeStorage(str(directory), readonly=True)
        self._postings = segment.open_file(storage, W3Codec.POSTS_EXT)
        self._terms: W3TermsReader = segment.codec().terms_reader(storage, segment)
        self._records: W3PerDocReader = segment.codec().per_document_reader(storage, segment)
        self._column: Any = None
        self._lock = Lock()
        self.rows = size(segment)

    def find(self, field: str, term: bytes) -> PostingList | None:
        """The posting list of a term, or None when the field has no such term."""
        try:
            return self._list(self._terms.term_info(field, term))
        except TermNotFound:
            return None

    def _list(self, info: W3TermInfo) -> PostingList:
        offset, length = info.extent()
        # Whoosh 3.54 forgets to unpack the length and never uses it.
        return PostingList(self._postings.get(offset, length if isinstance(length, int) else length[0]))

    def runs(self) -> Iterator[Run]:
        """Every term with its postings."""
        return (self._list(info).run(field, term) for (field, term), info in self._terms.items())

    def record(self, row: int) -> bytes:
        """The stored record of a row."""
        with self._lock:  # Whoosh's column reader moves the file's position
            if self._column is None:
                self._column = self._records.column_reader(RECORD, RECORDS)
            record: bytes = self._column[row]
        return record

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._postings.close()
            self._terms.close()
            self._records.close()
