"""The path of headings over a passage, from printed labels and the levels a format knows."""

import re
from dataclasses import dataclass

from indexer.formats.source import Block
from indexer.metadata.front import full_text

_KINDS = (
    re.compile(
        r"(?:part|chapter|section|partie|chapitre|parte|capítulo|глава)\s[\dIVXivx]{1,5}\b|(?:part"
        r"|chapter) (?:one|two|three|four|five)\b",
        re.I,
    ),
    re.compile(r"[IVXL]{1,6}\s?\.\s"),
    re.compile(r"[A-Z]\s?\.\s"),
    re.compile(r"\d{1,2}\s?\.\s"),
    re.compile(r"\(?[a-z]\)\s|[a-z]\.\s"),
    re.compile(r"\(?[ivx]{1,4}\)\s"),
)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s")
_PLAIN = 90
_DEEPEST = 8
_LONGEST = 300
_LIKE_WORDS = 12
_LABELLED = re.compile(r"(?:[IVXL]{1,6}|[A-H])\s?\.\s+[^\W\d_]")
_NUMBERED = re.compile(r"\d{1,3}\s?\.\s|\([a-z]{1,4}\)\s")
_NUMBERED_WORDS = 16
_RECOMMENDATION = re.compile(r"(?:[3-9]\d|\d{3})\.\d{1,3}\.?\s")
"""The number of a recommendation below a paragraph, as reviews of human rights print it: no chapter goes so high."""
_ITEM_END = re.compile(r"(?:[;:]|\w{4}\.|\)\.|[.;] ?\([A-Z][^()]*\))[*†]{0,3}$")
"""How a numbered sentence ends that stands in bold or large type: "9. To consider a register of detainees. (Peru)"."""
_END = re.compile(r"[.,;:!?]\W{0,2}$")


def looks_like_heading(text: str) -> bool:
    """Whether a plain paragraph reads as a heading, where a scan or a text file shows no type sizes."""
    if len(text) > _LONGEST // 2 or _END.search(text) or len(text.split()) > _LIKE_WORDS:
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return bool(_LABELLED.match(text)) or (len(letters) > 5 and capitals == len(letters) and not text[0].isdigit())  # noqa: PLR2004


def is_chapter(text: str) -> bool:
    """Whether a text is a chapter's number ("Chapter II"), which may stand in a line before its heading."""
    return bool(_KINDS[0].match(text))


def is_heading(block: Block) -> bool:
    """Whether a block is a heading: a long one that ends as a sentence does is bold text, not a heading."""
    text = full_text(block)
    if block.style == "paragraph":
        return looks_like_heading(text)
    if block.style not in ("heading", "title"):
        return False
    if _RECOMMENDATION.match(text):
        return False
    words = len(text.split())
    numbered = bool(_NUMBERED.match(text)) and (words > _NUMBERED_WORDS or bool(_ITEM_END.search(text)))
    return len(text) <= _LONGEST and not numbered and not (text.endswith((".", ";")) and words > _LIKE_WORDS)


def _rank(text: str) -> tuple[int, int]:
    """The kind of a heading by its label, from the outermost: Part, I., A., 1., (a), (i), then without label."""
    decimal = _DECIMAL.match(text)
    if decimal:
        return 10, decimal.group(1).count(".")
    kind = next((number for number, pattern in enumerate(_KINDS) if pattern.match(text)), _PLAIN)
    return kind, 0


@dataclass(slots=True)
class _Entry:
    text: str
    level: int
    rank: tuple[int, int]
    used: bool = False


def _encloses(outer: _Entry, inner: _Entry) -> bool:
    """Whether one heading stands above another: by their labels, else by their levels."""
    outer_plain, inner_plain = outer.rank[0] == _PLAIN, inner.rank[0] == _PLAIN
    if not outer_plain and not inner_plain:
        if outer.rank[0] == inner.rank[0] or not (outer.level and inner.level):
            return outer.rank < inner.rank
        return outer.level < inner.level if outer.level != inner.level else outer.rank < inner.rank
    if outer.level and inner.level and outer.level != inner.level:
        return outer.level < inner.level
    return inner_plain and not outer_plain


class HeadingPath:
    """The headings in force, outermost first."""

    def __init__(self) -> None:
        self._stack: list[_Entry] = []

    def push(self, block: Block) -> list[str]:
        """Put a heading in force; returns the texts of headings that leave without ever having had a text below."""
        text = full_text(block)
        entry = _Entry(text, block.level, _rank(text))
        left: list[_Entry] = []
        while self._stack and not _encloses(self._stack[-1], entry):
            left.append(self._stack.pop())
        orphan = left[0] if left and not left[0].used else None
        if orphan and orphan.rank == entry.rank == (_PLAIN, 0) and len(orphan.text) + len(text) < _LONGEST // 2:
            entry.text = _together(orphan.text, text)
            orphan = None
        self._stack.append(entry)
        if len(self._stack) > _DEEPEST:
            del self._stack[0]
        return [orphan.text] if orphan else []

    def use(self) -> tuple[str, ...]:
        """The path for a passage; its headings now have a text."""
        for entry in self._stack:
            entry.used = True
        return tuple(entry.text for entry in self._stack)

    def unused(self) -> str | None:
        """The innermost heading if no text came after it."""
        return self._stack[-1].text if self._stack and not self._stack[-1].used else None

    def above(self) -> tuple[str, ...]:
        """The path without its innermost heading."""
        return tuple(entry.text for entry in self._stack[:-1])


def _together(first: str, second: str) -> str:
    """Two headings without text between them as one: lines of one heading, or a heading and its continuation."""
    wrapped = second[:1].islower() or _END.search(first) or first.isupper() == second.isupper()
    return f"{first} {second}" if wrapped else f"{first}: {second}"
