"""The embedded engine for large single machines: Tantivy finds phrases and keeps records, the columns do all else.

The only room of that library. A row is a document's number in its segment plus the documents of the segments before
it; the columns are written in that order.
"""

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from operator import attrgetter, itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lessons.engines.arrays import DamagedFileError
from lessons.engines.clause import TEXT_FIELDS, Clause
from lessons.engines.columns import Columns
from lessons.engines.directory import building, check, mismatch
from lessons.engines.embedded import EmbeddedIndex
from lessons.engines.evaluator import Evaluator
from lessons.engines.inverted import InvertedColumn, read_inverted, write_inverted
from lessons.engines.matches import Matches
from lessons.engines.phrases import Phrases, encodable
from lessons.engines.positions import Place
from lessons.engines.postings import Postings
from lessons.engines.protocol import Index, IndexedPassage, Posting, Ranking
from lessons.engines.rows import Collector, take
from lessons.engines.texts import Rows
from lessons.engines.vectors import read_vectors
from lessons.engines.words import WordCollector, take_words
from lessons.errors import MissingLibrary

TEXT = "text"
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


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from looking for circles among thousands of new pairs: for 50,000 that took 90 ms."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class TantivyStore:
    """An opened Tantivy index.

    Tantivy finds phrases and keeps the records; words are matched and scored over `InvertedColumn`s. It would score
    the 50,000 matches of a common word in 10 ms, but it gives them as Python objects, which takes 25 ms more, and
    every facet has to see them all.
    """

    def __init__(self, library: ModuleType, directory: Path, columns: Columns):
        index = library.Index.open(str(directory / FOLDER))
        self._address = library.DocAddress
        self._searcher: Any = index.searcher()
        sizes = json.loads((directory / SEGMENTS).read_text("utf-8"))
        if len(sizes) != self._searcher.num_segments or {sum(sizes), self._searcher.num_docs} != {len(columns)}:
            raise DamagedFileError("the segments and the columns have different numbers of rows")
        self._bases = np.array([0, *accumulate(sizes)], np.int32)
        self._phrases = Phrases(library, index.schema, self._searcher)
        self._inverted = read_inverted(directory)
        self._rows = len(columns)
        self._evaluator = Evaluator(columns, self)

    def match(self, clause: Clause, ranking: Ranking) -> Matches:
        """The rows that match a clause, and their scores."""
        return self._evaluator.match(clause, ranking)

    def postings(self, field: str, term: str) -> Postings:
        """The rows and frequencies of a term."""
        return self._inverted[field].postings(term)

    def phrase(self, field: str, places: Sequence[Place]) -> Rows:
        """The rows that have the places' terms at successive positions of a field."""
        return self._found(self._phrases.phrase(field, places))

    def near(self, field: str, words: Sequence[tuple[str, ...]], distance: int) -> Rows:
        """The rows that have each word within so many positions of the next, in either order."""
        return self._found(self._phrases.near(field, words, distance))

    def _found(self, query: Any) -> Rows:
        """The rows that match one of Tantivy's own queries, ascending."""
        if not self._rows:
            return np.empty(0, np.int32)
        with _uncollected():
            hits = self._searcher.search(query, limit=self._rows, count=False).hits
            addresses = list(map(itemgetter(1), hits))
            rows = np.fromiter(map(attrgetter("doc"), addresses), np.int32, len(addresses))
            rows += self._bases[np.fromiter(map(attrgetter("segment_ord"), addresses), np.intp, len(addresses))]
        return np.sort(rows)

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
        self._searcher = self._phrases = self._evaluator = self._inverted = None  # type: ignore[assignment]


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
            collector, words = Collector(), {field: WordCollector() for field in TEXT_FIELDS if field != TEXT}
            index = self._library.Index(_schema(self._library), path=str(folder))
            writer = index.writer(HEAP_BYTES, 1)
            for row, passage in enumerate(passages):
                collector.add(passage)
                for field, terms in words.items():
                    terms.add(posting.term for posting in passage.fields.get(field, ()))
                writer.add_document(self._document(row, passage))
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()
            sizes, order = self._rows(folder)
            columns = take(collector.columns(), order)
            columns.write(directory)
            ordered = {TEXT: columns.words} | {
                field: take_words(terms.column(), order) for field, terms in words.items()
            }
            write_inverted(directory, {field: InvertedColumn.of(terms) for field, terms in ordered.items()})
            (directory / SEGMENTS).write_text(json.dumps(sizes), "utf-8")

    def _document(self, row: int, passage: IndexedPassage) -> Any:
        document = self._library.Document()
        for field, postings in passage.fields.items():
            if postings:
                document.add_pre_tokenized_text(field, self._tokens(postings))
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
    builder.add_unsigned_field(ROW, fast=True)
    builder.add_bytes_field(RECORD, stored=True)
    return builder.build()
