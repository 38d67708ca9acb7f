"""The masthead of a United Nations document: the organ at the left, symbol, date and languages at the right."""

import re
from collections.abc import Iterator, Sequence

from indexer.layout.page import Line

_REACH = 16  # rows at the top of a page among which the distribution block stands
_BELOW = 30  # rows among which the title begins; session, agenda item and the like stand between
_NAME = re.compile(
    r"United(?:\s*Nations|$)|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|الأمم المتحدة",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(r"(?:Distr|Original|General|Provisional|English)\b(?! Assembly)", re.IGNORECASE)


def masthead(page: Sequence[Sequence[Line]]) -> tuple[list[Line], int]:
    """Return the lines of the masthead and how many rows they take.

    Their columns are negative: they are neither text nor table, and what stands side by side has nothing in common.
    """
    close, end = _ends(page)
    lines: list[Line] = []
    column = 0
    for index, row in enumerate(page[:end]):
        if index < close or len(row) > 1 or len(page[index - 1]) > 1:
            column -= 1
        for line in row:
            column -= len(row) > 1
            line.column = column
            lines.append(line)
    return lines, end


def _ends(page: Sequence[Sequence[Line]]) -> tuple[int, int]:
    """Return after how many rows the distribution block ends and after how many the title begins."""
    top = page[:_REACH]
    if not any(_NAME.match(line.text) for row in top[:4] for line in row):
        return 0, 0
    marks = [line for row in top for line in row if _DISTRIBUTION.match(line.text)]
    if not marks:
        return 1, 1
    edge, foot = min(line.left for line in marks) - 6, marks[-1].bottom + 30
    last = max(index for index, row in enumerate(top) if row[-1].left >= edge and row[-1].top < foot) + 1
    return last, next(_titles(page, last, marks[-1].size), last)


def _titles(page: Sequence[Sequence[Line]], start: int, size: float) -> Iterator[int]:
    """Yield the rows below that are set as a title: bold, larger than "Distr.: General", smaller than an organ."""
    for index, row in enumerate(page[start:_BELOW], start):
        if row[0].bold and 1.1 * size < row[0].size < 1.65 * size:
            yield index
