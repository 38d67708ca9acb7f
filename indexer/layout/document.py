"""The whole way from extracted pages to blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.formats.label import is_number, split_label
from indexer.formats.source import Block
from indexer.layout import contents, furniture, headings, notes
from indexer.layout.hyphens import Lexicon
from indexer.layout.lines import lines
from indexer.layout.order import arrange
from indexer.layout.page import Line, Page
from indexer.layout.paragraphs import Paragraph, join_over_pages, paragraphs


def blocks(pages: Sequence[Page]) -> tuple[list[Block], list[str]]:
    """Return the pages' blocks in reading order and the furniture that was taken out."""
    for page in pages:
        page.lines, page.words = lines(page.words, page.ocr), ()
    taken = furniture.remove(pages)
    for page in pages:
        page.lines = arrange(page.lines, first=page.number == 1)
    contents.remove(pages)
    body = headings.body_size(line for page in pages for line in page.lines if not line.cells)
    _part_notes(pages, body)
    lexicon = Lexicon(line.text for page in pages for line in (*page.lines, *page.notes))
    return list(_Writer(pages, lexicon, body).blocks()), taken


def _part_notes(pages: Iterable[Page], body: float) -> None:
    carried = False
    for page in pages:
        if not page.ocr:
            carried = notes.part(page, body, carried)


class _Writer:
    """Turns paragraphs into blocks."""

    def __init__(self, pages: Sequence[Page], lexicon: Lexicon, body: float) -> None:
        self.lexicon, self.body = lexicon, body
        self.text = join_over_pages(found for page in pages for found in paragraphs(page))
        self.notes = [found for page in pages for found in _footnotes(page)]

    def blocks(self) -> Iterator[Block]:
        """Yield the text's blocks, each page's footnotes after the last block that begins on it."""
        waiting = self.notes[::-1]
        written = [(paragraph, self._block(paragraph)) for paragraph in self.text]
        ranks = headings.ranks([paragraph for paragraph, block in written if block.style == "heading"])
        titled = False
        for paragraph, block in written:
            while waiting and waiting[-1].page < paragraph.page:
                yield self._note(waiting.pop())
            block = self._levelled(paragraph, block, ranks)
            if not titled and block.style == "heading":
                titled = True
                block = self._title(paragraph, block, ranks)
            yield block
        while waiting:
            yield self._note(waiting.pop())

    def _levelled(self, paragraph: Paragraph, block: Block, ranks: dict[tuple[float, bool], int]) -> Block:
        if block.style != "heading":
            return block
        return replace(block, level=headings.level(block.label, ranks[headings.kind(paragraph)]))

    def _title(self, paragraph: Paragraph, block: Block, ranks: dict[tuple[float, bool], int]) -> Block:
        """The first heading is the title when it stands at the beginning, has no number and no heading is larger."""
        first = paragraph.page <= 2 and block.label is None and ranks[headings.kind(paragraph)] == 1
        return replace(block, style="title", level=0) if first else block

    def _block(self, paragraph: Paragraph) -> Block:
        if paragraph.kind == "table":
            cells = [self.lexicon.join(cell) for cell in paragraph.lines[0].cells]
            return self._made(paragraph, " | ".join(cells), "table", None)
        if paragraph.kind == "masthead":
            return self._made(paragraph, paragraph.lines[0].text, "paragraph", None)
        label, text = _label(paragraph.lines[0], self.lexicon.join([line.text for line in paragraph.lines]))
        style = headings.style(paragraph, label, text, self.body)
        if style == "paragraph" and label and not is_number(label):
            style = "list_item"
        return self._made(paragraph, text, style, label)

    def _note(self, paragraph: Paragraph) -> Block:
        text = self.lexicon.join([line.text for line in paragraph.lines])
        label, text = notes.split_mark(text, paragraph.lines[0].mark)
        return self._made(paragraph, text, "footnote", label)

    def _made(self, found: Paragraph, text: str, style: str, label: str | None) -> Block:
        return Block(
            text=text, style=style, label=label, page=found.page, page_end=found.page_end,
            page_label=found.page_label, ocr=found.ocr,
        )  # fmt: skip


def _label(line: Line, text: str) -> tuple[str | None, str]:
    label, rest = split_label(text)
    if label is None and line.label and text.startswith(line.label + " "):
        return line.label, text.removeprefix(line.label).lstrip()
    return label, rest


def _footnotes(page: Page) -> Iterator[Paragraph]:
    group: list[Line] = []
    for line in page.notes:
        if group and notes.opens(line):
            yield Paragraph(group, page.number, page.number, page.label, page.ocr)
            group = []
        group.append(line)
    if group:
        yield Paragraph(group, page.number, page.number, page.label, page.ocr)
