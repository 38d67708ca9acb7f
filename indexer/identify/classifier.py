"""Adds up the trained weights of everything observed in a passage: its rules, its style and its words."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import get_args

from indexer.identify import style
from indexer.identify.rules import Rule, table_rows
from lessons.records import Kind
from lessons.stop_words import is_stop_word

KINDS: tuple[Kind, ...] = get_args(Kind)
WORDS = "words."
STYLE = "style."
GRAM_WEIGHT = 5.0
"""All words of a passage together weigh this much, whatever their number: shared out as one over its root."""
Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen in a passage: the rules that match, its style, and those of its words that have a weight.

    `prose` tells whether it is made of English sentences, of which alone style and words have learned.
    """

    rules: tuple[Rule, ...]
    style: Row
    grams: tuple[str, ...]
    prose: bool = True

    @property
    def gram_value(self) -> float:
        """What each of its words counts."""
        return GRAM_WEIGHT / math.sqrt(max(1, len(self.grams)))


class Classifier:
    """A table of weights, one for each feature and kind; softmax over the kinds gives the confidence."""

    def __init__(self, weights: Mapping[str, Row]) -> None:
        self.weights = weights
        self.grams = frozenset(name[len(WORDS) :] for name in weights if name.startswith(WORDS))
        self._by_gram = {gram: weights[WORDS + gram] for gram in self.grams}
        self._style = list(zip(*(weights[STYLE + name] for name in style.NAMES), strict=True))

    def chances(self, observed: Observed) -> dict[Kind, float]:
        """How likely each kind is."""
        sums = [0.0] * len(KINDS)
        _add(sums, [self.weights[rule.name] for rule in observed.rules if rule.name in self.weights], 1.0)
        for place, column in enumerate(self._style):
            sums[place] = sum(map(mul, column, observed.style), sums[place])
        _add(sums, [self._by_gram[gram] for gram in observed.grams], observed.gram_value)
        highest = max(sums)
        odds = [math.exp(amount - highest) for amount in sums]
        total = sum(odds)
        return {kind: odd / total for kind, odd in zip(KINDS, odds, strict=True)}

    def worth(self, rule: Rule) -> float:
        """How much more a rule speaks for its own kind than for the others."""
        row = self.weights.get(rule.name)
        if row is None:
            return 0.0
        own = row[KINDS.index(rule.kind)]
        return own - (sum(row) - own) / (len(KINDS) - 1)

    def telling(self, observed: Observed, kind: Kind, most: int = 3) -> list[str]:
        """The words of a passage that speak most for a kind."""
        place = KINDS.index(kind)
        full = (gram for gram in observed.grams if not all(map(is_stop_word, gram.removeprefix("^").split())))
        rows = ((gram, self._by_gram[gram]) for gram in full)
        worth = sorted(((row[place] - sum(row) / len(KINDS), gram) for gram, row in rows), reverse=True)
        return [gram.removeprefix("^") for amount, gram in worth[:most] if amount > 0]


def _add(sums: list[float], rows: Iterable[Row], value: float) -> None:
    for place, column in enumerate(zip(*rows, strict=True)):
        sums[place] += sum(column) * value


@cache
def standard_classifier() -> Classifier:
    """The shipped weights."""
    return Classifier({row["feature"]: tuple(float(row[kind]) for kind in KINDS) for row in table_rows("weights.csv")})
