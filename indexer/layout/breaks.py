"""Where one paragraph ends and the next begins: spacing, type, labels, indents and short lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.formats.label import split_label
from indexer.layout.openings import names_part
from indexer.layout.page import Line

_LETTERS = [f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz"]
_ROMANS = ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)", "(xi)", "(xii)"]
# What stands before a label in a list: a list that runs on within a sentence has it in the lines before.
_EARLIER = {later: one for row in (_LETTERS, _ROMANS) for one, later in pairwise(row)}
_ALIGNED = 2.0  # points
_CALL = re.compile(r"(?:\[[\w,*–-]{1,9}\])+$")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "]", "。", "؟")


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column's lines begin and end, how far they are apart, and whether its places are guesses."""

    left: float
    right: float
    pitch: float
    scanned: bool

    def full(self, line: Line, short_by: float) -> bool:
        """Tell whether a line reaches the right margin but for some ems."""
        return line.right > self.right - short_by * max(line.size, 1.0)


def begins(before: Sequence[Line], line: Line, column: Column) -> bool:
    """Tell whether a line begins a new paragraph."""
    above = before[-1]
    if line.cells or above.cells or _spaced(above, line, column) or names_part(above.text):
        return True
    if not column.scanned and (not same_size(above, line, 0.08) or line.bold != above.bold):
        return not _runs_on(above, line, column)
    if line.label or split_label(line.text)[0]:
        return not _inline(before, line, column)
    return _indented(before, line, column)


def _spaced(above: Line, line: Line, column: Column) -> bool:
    step = line.top - above.top
    return step > (1.45 if column.scanned else 1.3) * max(column.pitch, above.size) or step < 0.4 * above.height


def ended(line: Line) -> bool:
    """Tell whether a line ends a sentence or clause, a footnote call aside."""
    return _CALL.sub("", line.text).endswith(_ENDS)


def same_size(one: Line, other: Line, tolerance: float) -> bool:
    """Tell whether two lines are set in the same size, but for a share."""
    return abs(one.size - other.size) <= tolerance * max(one.size, other.size)


def _runs_on(above: Line, line: Line, column: Column) -> bool:
    """A bold phrase within a sentence may fill a line: the sentence goes on in lower case from a full line."""
    open_end = column.full(above, 4) and not ended(above)
    return same_size(above, line, 0.15) and open_end and line.text[:1].islower()


def _inline(before: Sequence[Line], line: Line, column: Column) -> bool:
    """A number or letter at a line's start may belong to the sentence: "see paragraph / 12. The", "(a) x; / (b) y"."""
    above = before[-1]
    label = line.label or split_label(line.text)[0] or ""
    earlier = _EARLIER.get(label)
    if earlier and any(earlier in other.text[3:] for other in before):
        return True
    if label.endswith(")") and not label.startswith("(") and _unclosed(before):
        return True
    if not column.full(above, 3) or (len(before) > 1 and abs(line.left - above.left) > _ALIGNED):
        return False
    return not ended(above) and not above.text.endswith(("; and", "; or", ", and", ", or", ","))


def _unclosed(lines: Sequence[Line]) -> bool:
    return sum(line.text.count("(") - line.text.count(")") for line in lines) > 0


def _indented(before: Sequence[Line], line: Line, column: Column) -> bool:
    above, size = before[-1], max(line.size, 1.0)
    deeper = line.left - above.left
    opens = line.text[:1].isupper() or line.text[:1] in '“"«('
    if deeper > 0.8 * size and opens and (len(before) > 1 or not column.full(above, 8)):
        return True
    if deeper < -0.8 * size and len(before) > 1:
        return True
    if line.text[:1].islower() or line.left - column.left < -size:
        return False
    short = column.right - above.right > max(12 * size, 0.3 * (column.right - column.left))
    return short or (not column.full(above, 8) and above.text.endswith((".", ":", ";", "。")))
