"""Precedents put together by what they teach: the theme they share with the situation; near-same words only once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lessons.analysis import tokens
from lessons.precedents.pool import Scored
from lessons.precedents.results import OTHER_THEMES
from lessons.relations.alike import jaccard

NEAR_SAME = 0.6
"""Share of words that two passages have in common to say the same: a report repeats its predecessor's paragraphs
with other figures, so numbers do not count."""


def taught(record: Mapping[str, Any], themes: Sequence[str]) -> str:
    """The theme that a passage teaches about: the first that the situation asks for, else its own first."""
    shared = next((theme for theme in themes if theme in record["themes"]), None)
    return shared or next(iter(record["themes"]), OTHER_THEMES)


def distinct(found: Iterable[Scored], size: int) -> list[tuple[Scored, list[str]]]:
    """The first so many that differ in their words, each with the ids of those that say nearly the same."""
    kept: list[tuple[Scored, frozenset[str], list[str]]] = []
    for one in found:
        found_words = tokens(one.record["text"], one.record["language"] or "en")
        words = frozenset(token.term for token in found_words if not token.word.isdigit())
        same = next((ids for _, other, ids in kept if jaccard(words, other) >= NEAR_SAME), None)
        if same is not None:
            same.append(one.record["id"])
        elif len(kept) < size:
            kept.append((one, words, []))
        else:
            break
    return [(one, ids) for one, _, ids in kept]
