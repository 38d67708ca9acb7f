"""The check that a quotation stands on the page it is cited from, made on pdfium's own text of that page."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

from indexer.formats.source import Block

_SOLID = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Return the letters and digits alone: white space, hyphens and punctuation do not matter in a quotation."""
    return _SOLID.sub("", unicodedata.normalize("NFKC", text).casefold())


def page_texts(path: Path) -> list[str]:
    """Return the normal text of every page as pdfium extracts it."""
    with pypdfium2.PdfDocument(path) as document:
        return [normal(page.get_textpage().get_text_range()) for page in document]


def stands(text: str, pages: Sequence[str]) -> bool:
    """Tell whether a text stands on consecutive pages: whole on one, else its parts one after the other."""
    rest = normal(text)
    for page in pages[:-1]:
        rest = rest[_longest_start(rest, page) :]
    return rest in pages[-1]


def _longest_start(text: str, page: str) -> int:
    """Return the length of the longest beginning of a text that stands on a page."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low


def missing(blocks: Iterable[Block], pages: Sequence[str]) -> list[Block]:
    """Return the blocks, recognised ones aside, whose text does not stand on the pages they name."""
    return [
        block
        for block in blocks
        if not block.ocr and block.page and not stands(block.text, pages[block.page - 1 : block.page_end])
    ]
