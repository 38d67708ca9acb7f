"""Very long paragraphs cut at the ends of sentences."""

import re
from collections.abc import Iterator

LONGEST = 2_500
_AIM = 1_800
_SENTENCE_END = re.compile(r"[.!?;][”\"’)\]]{0,2}(?:\d{1,3})?\s+(?=[A-ZÀ-ÞА-Я“\"«(])|[。！？]\s?")
_SMALLEST = 200


def _cut(text: str, start: int) -> int:
    """Where the piece that begins at `start` ends: a sentence's end, else a space, else anywhere."""
    best = 0
    for match in _SENTENCE_END.finditer(text, start + _SMALLEST, start + LONGEST):
        best = match.end()
        if best - start >= _AIM:
            break
    if best:
        return best
    space = text.rfind(" ", start + _SMALLEST, start + LONGEST)
    return space + 1 if space > 0 else start + LONGEST


def split_long(text: str) -> Iterator[str]:
    """The text in pieces of at most 2,500 characters, each of whole sentences where it has any."""
    start = 0
    while len(text) - start > LONGEST:
        end = _cut(text, start)
        yield text[start:end].strip()
        start = end
    rest = text[start:].strip()
    if rest:
        yield rest
