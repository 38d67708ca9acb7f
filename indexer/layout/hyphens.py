"""Joining lines: words divided over a line's end are made whole, true hyphens stay."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_WORDS = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_AFTER = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Chinese, Japanese and their punctuation are written without spaces.
_DENSE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


# "inter-mission" keeps its hyphen though "inter" is no word; "co" and "re" are missing because they mostly lose it.
_PREFIXES = frozenset({"anti", "counter", "cross", "ex", "inter", "mid", "multi", "non", "post", "pre", "self", "well"})
# What reports join to a noun, where the document itself does not show it.
_SECONDS = frozenset({"based", "building", "driven", "led", "level", "making", "oriented", "owned", "related", "wide"})
_SHORTEST = 2


class Lexicon:
    """The words a document writes unbroken, which decide what a hyphen at a line's end means."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Count the words of all lines, without what stands broken at their ends."""
        self._words: Counter[str] = Counter()
        broken = False
        for text in lines:
            words = _WORDS.findall(text.casefold())
            ends = text.endswith("-")
            self._words.update(words[broken : len(words) - ends])
            broken = ends

    def join(self, lines: Sequence[str]) -> str:
        """Return the lines as one text."""
        text = lines[0] if lines else ""
        for line in lines[1:]:
            text = self._attach(text, line)
        return text

    def _attach(self, text: str, line: str) -> str:
        if text.endswith("-"):
            return self._heal(text, line)
        if text and line and _DENSE.match(text[-1]) and _DENSE.match(line[0]):
            return text + line
        return f"{text} {line}" if not text.endswith(("/", "—")) or text.endswith(" /") else text + line

    def _heal(self, text: str, line: str) -> str:
        before, after = _BEFORE.search(text), _AFTER.match(line)
        if not before:
            return f"{text} {line}" if text.endswith(" -") else text + line
        if not after:
            return text + line
        first, second = before[1], after.group()
        if second.casefold() in {"and", "or", "et", "y", "o", "ou"}:
            return f"{text} {line}"
        return text + line if self._hyphened(first, second) else text[:-1] + line

    def _hyphened(self, first: str, second: str) -> bool:
        """Decide "co-operation" against "imple-mentation": what the document itself writes most counts first."""
        last, low = first.rsplit("-", 1)[-1].casefold(), second.casefold()
        whole, parted = self._words[last + low], self._words[f"{last}-{low}"]
        if "-" in first:
            parted += self._words[f"{first}-{second}".casefold()]
        if whole or parted:
            return parted > whole
        if second[0].isupper():
            return True
        second = low.split("-")[0]
        known = self._words[second] > 0 or second in _SECONDS
        return known and (last in _PREFIXES or (self._words[last] > 0 and len(last) > _SHORTEST))
