"""Measure pypdfium2 against pdfminer.six on the same pages: pages a second, characters found, agreement.

Run ``python benchmarks/pdf_engines.py FOLDER [PAGES]``: takes pages evenly from the folder's PDFs (40 unless told), and
times each engine on them alone; `layout` is pdfium's words made into blocks, the way the indexer reads.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from pdfminer.high_level import extract_text

from indexer.formats.pdfium import Document
from indexer.layout.document import blocks

Sample = tuple[Path, int]


def sample(folder: Path, pages: int) -> list[Sample]:
    """Return pages spread evenly over the folder's readable PDFs."""
    found: list[Sample] = []
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        try:
            with pypdfium2.PdfDocument(path) as document:
                found.extend((path, index) for index in range(len(document)))
        except pypdfium2.PdfiumError:
            continue
    return found[:: max(1, len(found) // pages)][:pages]


def plain(path: Path, index: int) -> str:
    """The text pdfium gives in one call: the fastest there is."""
    with pypdfium2.PdfDocument(path) as document:
        return document[index].get_textpage().get_text_range()


def words(path: Path, index: int) -> str:
    """The words with places, sizes and weights that the indexer takes from pdfium."""
    document = Document(path)
    try:
        return " ".join(word.text for page in document.read(index) for word in page.words)
    finally:
        document.close()


def layout(path: Path, index: int) -> str:
    """The words, and blocks made of them."""
    document = Document(path)
    try:
        return " ".join(block.text for block in blocks(document.read(index))[0])
    finally:
        document.close()


def miner(path: Path, index: int) -> str:
    """The text pdfminer.six gives with its own layout analysis."""
    return extract_text(path, page_numbers=[index])


def rows(pages: list[Sample]) -> Iterator[tuple[str, float, int, float]]:
    """Yield for each way its pages a second, characters found and words shared with plain pdfium."""
    truth = [_tokens(plain(*page)) for page in pages]
    for way in (plain, words, layout, miner):
        yield way.__name__, *_measured(way, pages, truth)


def _measured(
    way: Callable[[Path, int], str], pages: list[Sample], truth: list[Counter[str]]
) -> tuple[float, int, float]:
    start = time.process_time()
    texts = [way(*page) for page in pages]
    seconds = time.process_time() - start
    found = [_tokens(text) for text in texts]
    shared = sum((one & other).total() for one, other in zip(found, truth, strict=True))
    return (
        len(pages) / seconds,
        sum(len("".join(text.split())) for text in texts),
        shared / sum(map(Counter.total, truth)),
    )


def _tokens(text: str) -> Counter[str]:
    return Counter(text.replace("\ufffe", "-").split())


if __name__ == "__main__":
    chosen = sample(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)
    print(f"{len(chosen)} pages")
    print(f"{'way':8} {'pages/s':>8} {'characters':>11} {'shared words':>13}")
    for name, speed, characters, agreement in rows(chosen):
        print(f"{name:8} {speed:8.1f} {characters:11,} {agreement:13.1%}")
