"""The sentences of a passage, as spans of its unchanged text."""

import re

_END = re.compile(r"[.!?…][”\"’)\]»]{0,2}(?:\d{1,3})?\s+(?=[\"“«(\[¿¡]?[A-ZÀ-ÞА-Я0-9(])|;\s+(?=\([a-z0-9]{1,4}\)\s)")
# A full stop after these, after one letter or after a paragraph's own number ends no sentence.
_SHORTENED = re.compile(
    r"(?:^\W{0,2}|[\s(])(?:mr|mrs|ms|dr|st|no|nos|para|paras|art|arts|fig|vol|pp|cf|vs|gen|col|lt|rev|add|corr|chap|"
    r"sect|approx|e\.g|i\.e|[a-z])\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W{0,2}\d{1,3}(?:\.\d{1,3})*\.")
_LOOK_BACK = 12


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of all sentences, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        stop = end.start() + 1
        if _SHORTENED.search(text[max(start, stop - _LOOK_BACK) : stop]) or _NUMBER.fullmatch(text, start, stop):
            continue
        spans.append(_stripped(text, start, end.end()))
        start = end.end()
    last = _stripped(text, start, len(text))
    return [*spans, last] if last[0] < last[1] else spans


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return begin, begin + len(piece.strip())
