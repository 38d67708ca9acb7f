"""PDF: text with its layout from pdfium, recognition for pages that are only an image."""

import time
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from indexer.formats import miner
from indexer.formats.pdfium import DamagedError, Document, PageError
from indexer.formats.source import Limits, Rejected, Source
from indexer.layout.characters import readable
from indexer.layout.document import blocks
from indexer.layout.page import Page
from indexer.ocr import pages as ocr
from indexer.ocr.engine import Picture

_FEW = 100  # characters: below, a page with a large image is a scan with a stamp on it, not a page of text
_LARGE = 0.5  # share of the page an image must cover for that
_MINING = 0.2  # of the time allowed
_MOST_MINED = 20  # pages: at 11 to 19 pages/s that is about a second
_OCR_SHARE = 0.75  # of the time allowed; the rest is for layout and whoever takes the result


class Pdf:
    """Portable Document Format."""

    name = "pdf"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002 - the content decides
        """Tell a PDF by its signature, which viewers seek in the first kilobyte."""
        return b"%PDF-" in head[:1024]

    def read(self, path: Path, limits: Limits) -> Source:
        """Read the file page by page."""
        try:
            document = Document(path)
        except DamagedError as error:
            return _mined(path, limits, error)
        try:
            return _Reading(path, document, limits).source()
        finally:
            document.close()


def _mined(path: Path, limits: Limits, error: DamagedError) -> Source:
    """Read a file that pdfium refuses."""
    pages = [page for page in miner.read(path, None, _MINING * limits.wall_seconds) if _legible([page])]
    if not pages:
        raise Rejected(str(error)) from error
    found, taken = blocks(pages)
    cut = ["the file is damaged: some of it may be missing"]
    return Source(Pdf.name, found, pages[-1].number, furniture=taken, cut=cut)


class _Reading:
    """One document on its way to a source."""

    def __init__(self, path: Path, document: Document, limits: Limits) -> None:
        self.path, self.document, self.limits = path, document, limits
        self.deadline = time.monotonic() + _OCR_SHARE * limits.wall_seconds
        self.cut: list[str] = []
        self.characters = 0

    def source(self) -> Source:
        """Read all pages, recognise those without text, and lay them out."""
        if not self.document.pages:
            raise Rejected("damaged: the PDF has no pages; open it in a PDF viewer and save it again")
        sheets = self._sheets()
        bare = [index for index, pages in sheets.items() if self._is_image(index, pages)]
        images = self._mine(bare, sheets)
        if images:
            self._recognise(images, sheets)
        found, taken = blocks([page for pages in sheets.values() for page in pages])
        return Source(
            format=Pdf.name, blocks=found, pages=self.document.pages, hints=self.document.info(), furniture=taken,
            cut=self.cut, originals=self.document.texts,
        )  # fmt: skip

    def _sheets(self) -> dict[int, Sequence[Page]]:
        """Take the words of every page within the limits."""
        sheets: dict[int, Sequence[Page]] = {}
        damaged = []
        for index in range(self.document.pages):
            if index >= self.limits.pages or self.characters > self.limits.characters:
                left = _named(range(index, self.document.pages))
                self.cut.append(f"{left} left out: over the limit of {self._limit()}")
                break
            try:
                sheets[index] = self.document.read(index)
            except PageError:
                damaged.append(index)
                continue
            self.characters += sum(_length(page) for page in sheets[index])
        if damaged:
            self.cut.append(f"{_named(damaged)} damaged and not readable")
        return sheets

    def _limit(self) -> str:
        if self.characters > self.limits.characters:
            return f"{self.limits.characters:,} characters"
        return f"{self.limits.pages:,} pages"

    def _is_image(self, index: int, pages: Sequence[Page]) -> bool:
        length = sum(_length(page) for page in pages)
        if length >= _FEW:
            return not _legible(pages)
        drawn = self.document.drawn(index)
        return drawn.image > _LARGE or (not _legible(pages) and drawn.anything)

    def _mine(self, images: Sequence[int], sheets: dict[int, Sequence[Page]]) -> Sequence[int]:
        """Try pdfminer.six on pages that draw text which pdfium cannot name; returns those still without."""
        nameless = [index for index in images if not _legible(sheets[index]) and self.document.drawn(index).texts]
        if not nameless:
            return images
        found = miner.read(self.path, nameless[:_MOST_MINED], _MINING * self.limits.wall_seconds)
        mined = {page.number - 1: [page] for page in found if _legible([page])}
        sheets.update(mined)
        for index in mined:  # what pdfium cannot name is no original to compare with
            self.document.texts.pop(index + 1, None)
        return [index for index in images if index not in mined]

    def _recognise(self, images: Sequence[int], sheets: dict[int, Sequence[Page]]) -> None:
        engine = ocr.engine()
        if engine is None:
            none = "has no text layer" if len(images) == 1 else "have no text layer"
            self.cut.append(f"{_named(images)} {none} and no OCR engine is installed: {ocr.MEND}")
            return
        dpi = engine.dpi

        def picture(index: int) -> Picture:
            return Picture(*self.document.picture(index, dpi))

        known = " ".join(word.text for pages in sheets.values() for page in pages[:1] for word in page.words[:200])
        found = ocr.recognise(images, picture, engine, known, self.deadline)
        for index, words in found.items():
            size = self.document.size(index)
            if words:
                sheets[index] = [Page(index + 1, *size, words, ocr=True)]
        left = [index for index in images if index not in found]
        if left:
            verb = "was" if len(left) == 1 else "were"
            self.cut.append(f"{_named(left)} {verb} not recognised: the time allowed for OCR was over")


def _length(page: Page) -> int:
    return sum(len(word.text) for word in page.words)


def _legible(pages: Sequence[Page]) -> bool:
    return readable("".join(word.text for page in pages for word in page.words))


def _named(indices: Iterable[int]) -> str:
    """Name pages for people: "page 3", "pages 1-4, 7"."""
    spans = []
    for _, run in groupby(enumerate(sorted(indices)), key=lambda pair: pair[1] - pair[0]):
        numbers = [index + 1 for _, index in run]
        spans.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    text = ", ".join(spans)
    return f"page {text}" if text.isdigit() else f"pages {text}"
