"""From lines to paragraphs: where one ends and the next begins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from indexer.formats.label import split_label
from indexer.layout.breaks import Column, begins, ended, same_size
from indexer.layout.page import Line, Page

_MEASURE = 15  # times the type size: a narrower column says nothing by its full lines


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `page` and `page_end` are where they begin and end."""

    lines: list[Line]
    page: int
    page_end: int
    page_label: str | None = None
    ocr: bool = False
    width: float = 0.0
    left: float = 0.0
    kind: str = "text"

    @property
    def size(self) -> float:
        """The type size of the longest line."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether every line is bold."""
        return all(line.bold for line in self.lines)

    @property
    def italic(self) -> bool:
        """Whether every line is italic."""
        return all(line.italic for line in self.lines)

    @property
    def length(self) -> int:
        """The number of characters."""
        return sum(len(line.text) for line in self.lines)


def paragraphs(page: Page) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page's lines, column by column."""
    for _, group in groupby(page.lines, key=lambda line: line.column):
        column = list(group)
        left, right = _margins(column)
        for lines in _split(column, Column(left, right, _pitch(column), page.ocr)):
            kind = "table" if lines[0].cells else "masthead" if lines[0].column < 0 else "text"
            yield Paragraph(lines, page.number, page.number, page.label, page.ocr, right - left, left, kind)


def _margins(column: Sequence[Line]) -> tuple[float, float]:
    lefts = [round(line.left) for line in column for _ in range(1 + len(line.text) // 40)]
    return max(set(lefts), key=lambda each: (lefts.count(each), -each)), max(line.right for line in column)


def _pitch(column: Sequence[Line]) -> float:
    """Return the usual distance from line to line."""
    steps = [
        below.top - above.top
        for above, below in pairwise(column)
        if 0.5 * above.height < below.top - above.top < 3 * above.height
    ]
    return _low_median(steps) if steps else 0.0


def _low_median(steps: Sequence[float]) -> float:
    return median(sorted(steps)[: max(1, (2 * len(steps) + 2) // 3)])


def _split(lines: Sequence[Line], column: Column) -> Iterator[list[Line]]:
    group = [lines[0]]
    for line in lines[1:]:
        if begins(group, line, column):
            yield group
            group = [line]
        else:
            group.append(line)
    yield group


def join_over_pages(found: Iterable[Paragraph]) -> list[Paragraph]:
    """Join a paragraph that is cut by the end of a page or column to what it goes on with."""
    joined: list[Paragraph] = []
    for paragraph in found:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, paragraph):
            last.lines.extend(paragraph.lines)
            last.page_end = paragraph.page_end
        else:
            joined.append(paragraph)
    return joined


def _goes_on(last: Paragraph, following: Paragraph) -> bool:
    if last.kind != "text" or following.kind != "text":
        return False
    end, start = last.lines[-1], following.lines[0]
    moved = following.page == last.page_end + 1 or (following.page == last.page_end and start.column != end.column)
    alike = last.ocr or (same_size(start, end, 0.08) and start.bold == end.bold)
    if not moved or start.label or not alike:
        return False
    if end.text.endswith("-"):
        return True
    if ended(end) or split_label(start.text)[0]:
        return False
    if start.text[:1].islower() or start.text[:1].isdigit():
        return True
    return last.width > _MEASURE * end.size and end.right > last.left + 0.8 * last.width
