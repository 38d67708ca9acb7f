"""The embedded engine for large single machines: Tantivy matches and scores, the columns do everything else.

The only room of that library. A row is a document's number in its segment plus the documents of the segments before
it; the columns are written in that order.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lessons.engines import matches
from lessons.engines.arrays import DamagedFileError
from lessons.engines.clause import TEXT_FIELDS, Clause, Everything
from lessons.engines.columns import Columns
from lessons.engines.compiler import CODES, Compiler, code_term, encodable
from lessons.engines.directory import building, check, mismatch
from lessons.engines.embedded import EmbeddedIndex
from lessons.engines.matches import Matches
from lessons.engines.protocol import Index, IndexedPassage, Posting, Ranking
from lessons.engines.rows import Collector, take
from lessons.engines.vectors import read_vectors
from lessons.errors import MissingLibrary

ROW, RECORD = "row", "record"
FOLDER = "tantivy"
SEGMENTS = "segments.json"
# With so much memory one thread closes a segment about every 100,000 passages, and building takes 300 MB.
HEAP_BYTES = 128_000_000


def _library() -> ModuleType:
    try:
        import tantivy  # noqa: PLC0415 - optional: its absence must not keep the other engines from working
    except ImportError as error:
        raise MissingLibrary("the engine tantivy is not installed: pip install 'lessons[tantivy]'") from error
    return tantivy


class TantivyStore:
    """An opened Tantivy index."""

    def __init__(self, library: ModuleType, directory: Path, columns: Columns):
        index = library.Index.open(str(directory / FOLDER))
        self._address = library.DocAddress
        self._searcher: Any = index.searcher()
        sizes = json.loads((directory / SEGMENTS).read_text("utf-8"))
        if len(sizes) != self._searcher.num_segments or {sum(sizes), self._searcher.num_docs} != {len(columns)}:
            raise DamagedFileError("the segments and the columns have different numbers of rows")
        self._bases = np.array([0, *accumulate(sizes)], np.int32)
        self._compiler = Compiler(library, index.schema, self._searcher, columns)
        self._rows = len(columns)

    def match(self, clause: Clause, ranking: Ranking) -> Matches:
        """The rows that match a clause, and their scores; in Tantivy's order."""
        if isinstance(clause, Everything):
            return matches.everything(self._rows)
        if not self._rows:
            return matches.NONE
        hits = self._searcher.search(self._compiler.query(clause, ranking), limit=self._rows, count=False).hits
        rows = np.fromiter((address.doc for _, address in hits), np.int32, len(hits))
        if len(self._bases) > 2:  # noqa: PLR2004 - more than one segment
            rows += self._bases[np.fromiter((address.segment_ord for _, address in hits), np.intp, len(hits))]
        return Matches(rows, np.fromiter(map(itemgetter(0), hits), np.float64, len(hits)))

    def records(self, rows: Sequence[int]) -> list[bytes]:
        """The stored records of the rows, in their order."""
        segments = np.searchsorted(self._bases, rows, side="right") - 1
        documents = np.asarray(rows) - self._bases[segments]
        return [
            self._searcher.doc(self._address(segment, document)).get_first(RECORD)
            for segment, document in zip(segments.tolist(), documents.tolist(), strict=True)
        ]

    def close(self) -> None:
        """Release files."""
        self._searcher = self._compiler = None  # type: ignore[assignment]


class Tantivy:
    """The engine for large single machines."""

    name = "tantivy"
    # It writes 10,000 passages a second: a new generation is built whole.
    updates = False

    def __init__(self) -> None:
        self._library = _library()

    def build(
        self,
        directory: Path,
        passages: Iterable[IndexedPassage],
        *,
        base: Path | None = None,
        removed: Collection[str] = (),
    ) -> None:
        """Write an index; see the protocol."""
        if base is not None or removed:
            raise ValueError("the engine tantivy builds every index whole")
        with building(directory, self.name):
            folder = directory / FOLDER
            folder.mkdir(mode=0o700)
            collector = Collector()
            index = self._library.Index(_schema(self._library), path=str(folder))
            writer = index.writer(HEAP_BYTES, 1)
            for row, passage in enumerate(passages):
                collector.add(passage)
                writer.add_document(self._document(row, passage))
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
            sizes, order = self._rows(folder)
            take(collector.columns(), order).write(directory)
            (directory / SEGMENTS).write_text(json.dumps(sizes), "utf-8")

    def _document(self, row: int, passage: IndexedPassage) -> Any:
        document = self._library.Document()
        for field, postings in passage.fields.items():
            if postings:
                document.add_pre_tokenized_text(field, self._tokens(postings))
        for facet, codes in passage.codes.items():
            for code in dict.fromkeys(codes):
                document.add_text(CODES, code_term(facet, code))
        document.add_unsigned(ROW, row)
        document.add_bytes(RECORD, passage.record)
        return document

    def _tokens(self, postings: Sequence[Posting]) -> Any:
        token = self._library.Token
        return self._library.PreTokenizedString(
            "", [token(encodable(posting.term), posting.position, 0, 0) for posting in postings]
        )

    def _rows(self, folder: Path) -> tuple[list[int], Any]:
        """The size of each segment, and for each row the number under which its passage came."""
        searcher = self._library.Index.open(str(folder)).searcher()
        if not searcher.num_docs:
            return [], np.empty(0, np.int32)
        addresses = [
            address
            for _, address in searcher.search(
                self._library.Query.all_query(), limit=searcher.num_docs, count=False
            ).hits
        ]
        segments = np.array([address.segment_ord for address in addresses])
        documents = np.array([address.doc for address in addresses])
        sizes = np.bincount(segments)
        order = np.empty(len(addresses), np.int32)
        order[(np.cumsum(sizes) - sizes)[segments] + documents] = searcher.fast_field_values(ROW, addresses)
        return sizes.tolist(), order

    def open(self, directory: Path) -> Index:
        """Open an index for reading; raises IndexMismatch."""
        check(directory, self.name)
        try:
            columns = Columns.read(directory)
            return EmbeddedIndex(
                columns, TantivyStore(self._library, directory, columns), read_vectors(directory, len(columns))
            )
        except (DamagedFileError, OSError, ValueError) as error:
            raise mismatch(directory, f"is damaged ({error})") from error


def _schema(library: ModuleType) -> Any:
    builder = library.SchemaBuilder()
    for field in TEXT_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="position")
    builder.add_text_field(CODES, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(ROW, fast=True)
    builder.add_bytes_field(RECORD, stored=True)
    return builder.build()
