"""The room of pdfminer.six: the second try for files and pages that give pdfium nothing.

pdfium comes first: it is 20 times as fast (220 pages/s against 11 on 60 pages of UN reports) and finds 99.7%
of the same words (``benchmarks/pdf_engines.py``). Of 824 awkward PDFs pdfminer.six found text in two more and
opened two that pdfium refused. It may hang or take gigabytes on broken files, so it runs as a process of its own that
is killed when its time is over.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import Any

from indexer.layout.page import Page, Word


def read(path: Path, indices: Sequence[int] | None, seconds: float) -> list[Page]:
    """Return the pages (counted from 0; all when None) that pdfminer.six finds text on, nothing when it fails."""
    wanted = "" if indices is None else ",".join(map(str, indices))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "indexer.formats.miner", str(path), wanted]
    try:
        done = subprocess.run(command, capture_output=True, timeout=max(seconds, 1), env=environment, check=False)
    except subprocess.TimeoutExpired:
        return []
    if done.returncode:
        return []
    return [_page(each) for each in json.loads(done.stdout)]


def _page(found: dict[str, Any]) -> Page:
    return Page(found["number"], found["width"], found["height"], [Word(*word) for word in found["words"]])


def _main(path: str, wanted: str) -> None:
    """Print the words of the wanted pages as JSON."""
    from pdfminer.high_level import extract_pages  # noqa: PLC0415 - 0.2 s that only the child process pays
    from pdfminer.layout import LAParams  # noqa: PLC0415

    indices = [int(index) for index in wanted.split(",") if index] or None
    layouts = extract_pages(path, page_numbers=indices, laparams=LAParams())
    numbers = (index + 1 for index in indices) if indices else count(1)
    pages = [
        {"number": number, "width": layout.width, "height": layout.height, "words": list(_words(layout, layout.y1))}
        for number, layout in zip(numbers, layouts, strict=False)
    ]
    print(json.dumps([page for page in pages if page["words"]]))


def _words(item: Any, top: float) -> Iterator[Sequence[Any]]:
    """Yield the words of everything on the page that has text lines."""
    from pdfminer.layout import LTContainer, LTTextLine  # noqa: PLC0415

    if isinstance(item, LTTextLine):
        for solid, characters in groupby(item, key=lambda each: not each.get_text().isspace()):
            if solid:
                yield _word(list(characters), top)
    elif isinstance(item, LTContainer):
        for each in item:
            yield from _words(each, top)


def _word(characters: Sequence[Any], top: float) -> Sequence[Any]:
    placed = [each for each in characters if hasattr(each, "bbox")]
    text = "".join(each.get_text() for each in characters)
    left, right = min(each.x0 for each in placed), max(each.x1 for each in placed)
    low, high = min(each.y0 for each in placed), max(each.y1 for each in placed)
    name = str(getattr(placed[0], "fontname", ""))
    return text, left, top - high, right, top - low, round(high - low, 1), "Bold" in name, "Ital" in name


if __name__ == "__main__":
    _main(*sys.argv[1:])
