"""Reading order: columns one after the other, headings across them between, tables row by row."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from indexer.layout.masthead import masthead
from indexer.layout.page import Line
from indexer.layout.rows import merge, rows, with_labels
from indexer.layout.tables import with_tables

Row = list[Line]
_WIDE = 4.0  # times the type size
_SPACES = 2  # in a line of prose, at least
_FEWEST = 4  # rows with text at both sides that make columns


def arrange(lines: Iterable[Line], first: bool = False, scanned: bool = False) -> list[Line]:
    """Return a page's lines in reading order.

    Lines of one region (a column, a table's row, the text between) share their `column` number; those of a masthead
    have negative numbers, each its own; only a document's `first` page has one.
    """
    page = [with_labels(row) for row in rows(lines)]
    ordered, head = masthead(page) if first else ([], 0)
    for number, region in enumerate(_regions(page[head:], scanned)):
        for line in region:
            line.column = number
        ordered.extend(region)
    return ordered


def _regions(page: Sequence[Row], scanned: bool) -> Iterator[Sequence[Line]]:
    """Split rows at their best gutter; what is above, between and below the columns is read across."""
    gutter = _gutter(page)
    bands = list(_bands(page, gutter)) if gutter else []
    at = 0
    for start, stop in bands:
        yield from _plain(page[at:start], scanned)
        for side in (0, 1):
            part = [[line for line in row if (line.left > gutter) == bool(side)] for row in page[start:stop]]
            yield from _regions([row for row in part if row], scanned)
        at = stop
    yield from _plain(page[at:], scanned)


def _plain(page: Sequence[Row], scanned: bool) -> Iterator[Sequence[Line]]:
    """Yield runs of plain lines and, apart, the rows and cells of tables."""
    plain: list[Line] = []
    for apart, row in with_tables(page, scanned):
        if apart:
            if plain:
                yield plain
            plain = []
            yield row
        else:
            plain.extend(_across(row))
    if plain:
        yield plain


def _across(row: Row) -> Row:
    """Join what stands side by side, unless the gap is as wide as between two signatures."""
    joined = [row[0]]
    for line in row[1:]:
        if line.left - joined[-1].right < _WIDE * max(line.size, 1.0):
            joined[-1] = merge(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _gutter(page: Sequence[Row]) -> float:
    """Find the x that parts most rows and looks like the space between two columns of prose; 0 when none does."""
    gaps = [(left.right, right.left) for row in page for left, right in pairwise(row) if right.left > left.right]
    if len(gaps) < _FEWEST:
        return 0.0
    places = {round((start + end) / 20) * 10.0 for start, end in gaps}
    best = max(places, key=lambda x: sum(start < x < end for start, end in gaps))
    spans = [(start, end) for start, end in gaps if start < best < end]
    return (max(start for start, _ in spans) + min(end for _, end in spans)) / 2 if len(spans) >= _FEWEST else 0.0


def _bands(page: Sequence[Row], gutter: float) -> Iterator[tuple[int, int]]:
    start = None
    for index, row in enumerate([*page, []]):
        crossed = not row or any(line.left < gutter < line.right for line in row)
        if crossed and start is not None:
            if _columns(page[start:index], gutter):
                yield _trimmed(page, start, index, gutter)
            start = None
        elif not crossed and start is None:
            start = index


def _trimmed(page: Sequence[Row], start: int, stop: int, gutter: float) -> tuple[int, int]:
    """Leave rows above the first row with two sides to the text across, unless they follow close."""
    both = [index for index in range(start, stop) if _two_sided(page[index], gutter)]
    first = both[0]
    while first > start and page[first][0].top - page[first - 1][0].bottom < 0.6 * page[first][0].height:
        first -= 1
    return first, stop


def _two_sided(row: Row, gutter: float) -> bool:
    return row[0].right <= gutter <= row[-1].left


def _columns(band: Sequence[Row], gutter: float) -> bool:
    """Tell columns from a table: both sides are prose, and the file draws one side after the other."""
    both = [row for row in band if _two_sided(row, gutter)]
    if len(both) < _FEWEST:
        return False
    left = [line for row in band for line in row if line.right <= gutter]
    right = [line for row in band for line in row if line.left >= gutter]
    if not (_prose(left) and _prose(right)):
        return False
    drawn = sorted([(line.order, 0) for line in left] + [(line.order, 1) for line in right])
    turns = sum(before[1] != after[1] for before, after in pairwise(drawn))
    # One turn: drawn column by column. A turn at every line: the file is sorted by height. Between: cells of a table.
    return turns <= max(2, len(both) // 10) or turns >= 1.5 * len(both)


def _prose(side: Sequence[Line]) -> bool:
    width = max(line.right for line in side) - min(line.left for line in side)
    spaces = median(line.text.count(" ") for line in side)
    return median(line.width for line in side) > 0.6 * width and spaces >= _SPACES
