"""Recognising the pages of one document within a budget of time."""

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from indexer.layout.page import Word
from indexer.ocr import rapidocr, tesseract
from indexer.ocr.engine import Engine, Picture, TooSlowError

MEND = "install Tesseract or lessons[ocr]"

# Three languages at once take 1.1 to 1.9 times as long as one (measured on a typed page of 270 words), so the first
# page decides. These words are frequent in one language and rare in the others.
_COMMON = {
    "en": frozenset({"the", "and", "of", "to", "that", "with", "for", "which", "by", "from"}),
    "fr": frozenset({"les", "des", "et", "dans", "du", "une", "est", "pour", "que", "par", "au"}),
    "es": frozenset({"los", "las", "y", "del", "para", "una", "por", "con", "el", "se"}),
}
_ALL = tuple(_COMMON)
_CLEAR = 8  # common words that make a guess


def engine() -> Engine | None:
    """Return the engine that is installed: Tesseract before rapidocr (2 s a page against 6 s)."""
    if tesseract.installed():
        return tesseract.Tesseract()
    return rapidocr.RapidOcr() if rapidocr.installed() else None


def languages(text: str) -> Sequence[str]:
    """Guess the language of a text by its commonest words; all that are known when it does not say."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    scores = {language: sum(words[each] for each in common) for language, common in _COMMON.items()}
    best = max(scores, key=lambda language: scores[language])
    others = sum(scores.values()) - scores[best]
    return [best] if scores[best] >= _CLEAR and scores[best] > 2 * others else _ALL


def recognise(
    indices: Sequence[int], picture: Callable[[int], Picture], found_by: Engine, known: str, deadline: float
) -> dict[int, list[Word]]:
    """Recognise as many pages as can be done before the deadline (of `time.monotonic`), in their order.

    `picture` renders a page and is called from this thread only, as pdfium demands; `known` is text of the document's
    other pages.
    """
    found: dict[int, list[Word]] = {}
    width = min(2, os.cpu_count() or 1)
    with ThreadPoolExecutor(width) as pool:
        for group in _groups(indices, width):
            left = deadline - time.monotonic()
            if left < 1:
                break
            guess = languages(known)
            started = {index: pool.submit(found_by.words, picture(index), guess, left) for index in group}
            done = _collected(started)
            found.update(done)
            if len(done) < len(started):
                break
            known += " ".join(word.text for words in done.values() for word in words)
    return found


def _groups(indices: Sequence[int], width: int) -> Iterable[Sequence[int]]:
    yield indices[:1]  # alone, because the others profit from its language
    yield from (indices[at : at + width] for at in range(1, len(indices), width))


def _collected(started: dict[int, Future[list[Word]]]) -> dict[int, list[Word]]:
    done: dict[int, list[Word]] = {}
    for index, future in started.items():
        try:
            done[index] = future.result()
        except TooSlowError:
            continue
    return done
