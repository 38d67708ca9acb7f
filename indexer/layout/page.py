"""What a page is made of before it is understood: words with a place and a size, and the lines they form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Word(NamedTuple):
    """A run of characters without white space; the origin of the coordinates is the page's upper left corner.

    `size` is the type size in points, `glued` says that no space stands before the word (a raised number).
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    glued: bool = False


@dataclass(slots=True)
class Line:
    """Words on one base line without a wide gap; `mark` is the raised number or asterisk it opens with.

    `order` is its place in the file's own drawing order; `cells` are the parts of a table's row; `column` tells lines
    of different columns and regions apart.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False
    order: int = 0
    mark: str | None = None
    label: str | None = None
    cells: Sequence[Sequence[str]] = ()
    column: int = 0

    @property
    def height(self) -> float:
        """The distance between the line's upper and lower edge."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """The distance between the line's left and right edge."""
        return self.right - self.left

    def beside(self, other: "Line") -> bool:
        """Tell whether both lines stand on the same height: they share half of the lower one's height."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.height, other.height)


@dataclass(slots=True)
class Page:
    """One page as extracted (`words`) and, once ordered, its `lines`; `label` is the printed page number."""

    number: int
    width: float
    height: float
    words: Sequence[Word] = ()
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    label: str | None = None
    ocr: bool = False
