"""What the tagger looks at: each word and its neighbours, pairs of words, shapes, and what the vocabularies know."""

from collections.abc import Container, Iterator, Sequence

OFFSETS = (-2, -1, 0, 1, 2)
BIAS = "bias"
EDGE = "edge"
CLASSES = {"country": "c", "mission": "m", "organization": "o", "theme": "t", "date": "d"}
"""The letter that stands for each vocabulary in a feature."""

_SHAPED = 12
_SUFFIX = 3


def shape(word: str) -> str:
    """The kinds of a word's characters, repeated ones at most twice: "Xxx", "XX", "dd"."""
    kinds = ""
    for char in word[:_SHAPED]:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if not kinds.endswith(kind * 2):
            kinds += kind
    return kinds


def word_features(word: str, offset: int, common: Container[str]) -> Iterator[str]:
    """The features that a word gives to the token which it stands before (-), at (0) or after (+).

    `common` are words that are also written in lower case: a capital says less of them.
    """
    lower = word.lower()
    yield f"{offset}w={lower}"
    yield f"{offset}s={shape(word)}"
    if not word[0].isalpha() or offset in {-2, 2}:
        return
    yield f"{offset}e3={lower[-_SUFFIX:]}"
    if word[0].isupper():
        yield f"{offset}common={lower in common}"
    if offset == 0:
        yield f"0p3={lower[:_SUFFIX]}"
        yield f"0e2={lower[-2:]}"
        if word[0].isupper():
            yield f"0U={lower}"


def edge_feature(offset: int) -> str:
    """The feature of a token that has no neighbour there."""
    return f"{offset}{EDGE}"


def left_feature(before: str, word: str) -> str:
    """The feature of a lower-case word with the one before it."""
    return f"l={before}|{word}"


def right_feature(word: str, after: str) -> str:
    """The feature of a lower-case word with the one after it."""
    return f"r={word}|{after}"


def shapes_feature(before: str, own: str, after: str) -> str:
    """The feature of three shapes in a row."""
    return f"sss={before}|{own}|{after}"


def class_feature(offset: int, letter: str) -> str:
    """The feature of a token that a vocabulary knows, at or beside this one."""
    return f"{offset}k={letter}"


def sentence_features(words: Sequence[str], classes: Sequence[str], common: Container[str]) -> list[list[str]]:
    """All features of each token, as the tagger is trained on them."""
    lower = ["", *(word.lower() for word in words), ""]
    shapes = ["", *(shape(word) for word in words), ""]
    return [
        [
            BIAS,
            *_neighbour_features(words, position, common),
            *_token_features(classes, lower, shapes, position),
        ]
        for position in range(len(words))
    ]


def _neighbour_features(words: Sequence[str], position: int, common: Container[str]) -> Iterator[str]:
    for offset in OFFSETS:
        neighbour = position + offset
        if 0 <= neighbour < len(words):
            yield from word_features(words[neighbour], offset, common)
        else:
            yield edge_feature(offset)


def _token_features(
    classes: Sequence[str], lower: Sequence[str], shapes: Sequence[str], position: int
) -> Iterator[str]:
    before, own, after = position, position + 1, position + 2
    yield left_feature(lower[before], lower[own])
    yield right_feature(lower[own], lower[after])
    yield shapes_feature(shapes[before], shapes[own], shapes[after])
    for offset in (-1, 0, 1):
        neighbour = position + offset
        if 0 <= neighbour < len(classes) and classes[neighbour]:
            yield class_feature(offset, classes[neighbour])
