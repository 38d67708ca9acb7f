"""Finds who speaks: the countries in brackets at the very end of a passage, as reviews record who recommended it."""

import re
from collections.abc import Sequence

from lessons.records import Annotation

# One level of brackets may stand inside: "(Chile, Bolivia (Plurinational State of))".
_CLOSING = re.compile(r"(?:\((?:[^()]|\([^()]*\))+\)[\s;.,]*)+$")
_CLOSED = re.compile(r"\)[\s;.,]*$")
_BETWEEN = re.compile(r"(?:[\s();.,/&]|\b(?:and|the|et|la|le|les|y|el|on behalf of)\b)*")
_TAIL = 600
_PLACES = {"country.place", "country.capital"}


def closing_speakers(text: str, annotations: Sequence[Annotation]) -> list[Annotation]:
    """The countries that stand as speakers; none where the closing brackets hold anything but names."""
    offset = max(0, len(text) - _TAIL)
    closing = _CLOSING.search(text[offset:]) if _CLOSED.search(text, offset) else None
    if closing is None:
        return []
    start = offset + closing.start()
    inside = [one for one in annotations if one.start >= start and one.vocabulary in {"country", "organization"}]
    if any(one.rule in _PLACES for one in inside) or not _only_names(text, start, inside):
        return []
    return [one for one in inside if one.vocabulary == "country"]


def _only_names(text: str, start: int, names: Sequence[Annotation]) -> bool:
    for name in sorted(names, key=lambda one: one.start):
        if not _BETWEEN.fullmatch(text, min(start, name.start), name.start):
            return False
        start = max(start, name.end)
    return _BETWEEN.fullmatch(text, start) is not None
