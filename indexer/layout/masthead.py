"""The masthead of a United Nations document: the organ at the left, symbol, date and languages at the right."""

import re
from collections.abc import Sequence

from indexer.layout.page import Line

_REACH = 16  # rows at the top of a page among which a masthead ends
_NAME = re.compile(r"United\s*Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|الأمم المتحدة", re.IGNORECASE)
_DISTRIBUTION = re.compile(r"(?:Distr|Original|PROVISIONAL|ENGLISH)\b", re.IGNORECASE)


def masthead(page: Sequence[Sequence[Line]]) -> int:
    """Return how many rows at the top of a page are masthead, to be read line by line and not as text or table."""
    top = page[:_REACH]
    if not any(_NAME.match(line.text) for row in top[:4] for line in row):
        return 0
    marks = [line for row in top for line in row if _DISTRIBUTION.match(line.text)]
    if not marks:
        return 1
    edge = min(line.left for line in marks) - 6
    last = 0
    for index, row in enumerate(top):
        if row[-1].left >= edge and row[-1].top < marks[-1].bottom + 30:
            last = index + 1
    return last
