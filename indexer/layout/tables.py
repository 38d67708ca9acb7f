"""Tables: regions where several rows have cells side by side, read row by row with whole cells."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.layout.page import Line

Row = list[Line]
Cell = tuple[int, list[Line]]
_FEWEST = 3  # rows with two cells or more that make a table
_LONGEST = 8  # rows with one cell in succession that a table may hold (a long cell beside short ones)
_BOXES = 0.3  # share of rows with two cells, below which a table is text in boxes
_ALIGNED, _SAME_SIZE, _SPACE = 3.0, 0.3, 1.0  # points
_CROSSING = 0.06  # share of lines (headings, totals) that may run across the space between two columns


def with_tables(page: Sequence[Row]) -> Iterator[tuple[bool, Row]]:
    """Yield the rows of a page; True says that a row stands apart: a table's row as one line that holds its `cells`.

    Where hardly a row has two cells, what looks like a table is text in boxes: then each box stands apart.
    """
    at = 0
    for start, stop in _tables(page):
        yield from ((False, row) for row in page[at:start])
        read = list(_read(page[start:stop]))
        boxes = sum(len(row) > 1 for row in read) < _BOXES * len(read)
        for row in read:
            yield from ((True, cell) for _, cell in row) if boxes else [(True, [_row(row)])]
        at = stop
    yield from ((False, row) for row in page[at:])


def _tables(page: Sequence[Row]) -> Iterator[tuple[int, int]]:
    done = 0
    for start, stop, several in _runs(page):
        if several >= _FEWEST and _edges(page[start:stop]):
            first, done = _head(page, start, done), _tail(page, start, stop)
            yield first, done


def _runs(page: Sequence[Row]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of rows from one with several cells to the last such, and how many they are."""
    start, last, several = None, 0, 0
    for index, row in enumerate(page):
        if start is not None and (index - last > _LONGEST or _apart(page[index - 1], row) or _bars(page[last], row)):
            yield start, last + 1, several
            start = None
        if len(row) > 1:
            if start is None:
                start, several = index, 0
            last, several = index, several + (_FEWEST if _by_cells(row) else 1)
    if start is not None:
        yield start, last + 1, several


def _by_cells(row: Row) -> bool:
    """Tell whether the file draws the first cell to its end before the next one: two cells are enough then."""
    return any(right.order > left.order + 1 for left, right in pairwise(row))


def _bars(cells: Row, row: Row) -> bool:
    """Tell whether a single line runs across all spaces between cells: text again, or a title within the table."""
    line = row[0]
    return len(row) == 1 and line.left < cells[0].right and line.right > cells[-1].left + 0.5 * cells[-1].width


def _apart(above: Row, below: Row) -> bool:
    return below[0].top - above[0].bottom > 3.5 * max(below[0].height, above[0].height)


def _close(above: Row, below: Row) -> bool:
    return below[0].top - max(line.bottom for line in above) < 0.6 * min(above[0].height, below[0].height)


def _head(page: Sequence[Row], start: int, done: int) -> int:
    """Take in the lines of a column's heading above the first full row."""
    first = start
    while first > max(done, start - 4) and _close(page[first - 1], page[first]):
        if abs(page[first - 1][0].size - page[start][0].size) > _SAME_SIZE:
            break
        first -= 1
    return first


def _tail(page: Sequence[Row], start: int, stop: int) -> int:
    """Take in the rest of a long cell below the last full row: drawn before its last cell, or under an inner one."""
    margin = min(line.left for row in page[start:stop] for line in row)
    inner = [line.left for row in page[max(start, stop - 6) : stop] for line in row if line.left > margin + 5]
    drawn = max(line.order for row in page[start:stop] for line in row)
    while stop < len(page) and _close(page[stop - 1], page[stop]):
        under = all(any(abs(line.left - left) < _ALIGNED for left in inner) for line in page[stop])
        if page[stop][0].order > drawn and not under:
            break
        stop += 1
    return stop


def _read(table: Sequence[Row]) -> Iterator[list[Cell]]:
    """Put the lines of a table into cells and the cells into rows, in the order in which the file draws them."""
    row: list[Cell] = []
    for cell in _cells(table):
        if row and (cell[0] <= row[-1][0] or cell[1][0].top > max(_foot(other) for other in row)):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _cells(table: Sequence[Row]) -> Sequence[Cell]:
    edges = _edges(table)
    cells: list[Cell] = []
    for line in sorted((line for row in table for line in row), key=lambda line: line.order):
        column = sum((line.left + line.right) / 2 >= edge for edge in edges)
        if cells and cells[-1][0] == column and _continues(cells[-1][1][-1], line):
            cells[-1][1].append(line)
        else:
            cells.append((column, [line]))
    return cells


def _foot(cell: Cell) -> float:
    return cell[1][-1].bottom


def _continues(above: Line, below: Line) -> bool:
    return -1.1 * above.height < below.top - above.bottom < 0.45 * above.height


def _edges(table: Sequence[Row]) -> list[float]:
    """Return the middles of the spaces between columns: where next to no line of the table runs."""
    lines = [line for row in table for line in row]
    steps = sorted([(line.left, 1) for line in lines] + [(max(line.left, line.right), -1) for line in lines])
    most, depth, empty = int(_CROSSING * len(lines)), 0, None
    edges: list[float] = []
    for place, step in steps:
        depth += step
        if depth > most and empty is not None:
            if place - empty > _SPACE:
                edges.append((empty + place) / 2)
            empty = None
        elif depth <= most and empty is None and step < 0:
            empty = place
    return edges


def _row(cells: Sequence[Cell]) -> Line:
    lines = [line for _, cell in cells for line in cell]
    return Line(
        text="\t".join(" ".join(line.text for line in cell) for _, cell in cells),
        left=min(line.left for line in lines),
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        order=lines[0].order,
        cells=[[line.text for line in cell] for _, cell in cells],
    )
