"""The whole way from extracted pages to blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.formats.label import is_number, split_label
from indexer.formats.source import Block, BlockStyle
from indexer.layout import contents, furniture, headings, notes
from indexer.layout.hyphens import Lexicon
from indexer.layout.lines import lines, mirrored
from indexer.layout.order import arrange
from indexer.layout.page import Line, Page
from indexer.layout.paragraphs import Paragraph, join_over_pages, paragraphs


def blocks(pages: Sequence[Page]) -> tuple[list[Block], list[str]]:
    """Return the pages' blocks in reading order and the furniture that was taken out."""
    for page in pages:
        page.lines, page.words = mirrored(lines(page.words, page.ocr), page.width), ()
    body = headings.body_size(line for page in pages for line in page.lines)
    taken = furniture.remove(pages, body)
    for page in pages:
        page.lines = arrange(page.lines, first=page.number == 1, scanned=page.ocr)
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
        title = headings.title(written)
        before = title is not None
        for paragraph, block in written:
            while waiting and waiting[-1].page < paragraph.page:
                yield self._note(waiting.pop())
            if paragraph is title:
                before = False
                yield replace(block, style="title")
            elif before and block.style == "heading":
                yield replace(block, style="paragraph")
            elif block.style == "heading":
                yield replace(block, level=headings.level(block.label, ranks[headings.kind(paragraph)]))
            else:
                yield block
        while waiting:
            yield self._note(waiting.pop())

    def _block(self, paragraph: Paragraph) -> Block:
        if paragraph.kind == "table":
            cells = [self.lexicon.join(cell) for cell in paragraph.lines[0].cells]
            return self._made(paragraph, "\t".join(cells), "table", None)
        if paragraph.kind == "masthead":
            return self._made(paragraph, self.lexicon.join([line.text for line in paragraph.lines]), "paragraph", None)
        label, text = _label(paragraph.lines[0], self.lexicon.join([line.text for line in paragraph.lines]))
        style = headings.style(paragraph, label, text, self.body)
        if style == "paragraph" and label and not is_number(label):
            style = "list_item"
        return self._made(paragraph, text, style, label)

    def _note(self, paragraph: Paragraph) -> Block:
        text = self.lexicon.join([line.text for line in paragraph.lines])
        label, text = notes.split_mark(text, paragraph.lines[0].mark or paragraph.lines[0].label)
        return self._made(paragraph, text, "footnote", label)

    def _made(self, found: Paragraph, text: str, style: BlockStyle, label: str | None) -> Block:
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
