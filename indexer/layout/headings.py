"""Which paragraphs are titles, headings and parts, and at what level."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from indexer.formats.source import BlockStyle
from indexer.layout.page import Line
from indexer.layout.paragraphs import Paragraph

_PART = re.compile(
    r"(?:annex|appendix|enclosure|attachment|annexe|pièce jointe|anexo|apéndice|приложение)"
    r"(?:\s+(?:[IVXLC]{1,6}|\d{1,2}|[A-Z]))?(?:\s*\[.*\]|\*)?(?:\s+(?:to|of|au|aux|à la|al|a la|de la)\s.*)?",
    re.IGNORECASE,
)
_ROMAN, _LETTER, _NUMBER = re.compile(r"[IVXL]{1,6}\."), re.compile(r"[A-Z]\."), re.compile(r"\d{1,2}\.?")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_LONGEST = 250


def body_size(lines: Iterable[Line]) -> float:
    """Return the type size most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def style(paragraph: Paragraph, label: str | None, text: str, body: float) -> BlockStyle:
    """Tell whether a paragraph is a part's opening, a heading or text."""
    if not text or len(text) > _LONGEST or not any(char.isalpha() for char in text):
        return "paragraph"
    if _PART.fullmatch(text) and (paragraph.bold or _alone(paragraph) or paragraph.size > 1.05 * body):
        return "part"
    return "heading" if _is_heading(paragraph, label, text, body) else "paragraph"


def _is_heading(paragraph: Paragraph, label: str | None, text: str, body: float) -> bool:
    margin = 1.25 if paragraph.ocr else 1.08
    strong = paragraph.bold or paragraph.size > margin * body
    if text.endswith((";", ",")) or (text.endswith(".") and len(text) > 60) or len(paragraph.lines) > 5:
        return False
    if strong:
        return paragraph.size > 0.9 * body
    if text.isupper() and len(text) > 3:
        return _alone(paragraph) or bool(label)
    if label and (_ROMAN.fullmatch(label) or _LETTER.fullmatch(label)):
        return len(paragraph.lines) <= 2 and not text.endswith((".", ":")) and text[0].isupper()
    return paragraph.italic and len(paragraph.lines) <= 2 and not text.endswith((".", ":")) and text[0].isupper()


def _alone(paragraph: Paragraph) -> bool:
    """Tell whether the paragraph is one or two lines that do not fill the column."""
    return len(paragraph.lines) <= 2 and max(line.width for line in paragraph.lines) < 0.8 * max(paragraph.width, 1)


def level(label: str | None, rank: int) -> int:
    """Return a heading's level: from its number when it has one, else from its type's rank."""
    if label is None:
        return rank
    if _OUTLINE.fullmatch(label):
        return len(label.strip(".").split("."))
    if _ROMAN.fullmatch(label):
        return 1
    if _LETTER.fullmatch(label):
        return 2
    return 3 if _NUMBER.fullmatch(label) else rank


def ranks(headings: Sequence[Paragraph]) -> dict[tuple[float, bool], int]:
    """Rank the types in which headings are set, largest and boldest first, from 1."""
    kinds = sorted({kind(each) for each in headings}, reverse=True)
    return {each: min(number, 6) for number, each in enumerate(kinds, 1)}


def kind(paragraph: Paragraph) -> tuple[float, bool]:
    """Return what makes a heading's type: its size in half points and its weight."""
    return round(paragraph.size * 2) / 2, paragraph.bold
