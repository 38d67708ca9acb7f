"""Pages for layout tests, written as one would type them."""

from collections.abc import Sequence

from indexer.layout.page import Page, Word

WIDE = 5.0  # points a character takes


def words(text: str, x: float, y: float, size: float = 10.0, bold: bool = False) -> list[Word]:
    """The words of a line that begins at x, y (from the upper left corner); every character is half its size wide."""
    found, at, step = [], x, WIDE * size / 10
    for part in text.split(" "):
        if part:
            found.append(Word(part, at, y, at + step * len(part), y + 1.1 * size, size, bold))
        at += step * (len(part) + 1)
    return found


def page(number: int, *lines: Sequence[object], ocr: bool = False) -> Page:
    """A page of lines, each (x, y, text) or (x, y, text, size) or (x, y, text, size, bold)."""
    found: list[Word] = []
    for x, y, text, *style in lines:
        found += words(text, x, y, *style)  # type: ignore[arg-type]
    return Page(number, 600, 800, found, ocr=ocr)


def column(x: float, y: float, *lines: str, step: float = 12) -> list[tuple[float, float, str]]:
    """Lines one below the other."""
    return [(x, y + index * step, line) for index, line in enumerate(lines)]
