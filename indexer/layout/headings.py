"""Which paragraphs are titles, headings and parts, and at what level."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from indexer.formats.label import is_bullet
from indexer.formats.source import Block, BlockStyle
from indexer.layout.openings import opens_part
from indexer.layout.page import Line
from indexer.layout.paragraphs import Paragraph

_ROMAN, _LETTER, _NUMBER = re.compile(r"[IVXL]{1,6}\."), re.compile(r"[A-Z]\."), re.compile(r"\d{1,2}\.?")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_SYMBOL = re.compile(r"[A-Z]+(?:/[\w.\-–()*]+)+(?:\s?\(\d{4}\))?\*?")
_ADDRESS = re.compile(r"https?://|www\.|@")
_LONGEST = 250
_SHORT = 70
_WORD = 4
_MOST_LINES, _PLAIN_LINES = 5, 2  # of a heading that is bold or large, and of one that is neither
_FIRST = 2  # pages on which a title may stand
_OPENING = 300  # characters: a longer paragraph is running text, titles of letters reach 250


def body_size(lines: Iterable[Line]) -> float:
    """Return the type size most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def style(paragraph: Paragraph, label: str | None, text: str, body: float) -> BlockStyle:
    """Tell whether a paragraph is a part's opening, a heading or text."""
    if len(text) > _LONGEST or not any(char.isalpha() for char in text) or _SYMBOL.fullmatch(text):
        return "paragraph"
    if opens_part(text) and (paragraph.bold or _alone(paragraph) or paragraph.size > 1.05 * body):
        return "part"
    return "heading" if _is_heading(paragraph, label, text, body) else "paragraph"


def _is_heading(paragraph: Paragraph, label: str | None, text: str, body: float) -> bool:
    margin = 1.25 if paragraph.ocr else 1.08
    strong = paragraph.bold or paragraph.size > margin * body
    if text.endswith((";", ",")) or (text.endswith(".") and len(text) > _SHORT) or len(paragraph.lines) > _MOST_LINES:
        return False
    if (label and (is_bullet(label) or (label.endswith(")") and len(text) > _SHORT))) or _ADDRESS.search(text):
        return False
    if strong:
        return paragraph.size > 0.9 * body
    if text.isupper() and len(text) >= _WORD:
        return _alone(paragraph) or bool(label)
    lettered = label is not None and bool(_ROMAN.fullmatch(label) or _LETTER.fullmatch(label))
    if paragraph.ocr and label:  # recognised pages have neither bold nor sizes to go by
        lettered = lettered or (_alone(paragraph) and len(text) <= _SHORT and bool(_NUMBER.fullmatch(label)))
    plain = len(paragraph.lines) <= _PLAIN_LINES and not text.endswith((".", ":")) and text[0].isupper()
    return plain and (lettered or paragraph.italic)


def _alone(paragraph: Paragraph) -> bool:
    """Tell whether the paragraph is one or two lines that do not fill the column."""
    return len(paragraph.lines) <= _PLAIN_LINES and max(line.width for line in paragraph.lines) < 0.8 * max(
        paragraph.width, 1
    )


def title(written: Sequence[tuple[Paragraph, Block]]) -> Paragraph | None:
    """Return the document's title: the heading in the largest type before the first running text.

    What hangs out to the left of the text is the name of an organ or an agenda item.
    """
    best: Paragraph | None = None
    margin = _margin(paragraph for paragraph, _ in written)
    for paragraph, block in written:
        over = block.style == "part" or paragraph.page > _FIRST or paragraph.length > _OPENING
        if over and paragraph.kind == "text":
            break
        hangs = min(line.left for line in paragraph.lines) < margin - 20
        named = block.style == "heading" and not block.label and paragraph.length >= _WORD
        if named and not hangs and (best is None or paragraph.size > best.size * 1.04):
            best = paragraph
    return best


def _margin(paragraphs: Iterable[Paragraph]) -> float:
    """Return the left edge of most running text."""
    running = (each for each in paragraphs if each.length > _OPENING and each.page <= _FIRST)
    edges = Counter(round(paragraph.left) for paragraph in running)
    return float(edges.most_common(1)[0][0]) if edges else 0.0


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
