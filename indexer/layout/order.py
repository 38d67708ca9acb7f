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
    if scanned:
        return _as_drawn(lines)
    page = [with_labels(row) for row in rows(lines)]
    ordered, head = masthead(page) if first else ([], 0)
    for number, region in enumerate(_regions(page[head:])):
        for line in region:
            line.column = number
        ordered.extend(region)
    return ordered


def _as_drawn(lines: Iterable[Line]) -> list[Line]:
    """Keep the order of the engine that recognised the page: places on a skewed page mislead, its order seldom does.

    Parts of a line are joined; where the text goes back up the page, a new column begins.
    """
    ordered: list[Line] = []
    column = 0
    for line in sorted(lines, key=lambda line: line.order):
        last = ordered[-1] if ordered else None
        if last is not None and last.beside(line) and 0 <= line.left - last.right < _WIDE * line.height:
            ordered[-1] = merge(last, line)
        else:
            column += last is not None and line.top < last.top - 2 * last.height
            ordered.append(line)
        ordered[-1].column = column
    return ordered


def _regions(page: Sequence[Row]) -> Iterator[Sequence[Line]]:
    """Split rows at their best gutter; what is above, between and below the columns is read across."""
    gutter = _gutter(page)
    bands = list(_bands(page, gutter)) if gutter else []
    at = 0
    for start, stop in bands:
        yield from _plain(page[at:start])
        lines = [line for row in page[start:stop] for line in row]
        for side in (False, True):
            column = rows(line for line in lines if (line.left > gutter) == side)
            yield from _regions([with_labels(row) for row in column])
        at = stop
    yield from _plain(page[at:])


def _plain(page: Sequence[Row]) -> Iterator[Sequence[Line]]:
    """Yield runs of plain lines and, apart, the rows and cells of tables."""
    plain: list[Line] = []
    for apart, row in with_tables(page):
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
    """Find the x that parts most lines side by side, as the space between two columns of prose does; 0 for none.

    The columns' lines need not be level: a line is compared with the next three.
    """
    lines = [line for row in page for line in row]
    gaps = [
        (min(line.right, other.right), max(line.left, other.left))
        for index, line in enumerate(lines)
        for other in lines[index + 1 : index + 4]
        if other.top < line.bottom and (other.left > line.right or line.left > other.right)
    ]
    if len(gaps) < _FEWEST:
        return 0.0
    places = {round((start + end) / 20) * 10.0 for start, end in gaps}
    best = max(places, key=lambda x: sum(start < x < end for start, end in gaps))
    spans = [(start, end) for start, end in gaps if start < best < end]
    return (max(start for start, _ in spans) + min(end for _, end in spans)) / 2 if len(spans) >= _FEWEST else 0.0


def _bands(page: Sequence[Row], gutter: float) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows that no line crosses and that are columns."""
    start = None
    for index, row in enumerate([*page, []]):
        crossed = not row or any(line.left < gutter < line.right for line in row)
        if crossed and start is not None:
            if _columns([line for row in page[start:index] for line in row], gutter):
                yield _trimmed(page, start, index, gutter), index
            start = None
        elif not crossed and start is None:
            start = index


def _trimmed(page: Sequence[Row], start: int, stop: int, gutter: float) -> int:
    """Leave rows above the first with two sides to the text across, unless they follow close."""
    lines = [line for row in page[start:stop] for line in row]
    top = max(min(line.top for line in lines if (line.left > gutter) == side) for side in (False, True))
    first = next(index for index in range(start, stop) if page[index][0].bottom > top)
    while first > start and page[first][0].top - page[first - 1][0].bottom < 0.6 * page[first][0].height:
        first -= 1
    return first


def _columns(band: Sequence[Line], gutter: float) -> bool:
    """Tell columns from a table: both sides are prose, and the file draws one side after the other."""
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.left >= gutter]
    fewest = min(len(left), len(right))
    if fewest < _FEWEST or not (_prose(left) and _prose(right)):
        return False
    drawn = sorted([(line.order, 0) for line in left] + [(line.order, 1) for line in right])
    turns = sum(before[1] != after[1] for before, after in pairwise(drawn))
    # One turn: drawn column by column. A turn at every line: the file is sorted by height. Between: cells of a table.
    return turns <= max(2, fewest // 10) or turns >= 1.5 * fewest


def _prose(side: Sequence[Line]) -> bool:
    width = max(line.right for line in side) - min(line.left for line in side)
    spaces = median(line.text.count(" ") for line in side)
    return median(line.width for line in side) > 0.6 * width and spaces >= _SPACES
