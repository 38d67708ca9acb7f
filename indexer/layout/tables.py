"""Tables: regions where several rows have cells side by side, read row by row with whole cells."""

from collections.abc import Iterator, Sequence

from indexer.layout.page import Line

Row = list[Line]
Cell = tuple[int, list[Line]]
_FEWEST = 3  # rows with two cells or more that make a table
_LONGEST = 8  # rows with one cell in succession that a table may hold (a long cell beside short ones)
_CROSSING = 0.06  # share of lines (headings, totals) that may run across the space between two columns


def table_rows(page: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of a page; those of a table as one line that holds its `cells`."""
    at = 0
    for start, stop in _tables(page):
        yield from page[at:start]
        yield from ([line] for line in _read(page[start:stop]))
        at = stop
    yield from page[at:]


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
        if start is not None and (index - last > _LONGEST or _apart(page[index - 1], row)):
            yield start, last + 1, several
            start = None
        if len(row) > 1:
            if start is None:
                start, several = index, 0
            last, several = index, several + 1
    if start is not None:
        yield start, last + 1, several


def _apart(above: Row, below: Row) -> bool:
    return below[0].top - above[0].bottom > 3.5 * max(below[0].height, above[0].height)


def _close(above: Row, below: Row) -> bool:
    return below[0].top - max(line.bottom for line in above) < 0.6 * min(above[0].height, below[0].height)


def _head(page: Sequence[Row], start: int, done: int) -> int:
    """Take in the lines of a column's heading above the first full row."""
    first = start
    while first > max(done, start - 4) and _close(page[first - 1], page[first]):
        if abs(page[first - 1][0].size - page[start][0].size) > 0.3:
            break
        first -= 1
    return first


def _tail(page: Sequence[Row], start: int, stop: int) -> int:
    """Take in the rest of a long cell below the last full row: lines that stand under an inner cell."""
    margin = min(line.left for row in page[start:stop] for line in row)
    inner = [line.left for row in page[max(start, stop - 6) : stop] for line in row if line.left > margin + 5]
    while stop < len(page) and _close(page[stop - 1], page[stop]):
        if not all(any(abs(line.left - left) < 3 for left in inner) for line in page[stop]):
            break
        stop += 1
    return stop


def _read(table: Sequence[Row]) -> Iterator[Line]:
    """Put the lines of a table into cells and the cells into rows, in the order in which the file draws them."""
    edges = _edges(table)
    cells: list[Cell] = []
    for line in sorted((line for row in table for line in row), key=lambda line: line.order):
        column = sum((line.left + line.right) / 2 >= edge for edge in edges)
        if cells and cells[-1][0] == column and _continues(cells[-1][1][-1], line):
            cells[-1][1].append(line)
        else:
            cells.append((column, [line]))
    row: list[Cell] = []
    for cell in cells:
        if row and (cell[0] <= row[-1][0] or cell[1][0].top > max(_foot(other) for other in row)):
            yield _row(row)
            row = []
        row.append(cell)
    if row:
        yield _row(row)


def _foot(cell: Cell) -> float:
    return cell[1][-1].bottom


def _continues(above: Line, below: Line) -> bool:
    return -1.1 * above.height < below.top - above.bottom < 0.45 * above.height


def _edges(table: Sequence[Row]) -> list[float]:
    """Return the middles of the spaces between columns: where next to no line of the table runs."""
    lines = [line for row in table for line in row]
    left, right = int(min(line.left for line in lines)), int(max(line.right for line in lines)) + 1
    covered = [0] * (right - left + 2)
    for line in lines:
        covered[int(line.left) - left] += 1
        covered[int(line.right) + 1 - left] -= 1
    edges: list[float] = []
    depth, empty, most = 0, None, int(_CROSSING * len(lines))
    for offset, change in enumerate(covered[:-1]):
        depth += change
        if depth <= most and empty is None:
            empty = offset
        elif depth > most and empty is not None:
            if empty > 0:
                edges.append(left + (empty + offset) / 2)
            empty = None
    return edges


def _row(cells: Sequence[Cell]) -> Line:
    lines = [line for _, cell in cells for line in cell]
    return Line(
        text=" | ".join(" ".join(line.text for line in cell) for _, cell in cells),
        left=min(line.left for line in lines),
        top=min(line.top for line in lines),
        right=max(line.right for line in lines),
        bottom=max(line.bottom for line in lines),
        size=lines[0].size,
        bold=all(line.bold for line in lines),
        order=lines[0].order,
        cells=[[line.text for line in cell] for _, cell in cells],
    )
