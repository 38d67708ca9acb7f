"""From the blocks of one part to its passages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.formats.label import is_bullet, split_label
from indexer.formats.source import Block
from indexer.metadata.front import full_text
from indexer.segment.drafts import Draft, draft, is_caption, is_fragment, is_junk
from indexer.segment.headings import HeadingPath, is_chapter, is_heading
from indexer.segment.numbering import Numbering, main_sequence, plain_number
from lessons.records import Passage

_MOST_STRAYS = 8
# "** Conclusions have not been edited.": the note to an asterisk, between two halves of a paragraph.
_STARRED = re.compile(r"[*†‡]{1,4}\s+[A-ZÀ-Þ]")
_WITHOUT_LABEL = frozenset({"table", "footnote", "part"})


def _label(block: Block) -> tuple[str | None, str]:
    """A block's label and its text; a great letter or numeral ("A.", "IV.") is no paragraph's label."""
    if block.style in _WITHOUT_LABEL or is_heading(block):
        return None, full_text(block)
    label, text = (block.label, block.text) if block.label else split_label(block.text)
    if label == "l.":  # what bad OCR makes of "1."
        return "1.", text
    if label and not is_bullet(label) and label.endswith(".") and not label[0].isdigit() and label[0].isupper():
        return None, f"{label} {text}"
    return label, text


class Segmenter:
    """The state of one part while its blocks pass by."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = [block for block in blocks if block.text and not is_junk(full_text(block))]
        self._labels = [_label(block) for block in self._blocks]
        self._main = main_sequence([label for label, _ in self._labels])
        self._numbering = Numbering()
        self._path = HeadingPath()
        self._drafts: list[Draft] = []
        self._open: Draft | None = None
        self._stray: list[Block] = []

    def passages(self, part: int) -> list[Passage]:
        """All passages of the part, in order."""
        for at, block in enumerate(self._blocks):
            if is_heading(block):
                self._heading(block)
            else:
                self._text(at, block)
        self._settle()
        if self._path.unused() and self._blocks:
            self._lone(self._path.unused() or "", self._blocks[-1], self._path.above())
        return [passage for made in self._drafts for passage in made.passages(part)]

    def _heading(self, block: Block) -> None:
        if is_caption(full_text(block)) or (self._stray and is_caption(full_text(self._stray[-1]))):
            self._stray.append(block)
            self._settle(together=True)
            return
        if self._stray and is_chapter(full_text(self._stray[-1])):
            chapter = full_text(self._stray.pop())
            block = replace(block, text=f"{chapter} {full_text(block)}", label=None)
        self._settle()
        above = self._path.above()
        for text in self._path.push(block):
            self._lone(text, block, above)
        self._numbering.heading()
        self._open = None

    def _lone(self, text: str, block: Block, heading: tuple[str, ...]) -> None:
        """A heading that never had a text becomes a passage, lest it be lost."""
        if not is_fragment(text):
            self._drafts.append(
                draft(Block(text, page=block.page, page_end=block.page_end, ocr=block.ocr), text, None, heading)
            )

    def _settle(self, together: bool = False) -> None:
        """Stray fragments that found no paragraph stand for themselves, or as one caption."""
        if together:
            made = draft(self._stray[-1], " ".join(full_text(block) for block in self._stray), None, self._path.use())
            made.layout, made.page = "paragraph", self._stray[0].page
            self._drafts.append(made)
            self._stray.clear()
        for block in self._stray:
            self._drafts.append(draft(block, full_text(block), None, self._path.use()))
        self._stray.clear()

    def _text(self, at: int, block: Block) -> None:
        label, text = self._labels[at]
        main = self._main[at]
        if block.style in _WITHOUT_LABEL or _STARRED.match(text):
            self._apart(block, text)
            return
        if label is None and self._joined(block, text):
            return
        if (
            label
            and main is None
            and plain_number(label)
            and self._numbering.number is None
            and block.style == "paragraph"
        ):
            label, text = self._outlier(label, text)
        self._new(at, block, label, text)

    def _apart(self, block: Block, text: str) -> None:
        """A footnote or a table's row, which does not end the paragraph it stands in."""
        if self._drafts and self._drafts[-1].takes_row(block, text):
            self._drafts[-1].add(block, text)
        else:
            self._drafts.append(draft(block, text, None, self._path.use()))
            if block.style == "paragraph":
                self._drafts[-1].layout = "footnote"

    def _outlier(self, label: str, text: str) -> tuple[str | None, str]:
        """A number out of the sequence: a list's where it is small, else a part of the text."""
        number = plain_number(label) or 0
        return (label, text) if number < 20 else (None, f"{label} {text}")  # noqa: PLR2004

    def _joined(self, block: Block, text: str) -> bool:
        """Join an unlabelled block to the open paragraph, or keep a fragment for the next one."""
        if self._open is not None and block.style == "paragraph" and self._open.takes(block, text):
            self._open.add(block, text)
            return True
        if is_fragment(text) and block.style == "paragraph" and len(self._stray) < _MOST_STRAYS:
            self._stray.append(block)
            return True
        return False

    def _new(self, at: int, block: Block, label: str | None, text: str) -> None:
        if label:
            paragraph = self._numbering.label(label, self._main[at])
        else:
            self._numbering.unlabelled()
            paragraph = self._numbering.number if self._goes_on(at) else None
        made = draft(block, text, paragraph, self._path.use())
        if self._stray:
            made.texts[:0] = [full_text(stray) for stray in self._stray]
            made.page = self._stray[0].page
            self._stray.clear()
        if label and made.layout == "paragraph" and self._main[at] is None:
            made.layout = "list_item"
        self._drafts.append(made)
        self._open = made

    def _goes_on(self, at: int) -> bool:
        """Whether an unnumbered block belongs to the numbered paragraph before it: the numbers go on after it."""
        number = plain_number(self._numbering.number)
        if number is None:
            return False
        following = next((value for value in self._main[at : at + 60] if value is not None), None)
        return following == number + 1


def segment(blocks: Sequence[Block], part: int) -> list[Passage]:
    """The passages of one part: paragraphs with number and heading path, lists, tables and footnotes."""
    return Segmenter(blocks).passages(part)
