"""Paragraphs of a plain text to blocks: title, headings, numbered paragraphs and lists, guessed from their look."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.formats.label import depth, is_bullet, is_number, split_label
from indexer.formats.lines import Paragraph, ends_sentence
from indexer.formats.source import Block, BlockStyle

_LONGEST_HEADING = 120
_LONGEST_NUMBERED = 60
_MARK = re.compile(r"(#{1,6})\s+(?P<text>.+?)\s*#*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_DATED = re.compile(r"\b(?:19|20)\d\d$|^\W*\d")  # a place and date, a telephone number
_TRAILING = tuple(",;:-–—&(")


def blocks_of(paragraphs: Sequence[Paragraph]) -> list[Block]:
    """The blocks of a plain text, in order; the title is the most telling of the short lines it begins with."""
    plain = [_block(paragraph) for paragraph in paragraphs]
    headed = [_headed(plain, paragraphs, position) for position in range(len(plain))]
    return _titled(headed)


def _block(paragraph: Paragraph) -> Block:
    """A paragraph or list item with its label apart; letters and bullets make lists, numbers report paragraphs."""
    marked = _MARK.match(paragraph.text)
    if marked:
        return _placed(marked["text"], "heading", len(marked[1]), None, paragraph)
    label, text = split_label(_EMPHASIS.sub(r"\2", paragraph.text))
    if label is None or is_number(label) or re.fullmatch(r"[A-Z]+\.", label):
        return _placed(text, "paragraph", 0, label, paragraph)
    return _placed(text, "list_item", 2 if re.fullmatch(r"\(?[ivx]{2,}[.)]", label) else 1, label, paragraph)


def _placed(text: str, style: BlockStyle, level: int, label: str | None, paragraph: Paragraph) -> Block:
    return Block(text, style, level, label, paragraph.page, paragraph.page_end, paragraph.page_label)


def _headed(blocks: Sequence[Block], paragraphs: Sequence[Paragraph], position: int) -> Block:
    block, paragraph = blocks[position], paragraphs[position]
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    if following is None or not _looks_like_heading(block, paragraph, following):
        return block
    return replace(block, style="heading", level=_level(block, paragraph))


def _looks_like_heading(block: Block, paragraph: Paragraph, following: Block) -> bool:
    text = block.text
    if block.style != "paragraph" or len(text) > _LONGEST_HEADING or ends_sentence(text) or text.endswith(_TRAILING):
        return False
    if paragraph.underlined or (text.isupper() and len(text) > 3):  # noqa: PLR2004
        return True
    if not text[0].isupper() or (block.label is None and _DATED.search(text)):
        return False
    if block.label and is_number(block.label):
        # "1. Train staff early" followed by "2. ..." is a list; followed by prose it is a chapter
        return len(text) <= _LONGEST_NUMBERED and not _same_series(block.label, following.label)
    return bool(block.label) or (paragraph.alone and ": " not in text)


def _same_series(label: str, following: str | None) -> bool:
    return following is not None and is_number(following) and depth(label) == depth(following)


def _level(block: Block, paragraph: Paragraph) -> int:
    """Capitals, roman numbers and the first rule are chapters; letters sections; "3.1" as deep as its number."""
    if block.label and is_number(block.label):
        return depth(block.label)
    if block.label and not is_bullet(block.label):
        return 1 if re.fullmatch(r"[IVX]+\.", block.label) else 2
    return 1 if block.text.isupper() or paragraph.underlined else 2


def _titled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with one title: of the short lines a text begins with, the longest unlabelled one.

    A web page saved as text begins with its window title ("Site | Section | Page"), whose last part the page repeats.
    """
    leading = list(_leading(blocks))
    if not leading:
        return list(blocks)
    _, bar, last_part = blocks[leading[0]].text.rpartition(" | ")
    repeated = [i for i in leading[1:] if bar and blocks[i].text == last_part]
    title = repeated[0] if repeated else max(leading, key=lambda i: len(blocks[i].text))
    letterhead = {i for i in leading if i < title or not _opens_section(blocks, i)}
    return [
        _styled(block, "title") if i == title else _styled(block, "paragraph") if i in letterhead else block
        for i, block in enumerate(blocks)
    ]


def _leading(blocks: Sequence[Block]) -> Iterator[int]:
    """Positions of the short lines before the first paragraph of prose."""
    for position, block in enumerate(blocks):
        if len(block.text) > _LONGEST_HEADING or ends_sentence(block.text) or block.style == "list_item":
            return
        if block.style == "heading" and not block.label:
            yield position


def _opens_section(blocks: Sequence[Block], position: int) -> bool:
    """A heading stands before prose or another heading, not before a date or a publisher's name."""
    following = blocks[position + 1]
    return following.style != "paragraph" or len(following.text) > _LONGEST_HEADING or ends_sentence(following.text)


def _styled(block: Block, style: BlockStyle) -> Block:
    return replace(block, style=style, level=0)
