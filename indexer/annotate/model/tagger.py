"""The tagger: a linear chain of labels over tokens, its weights an array that is shipped with the package.

A word's part in the scores does not depend on its sentence, so it is summed once and remembered: tagging costs a few
microseconds a word.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from indexer.annotate.model import features
from indexer.annotate.model.labels import OUTSIDE, Floats, Tagged, decode, runs
from indexer.annotate.model.tokens import Span, sentences

_REMEMBERED = 20_000


class NameTagger:
    """Finds names in text by weights over features; the same instance serves any number of texts."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as stored:
            names = _lines(stored["features"])
            self._labels = _lines(stored["labels"])
            self.common = frozenset(_lines(stored["common"]))
            self._transitions: Floats = stored["transitions"].astype(np.float32)
            weights: Floats = stored["weights"].astype(np.float32)
        self._outside = self._labels.index(OUTSIDE)
        width = len(self._labels)
        # The last row is the weight of every feature that was never met: nothing.
        self._weights: Floats = np.concatenate([weights, np.zeros((1, width), dtype=np.float32)])
        self._row = {name: row for row, name in enumerate(names)}
        self._nothing = len(names)
        self._bias = self._weights[self._row.get(features.BIAS, self._nothing)]
        self._edges = [self._weights[self._find(features.edge_feature(offset))] for offset in features.OFFSETS]
        self._words: dict[str, int] = {}
        self._lower: list[str] = []
        self._shape: list[str] = []
        self._parts: Floats = np.zeros((_REMEMBERED, len(features.OFFSETS), width), dtype=np.float32)
        self._pairs: dict[tuple[str, str], tuple[int, int]] = {}
        self._shapes: dict[tuple[str, str, str], int] = {}

    def find(self, text: str, known: Iterable[tuple[int, int, str]] = ()) -> Iterator[Tagged]:
        """Yield the names of a text in order; `known` are spans that vocabularies recognised, with their letter."""
        letters = sorted(known)
        for spans in sentences(text):
            words = [text[start:end] for start, end in spans]
            if any(word[0].isupper() for word in words):
                near = letters[bisect_left(letters, (spans[0][0],)) : bisect_left(letters, (spans[-1][1],))]
                labels = decode(self.scores(words, token_classes(spans, near)), self._transitions, self._outside)
                yield from runs(spans, [self._labels[label] for label in labels])

    def _find(self, feature: str) -> int:
        return self._row.get(feature, self._nothing)

    def scores(self, words: Sequence[str], classes: Sequence[str]) -> Floats:
        """How well each label fits each token, without regard to the labels beside it."""
        if len(self._words) + len(words) > _REMEMBERED:
            self._forget()
        own = [self._words.get(word, -1) for word in words]
        own = [number if number >= 0 else self._learn(word) for number, word in zip(own, words, strict=True)]
        parts = self._parts[own]
        scores: Floats = parts[:, 2] + self._bias
        for place, offset in enumerate(features.OFFSETS):
            if offset < 0:
                scores[-offset:] += parts[:offset, place]
                scores[:-offset] += self._edges[place]
            elif offset > 0:
                scores[:-offset] += parts[offset:, place]
                scores[-offset:] += self._edges[place]
        scores += self._weights[self._context_rows(own)].sum(axis=1)
        self._add_classes(scores, classes)
        return scores

    def _context_rows(self, own: Sequence[int]) -> list[tuple[int, int, int]]:
        """The rows of each token's features that reach over several tokens: left pair, right pair, three shapes."""
        lower = ["", *(self._lower[number] for number in own), ""]
        shapes = ["", *(self._shape[number] for number in own), ""]
        pairs = [self._pair(pair) for pair in pairwise(lower)]
        triples = zip(shapes, shapes[1:], shapes[2:], strict=False)
        return [
            (before[0], after[1], self._triple(triple))
            for before, after, triple in zip(pairs, pairs[1:], triples, strict=False)
        ]

    def _pair(self, pair: tuple[str, str]) -> tuple[int, int]:
        found = self._pairs.get(pair)
        if found is None:
            found = self._find(features.left_feature(*pair)), self._find(features.right_feature(*pair))
            if len(self._pairs) < _REMEMBERED:
                self._pairs[pair] = found
        return found

    def _triple(self, triple: tuple[str, str, str]) -> int:
        found = self._shapes.get(triple)
        if found is None:
            found = self._find(features.shapes_feature(*triple))
            if len(self._shapes) < _REMEMBERED:
                self._shapes[triple] = found
        return found

    def _add_classes(self, scores: Floats, classes: Sequence[str]) -> None:
        for place, letter in enumerate(classes):
            if letter:
                for offset in (-1, 0, 1):
                    if 0 <= place - offset < len(classes):
                        scores[place - offset] += self._weights[self._find(features.class_feature(offset, letter))]

    def _learn(self, word: str) -> int:
        """Sum a word's part in the scores of the tokens around it, once."""
        known = self._words.get(word)
        if known is not None:
            return known
        number = self._words[word] = len(self._words)
        self._lower.append(word.lower())
        self._shape.append(features.shape(word))
        for place, offset in enumerate(features.OFFSETS):
            rows = [self._find(feature) for feature in features.word_features(word, offset, self.common)]
            self._parts[number, place] = self._weights[rows].sum(axis=0)
        return number

    def _forget(self) -> None:
        self._words.clear()
        self._lower.clear()
        self._shape.clear()


def _lines(stored: Any) -> list[str]:
    return bytes(stored).decode("utf-8").split("\n")


@cache
def shipped_tagger() -> NameTagger:
    """The tagger with the weights of the package, loaded when first asked for."""
    with as_file(files("indexer.annotate.model").joinpath("data", "names.npz")) as path:
        return NameTagger(path)


def token_classes(spans: Sequence[Span], known: Iterable[tuple[int, int, str]]) -> list[str]:
    """The letter of the vocabulary that knows each token, empty for most."""
    classes = [""] * len(spans)
    starts = [start for start, _ in spans]
    for start, end, letter in known:
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        classes[first:last] = [letter] * (last - first)
    return classes
