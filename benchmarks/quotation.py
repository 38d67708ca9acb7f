"""Random passages of an indexed collection: does the quoted text stand on the cited page of the original?

    lessons index ../shared/corpus/un_reports ../shared/corpus/upr --home HOME
    python benchmarks/quotation.py --home HOME [--sample 500] [--seed 1]

Recognised passages (OCR) are left out: their original has no text to compare with. The comparison ignores white space,
hyphens and punctuation, and reads the page with pdfium.
"""

import argparse
import random
from functools import lru_cache
from pathlib import Path

import pypdfium2

from indexer.quotation import normal, stands
from lessons.home import Home
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, StoredPassage


def page_texts(path: Path) -> list[str]:
    """The normal text of every page, read anew from the original."""
    with pypdfium2.PdfDocument(path) as document:
        return [normal(page.get_textpage().get_text_range()) for page in document]


def drawn(catalog: Catalog, size: int, seed: int) -> list[tuple[Document, StoredPassage]]:
    """A random sample of the passages that have a page and a text layer."""
    documents = [document for document, _ in catalog.each_document() if document.format == "pdf"]
    pool = [
        (document, passage)
        for document in documents
        for passage in catalog.passages(document.id)
        if passage.passage.page and not passage.passage.ocr
    ]
    return random.Random(seed).sample(pool, min(size, len(pool)))


def main() -> None:
    """Check the sample and print what does not stand where it is cited."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pages = lru_cache(maxsize=None)(page_texts)
    with Catalog(Home(options.home).catalog) as catalog:
        sample = drawn(catalog, options.sample, options.seed)
    wrong = []
    for document, stored in sample:
        first, last = stored.passage.page or 1, stored.passage.page_end or stored.passage.page or 1
        if not stands(normal(stored.passage.text), pages(Path(document.path))[first - 1 : last]):
            wrong.append((document, stored))
    for document, stored in wrong:
        print(f"{Path(document.path).name}, p. {stored.passage.page}: {stored.passage.text[:160]}")
    print(f"{len(sample) - len(wrong)} of {len(sample)} quotations stand on the cited page")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
