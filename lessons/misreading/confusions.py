"""What a recognition of scanned text confuses, letter by letter and stroke by stroke, at unequal lengths too."""

from collections.abc import Iterator
from itertools import islice, product

DIGITS = {
    "0": "oce",
    "1": "ilrtfj",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "ogb",
    "7": "t",
    "8": "bs",
    "9": "gq",
}
"""The letters that a digit within a word may stand for ("supp01ting", "fo1thcoming", "oppo11unity")."""

LETTERS = {
    "c": "eo",
    "e": "c",
    "o": "c",
    "h": "b",
    "b": "h",
    "f": "t",
    "t": "fl",
    "i": "ltru",
    "l": "it",
    "r": "t",
    "j": "i",
    "g": "q",
    "q": "g",
    "v": "y",
    "y": "v",
    "u": "n",
    "n": "u",
    "s": "",
}
"""Single letters taken for each other; no vowels that tell two names apart ("Hassan" and "Hassen")."""

PAIRS = {"cl": "d", "d": "cl", "vv": "w", "w": "vv", "ci": "d", "ii": "u", "lc": "k", "tl": "d"}
STROKES = {"i": 1, "l": 1, "t": 1, "r": 1, "n": 2, "u": 2, "h": 2, "m": 3}
"""Upright strokes of a letter: "rn", "ni" and "m" are three, so one is read for the other."""
MOST = 4000
"""Spellings tried for one damaged word; five digits in a word are hardly a word any more."""


def _by_strokes() -> dict[str, tuple[str, ...]]:
    runs = [*STROKES, *(first + second for first in STROKES for second in STROKES)]
    alike: dict[int, list[str]] = {}
    for run in runs:
        alike.setdefault(sum(STROKES[letter] for letter in run), []).append(run)
    return {
        run: tuple(other for other in group if other != run and max(len(run), len(other)) > 1)
        for group in alike.values()
        for run in group
    }


def _table() -> dict[str, tuple[str, ...]]:
    table = {run: others for run, others in _by_strokes().items() if others}
    for letter, others in LETTERS.items():
        table[letter] = (*others, *table.get(letter, ()))
    for run, other in PAIRS.items():
        table[run] = (other, *table.get(run, ()))
    return {run: tuple(dict.fromkeys(others)) for run, others in table.items()}


TABLE = _table()
_LONGEST = max(map(len, TABLE))


def meant(seen: str) -> Iterator[str]:
    """What may have stood where a word was read: digits as letters, and one confusion of letters."""
    yield from islice(_meant(seen), MOST)


def _meant(seen: str) -> Iterator[str]:
    choices = [DIGITS.get(letter, letter) for letter in seen]
    spelled = ["".join(letters) for letters in islice(product(*choices), MOST)]
    if spelled != [seen]:
        yield from spelled
    for word in spelled:
        yield from one_confusion(word)


def one_confusion(word: str) -> Iterator[str]:
    """The words that differ from this one by one confusion of letters."""
    for start in range(len(word)):
        for end in range(start + 1, min(len(word), start + _LONGEST) + 1):
            for other in TABLE.get(word[start:end], ()):
                yield word[:start] + other + word[end:]


_SKELETON = str.maketrans(
    {
        **dict.fromkeys("iltfjr17numhb68", "i"),
        **dict.fromkeys("ceo03", "o"),
        **dict.fromkeys("gq9", "g"),
        **dict.fromkeys("vwy", "v"),
        "d": "oi",
        "k": "io",
        "5": "s",
        "4": "a",
        "2": "z",
    }
)


def skeleton(word: str) -> str:
    """What is left of a word that any of the confusions keeps: equal for a word and most of its misreadings.

    It only narrows the search; `meant` decides.
    """
    bare = word.translate(_SKELETON)
    return "".join(
        letter for letter, before in zip(bare, " " + bare, strict=False) if letter != before or letter not in "iv"
    )
