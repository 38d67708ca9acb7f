"""Passages in the making: blocks joined to the paragraph they belong to, stray fragments given a home."""

import re
from dataclasses import dataclass

from indexer.formats.source import Block
from indexer.segment.split import split_long
from lessons.records import Layout, Passage

_JUNK = re.compile(
    r"[\W\d_]*|\W{0,3}\d\d-\d{4,6}\w?(?: \([A-Z]\))?[\d ]{0,24}\W{0,6}|(?:GE|V)\.\d\d-\d{4,6}.{0,30}"
    r"|page \d{1,4}(?: of \d{1,4})?|please recycle.?",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?:;…。！？][”\"’)\]»]{0,2}(?:\d{1,3})?\W{0,2}$")
_SIGNED = re.compile(r"\(?(?:signed|signé|firmado|подпись)\)?\s", re.I)
_CAPTION = re.compile(
    r"(?:figure|map|table|chart|graph|photo|image|carte|tableau|graphique|cuadro|gráfico|mapa|рисунок|таблица|карта)"
    r"\s(?:no\.? ?)?(?:\d{1,3}|[IVX]{1,5}|[A-Z])\b|(?:data )?sources?\s?:|abbreviations?\s?:",
    re.I,
)
_TABLE_ROW = 200
_TABLE_LENGTH = 1_500
_FEW_WORDS = 3
_SIGNATURE_WORDS = 24
_LAYOUTS: dict[str, Layout] = {"list_item": "list_item", "table": "table", "footnote": "footnote"}


def is_junk(text: str) -> bool:
    """Whether a block holds no words: page marks, job numbers, rules."""
    return len(text) < 80 and bool(_JUNK.fullmatch(text))  # noqa: PLR2004


def is_fragment(text: str) -> bool:
    """Whether a block is less than a phrase."""
    return len(text) < 80 and len(text.split()) < _FEW_WORDS  # noqa: PLR2004


def is_caption(text: str) -> bool:
    """Whether a text names a figure, map or table: it heads the picture, not the paragraphs after it."""
    return bool(_CAPTION.match(text))


@dataclass(slots=True)
class Draft:
    """A passage that may still grow."""

    texts: list[str]
    layout: Layout
    paragraph: str | None
    heading: tuple[str, ...]
    page: int | None
    page_end: int | None
    page_label: str | None
    ocr: bool

    @property
    def last(self) -> str:
        """The text that came last."""
        return self.texts[-1]

    def takes(self, block: Block, text: str) -> bool:
        """Whether an unlabelled block goes on with this paragraph."""
        if self.layout in ("table", "footnote", "title"):
            return False
        if len(self.texts) < 40 and _SIGNED.match(self.texts[0]) and len(text.split()) < _SIGNATURE_WORDS:  # noqa: PLR2004
            return not text.endswith(".")
        open_end = not _SENTENCE_END.search(self.last[-40:])
        return (open_end and (text[0].islower() or is_fragment(text))) or (
            is_fragment(text) and block.page == self.page
        )

    def takes_row(self, block: Block, text: str) -> bool:
        """Whether a table's short row goes with the short rows before it; long rows hold text of their own."""
        if self.layout != "table" or block.style != "table" or block.page != self.page:
            return False
        return max(len(text), len(self.last)) < _TABLE_ROW and sum(map(len, self.texts[-40:])) < _TABLE_LENGTH

    def add(self, block: Block, text: str) -> None:
        """Join a block's text."""
        self.texts.append(text)
        self.page_end = block.page_end or block.page or self.page_end
        self.ocr = self.ocr or block.ocr

    def passages(self, part: int) -> list[Passage]:
        """The finished passage, in several pieces where it is very long."""
        return [
            Passage(
                text=text, page=self.page, page_end=self.page_end, page_label=self.page_label, paragraph=self.paragraph,
                part=part, heading=self.heading, layout=self.layout, ocr=self.ocr,
            )
            for text in split_long(("\n" if self.layout == "table" else " ").join(self.texts))
        ]  # fmt: skip


def draft(block: Block, text: str, paragraph: str | None, heading: tuple[str, ...]) -> Draft:
    """A new draft from a block."""
    layout = _LAYOUTS.get(block.style, "paragraph")
    end = block.page_end or block.page
    return Draft([text], layout, paragraph, heading, block.page, end, block.page_label, block.ocr)
