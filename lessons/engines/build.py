"""Builds a Whoosh index: what is linked from an older one, what is written anew, and the columns of both."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from lessons.engines.columns import Columns, Mask
from lessons.engines.inverter import Run
from lessons.engines.protocol import IndexedPassage
from lessons.engines.rows import Collector, concatenate, take
from lessons.engines.segments import (
    Segment,
    SegmentReader,
    SegmentWriter,
    link,
    read_contents,
    size,
    without_rows,
    write_contents,
)
from lessons.engines.texts import Rows

# A segment is closed when it holds so many words, about 35,000 passages of 100: building takes 250 MB.
SEGMENT_WORDS = 4_000_000
# Segments below so many rows are small; more than 12 of them slow every look-up, so the smallest are merged.
SMALL = 10_000
MOST_SMALL = 12
MERGED = 9
# A segment with more than this share of removed rows is written anew.
MOST_REMOVED = 0.3


def to_rewrite(sizes: Sequence[int], living: Sequence[int]) -> set[int]:
    """The segments to write anew, given the rows and the remaining rows of each."""
    worn = {number for number, rows in enumerate(sizes) if living[number] < rows * (1 - MOST_REMOVED)}
    small = sorted(
        (number for number, rows in enumerate(sizes) if rows < SMALL and number not in worn), key=sizes.__getitem__
    )
    return worn | set(small[:MERGED]) if len(small) > MOST_SMALL else worn


class Build:
    """Writes one index into an empty directory; complete when its `with` block ends well."""

    def __init__(self, directory: Path):
        self._directory = directory
        self._segments: list[Segment] = []
        self._writer: SegmentWriter | None = None
        self._kept: Columns | None = None
        self._collector = Collector()

    def __enter__(self) -> "Build":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._finish()
        elif self._writer is not None:
            self._writer.abandon()

    def take_over(self, base: Path, removed: Collection[str]) -> None:
        """Begin with the passages of another index but the removed ones; comes before any passage."""
        columns = Columns.read(base)
        living = _less(columns, removed)
        segments = read_contents(base)
        bounds = [0, *accumulate(size(segment) for segment in segments)]
        spans = [living[start:stop] for start, stop in pairwise(bounds)]
        rewritten = to_rewrite([len(span) for span in spans], [int(span.sum()) for span in spans])
        rows: list[Rows] = []
        for number, (segment, span) in enumerate(zip(segments, spans, strict=True)):
            if number not in rewritten:
                link(segment, base, self._directory)
                self._segments.append(without_rows(segment, np.flatnonzero(~span).tolist()))
                rows.append(np.arange(bounds[number], bounds[number + 1], dtype=np.int32))
        for number in sorted(rewritten):
            if spans[number].any():
                reader = SegmentReader(base, segments[number])
                self._copy(reader, spans[number])
                reader.close()
            rows.append((np.flatnonzero(spans[number]) + bounds[number]).astype(np.int32))
        self._kept = take(replace(columns, live=living), np.concatenate([np.empty(0, np.int32), *rows]))

    def _copy(self, reader: SegmentReader, living: Mask) -> None:
        """Write the remaining rows of a segment anew."""
        writer = self._open_writer()
        # Removed rows are numbered -1.
        renumber = np.where(living, np.cumsum(living) - 1 + len(writer), -1)
        for row in np.flatnonzero(living).tolist():
            writer.add_record(reader.record(row))
        for run in reader.runs():
            rows = renumber[run.rows]
            kept = rows >= 0
            if kept.any():
                writer.postings.add_run(
                    Run(
                        run.field,
                        run.term,
                        rows[kept],
                        run.frequencies[kept],
                        run.positions[np.repeat(kept, run.frequencies)],
                    )
                )
        self._close_writer(SEGMENT_WORDS)

    def add(self, passage: IndexedPassage) -> None:
        """Add a passage."""
        self._collector.add(passage)
        self._open_writer().add(passage)
        self._close_writer(SEGMENT_WORDS)

    def _open_writer(self) -> SegmentWriter:
        if self._writer is None:
            self._writer = SegmentWriter(self._directory)
        return self._writer

    def _close_writer(self, least: int) -> None:
        """Finish the segment that is being written, if it has that many words."""
        if self._writer is not None and len(self._writer.postings) >= least:
            self._segments.append(self._writer.finish())
            self._writer = None

    def _finish(self) -> None:
        """Write what is left, the columns and the table of contents."""
        self._close_writer(0)
        columns = self._collector.columns()
        if self._kept is not None:
            columns = concatenate(self._kept, columns)
        columns.write(self._directory)
        write_contents(self._directory, self._segments)


def _less(columns: Columns, removed: Collection[str]) -> Mask:
    """The rows that stay."""
    living = columns.live.copy()
    gone = frozenset(removed)
    if gone:
        living[[row for row, name in enumerate(columns.ids.all()) if name in gone]] = False
    return living
