"""From lines to paragraphs: where one ends and the next begins."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from indexer.formats.label import split_label
from indexer.layout.page import Line, Page

_ENDS = (".", "!", "?", ":", ";", "”", '"', "]", "。", "؟")


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
        for lines in _split(column, _Column(left, right, _pitch(column), page.ocr)):
            kind = "table" if lines[0].cells else "masthead" if lines[0].column < 0 else "text"
            yield Paragraph(
                lines, page.number, page.number, page.label, page.ocr, right - left, left, kind
            )


def _margins(column: Sequence[Line]) -> tuple[float, float]:
    lefts = [round(line.left) for line in column for _ in range(1 + len(line.text) // 40)]
    return max(set(lefts), key=lambda each: (lefts.count(each), -each)), max(line.right for line in column)


def _pitch(column: Sequence[Line]) -> float:
    """Return the usual distance from line to line."""
    steps = [
        below.top - above.top
        for above, below in zip(column, column[1:], strict=False)
        if 0.5 * above.height < below.top - above.top < 3 * above.height
    ]
    return _low_median(steps) if steps else 0.0


def _low_median(steps: Sequence[float]) -> float:
    return median(sorted(steps)[: max(1, (2 * len(steps) + 2) // 3)])


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a column's lines begin and end, how far they are apart, and whether its places are guesses."""

    left: float
    right: float
    pitch: float
    scanned: bool

    def full(self, line: Line, short_by: float) -> bool:
        """Tell whether a line reaches the right margin but for some ems."""
        return line.right > self.right - short_by * max(line.size, 1.0)


def _split(lines: Sequence[Line], column: _Column) -> Iterator[list[Line]]:
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group, line, column):
            yield group
            group = [line]
        else:
            group.append(line)
    yield group


def _begins(before: Sequence[Line], line: Line, column: _Column) -> bool:
    """Tell whether a line begins a new paragraph."""
    above = before[-1]
    if line.cells or above.cells or _spaced(above, line, column):
        return True
    if not column.scanned and (not _same_size(above, line, 0.08) or line.bold != above.bold):
        return not _runs_on(above, line, column)
    if line.label or split_label(line.text)[0]:
        return not _inline(before, line, column)
    return _indented(before, line, column)


def _spaced(above: Line, line: Line, column: _Column) -> bool:
    step = line.top - above.top
    return step > (1.45 if column.scanned else 1.3) * max(column.pitch, 0.9 * above.height) or step < 0.4 * above.height


def _same_size(one: Line, other: Line, tolerance: float) -> bool:
    return abs(one.size - other.size) <= tolerance * max(one.size, other.size)


def _runs_on(above: Line, line: Line, column: _Column) -> bool:
    """A bold phrase within a sentence may fill a line: the sentence goes on in lower case from a full line."""
    open_end = column.full(above, 4) and not above.text.endswith(_ENDS)
    return _same_size(above, line, 0.15) and open_end and line.text[:1].islower()


def _inline(before: Sequence[Line], line: Line, column: _Column) -> bool:
    """A number or letter at a line's start may belong to the sentence: "under paragraph / 12. The", "(a) x; / (b) y"."""
    above = before[-1]
    if not column.full(above, 3) or (len(before) > 1 and abs(line.left - above.left) > 2):
        return False
    label = line.label or split_label(line.text)[0] or ""
    earlier = _before(label)
    if earlier and any(earlier in other.text[3:] for other in before):
        return True
    return not above.text.endswith(_ENDS) and not above.text.endswith((" and", " or", ","))


def _before(label: str) -> str | None:
    """Return the label that precedes a letter in brackets: "(a)" for "(b)"."""
    letter = label.strip("()")
    if len(letter) != 1 or not label.startswith("(") or letter in {"a", "1"}:
        return None
    return f"({chr(ord(letter) - 1)})"


def _indented(before: Sequence[Line], line: Line, column: _Column) -> bool:
    above, size = before[-1], max(line.size, 1.0)
    deeper = line.left - above.left
    opens = line.text[:1].isupper() or line.text[:1] in "“\"«("
    if deeper > 0.8 * size and opens and (len(before) > 1 or not column.full(above, 8)):
        return True
    if deeper < -0.8 * size and len(before) > 1:
        return True
    ended = not column.full(above, 8) and above.text.endswith((".", ":", ";", "。"))
    return ended and not line.text[:1].islower() and line.left - column.left >= -size


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
    alike = last.ocr or (_same_size(start, end, 0.08) and start.bold == end.bold)
    if not moved or start.label or not alike:
        return False
    if end.text.endswith("-"):
        return True
    if end.text.endswith(_ENDS) or split_label(start.text)[0]:
        return False
    return start.text[:1].islower() or start.text[:1].isdigit() or end.right > last.left + 0.8 * last.width
