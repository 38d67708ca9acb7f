"""PDF: pages as a printing office would set them, and the same pages as a scanned image."""

import io
import random
import re
from pathlib import Path

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents
from source import Block, Source

TOP, BOTTOM, NOTES = 25 * mm, 22 * mm, 20 * mm
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10.5, leading=13.5, spaceAfter=7, alignment=TA_JUSTIFY,
                      embeddedHyphenation=1, allowWidows=0, allowOrphans=0)  # fmt: skip
SMALL = ParagraphStyle("small", BODY, fontSize=8.5, leading=10.5, spaceAfter=2)
SYLLABLE = re.compile(r"(?<=[a-z]{2}[aeiou][lmnrst])(?=[bcdfgmnpstv][aeiou][a-z])|(?<=[a-z]{3})(?=tion|ment)")
STYLES = {
    "text": BODY,
    "sub": ParagraphStyle("sub", BODY, leftIndent=12 * mm),
    "bullet": ParagraphStyle("bullet", BODY, leftIndent=8 * mm, bulletIndent=3 * mm),
    "step": ParagraphStyle("step", BODY, leftIndent=8 * mm),
    "title": ParagraphStyle("title", BODY, fontName="Times-Bold", fontSize=16, leading=19, alignment=0, spaceAfter=8),
    "subtitle": ParagraphStyle("subtitle", BODY, fontSize=13, leading=16, alignment=0, spaceAfter=8),
    "originator": ParagraphStyle("originator", BODY, fontName="Times-Italic", alignment=0),
    "symbol": ParagraphStyle("symbol", BODY, fontName="Times-Bold", alignment=2),
    "date": ParagraphStyle("date", BODY, alignment=0, spaceAfter=14),
}
HEADINGS = [
    ParagraphStyle(f"heading{level}", BODY, fontName="Times-Bold", fontSize=size, leading=size + 4, spaceBefore=8,
                   alignment=0, keepWithNext=1)
    for level, size in enumerate((13, 11.5, 10.5))
]  # fmt: skip


class Note(Flowable):
    """A footnote: takes no room where it stands and is drawn at the foot of that page."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.paragraph = Paragraph(f"<super>{block.level}</super> {block.text}", SMALL)

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Claim no room."""
        return width, 0

    def draw(self) -> None:
        """Leave the note to the page that is being drawn."""
        self.canv.notes = [*getattr(self.canv, "notes", []), self.paragraph]


class Report(BaseDocTemplate):
    """A report on A4 with a running header, a footer, footnotes and a table of contents, where the source asks."""

    def __init__(self, source: Source, stream: io.BytesIO) -> None:
        super().__init__(stream, pagesize=A4, invariant=1, title=source.meta["title"], author="Sample corpus")
        self.meta, self.side = source.meta, float(source.meta.get("side", 28)) * mm
        bottom = BOTTOM + (NOTES if any(block.kind == "footnote" for block in source.blocks) else 0)
        width, height = A4[0] - 2 * self.side, A4[1] - TOP - bottom
        self.addPageTemplates([self._page("plain", [Frame(self.side, bottom, width, height, 0, 0, 0, 0)])])
        if "columns" in self.meta:
            gap, head = 8 * mm, 45 * mm
            half = (width - gap) / 2
            lefts = (self.side, self.side + half + gap)
            columns = [Frame(x, bottom, half, height, 0, 0, 0, 0) for x in lefts]
            short = [Frame(x, bottom, half, height - head, 0, 0, 0, 0) for x in lefts]
            title = Frame(self.side, A4[1] - TOP - head, width, head, 0, 0, 0, 0)
            self.pageTemplates = []
            self.addPageTemplates([self._page("first", [title, *short]), self._page("columns", columns)])

    def _page(self, name: str, frames: list[Frame]) -> PageTemplate:
        return PageTemplate(name, frames, onPageEnd=self._furniture)

    def _furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Times-Italic", 8.5)
        if number > 1 and "header" in self.meta:
            canvas.drawString(self.side, A4[1] - 15 * mm, self.meta["header"])
            canvas.line(self.side, A4[1] - 17 * mm, A4[0] - self.side, A4[1] - 17 * mm)
        canvas.drawString(self.side, 12 * mm, self.meta.get("footer", ""))
        canvas.setFont("Times-Roman", 9)
        canvas.drawRightString(A4[0] - self.side, 12 * mm, str(number))
        self._notes(canvas)

    def _notes(self, canvas: Canvas) -> None:
        y = BOTTOM + NOTES - 4 * mm
        notes, canvas.notes = getattr(canvas, "notes", []), []
        if notes:
            canvas.line(self.side, y + 1 * mm, self.side + 45 * mm, y + 1 * mm)
        for paragraph in notes:
            _, height = paragraph.wrap(A4[0] - 2 * self.side, NOTES)
            y -= height
            paragraph.drawOn(canvas, self.side, y)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Tell the table of contents where a heading landed."""
        name = flowable.style.name if isinstance(flowable, Paragraph) else ""
        if name.startswith("heading"):
            self.notify("TOCEntry", (int(name[-1]), flowable.getPlainText(), self.page))


def pdf(source: Source) -> bytes:
    """Return the source as a PDF; as page images without any text when it says `scan`."""
    stream = io.BytesIO()
    Report(source, stream).multiBuild(_story(source))
    return _scanned(stream.getvalue()) if "scan" in source.meta else stream.getvalue()


def _story(source: Source) -> list[Flowable]:
    story: list[Flowable] = [Paragraph(_inline(value), STYLES[field]) for field, value in source.front()]
    if "columns" in source.meta:
        story += [NextPageTemplate("columns"), FrameBreak()]
    if "toc" in source.meta:
        contents = TableOfContents(dotsMinLevel=0, levelStyles=[
            ParagraphStyle(f"toc{level}", BODY, leftIndent=level * 6 * mm, spaceAfter=2) for level in range(3)
        ])  # fmt: skip
        story += [Paragraph(source.meta["toc"], STYLES["title"]), contents, PageBreak()]
    return story + [_flowable(block, "hyphenate" in source.meta) for block in source.blocks]


def _flowable(block: Block, hyphenate: bool) -> Flowable:
    if block.kind == "break":
        return PageBreak()
    if block.kind == "footnote":
        return Note(block)
    if block.kind == "table":
        return _table(block)
    if block.kind == "heading":
        return Paragraph(_inline(block.text), HEADINGS[block.level - 1])
    text = _inline(_hyphenated(block.text) if hyphenate else block.text)
    return Paragraph(text, STYLES[block.kind], bulletText="\u2022" if block.kind == "bullet" else None)


def _table(block: Block) -> Flowable:
    rows = [[Paragraph(_inline(cell), SMALL) for cell in row] for row in block.rows]
    style = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, style=style, spaceBefore=4, spaceAfter=10, repeatRows=1, hAlign="LEFT")


def _inline(text: str) -> str:
    text = text.replace("&", "&amp;")
    text = re.sub(r"\[\^(\d+)\]", r"<super>\1</super>", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def _hyphenated(text: str) -> str:
    """Let long words break between two consonants, as a compositor would."""
    return re.sub(r"[a-z]{7,}", lambda word: SYLLABLE.sub("\xad", word[0]), text)


def _scanned(data: bytes) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        image = _photocopied(page.render(scale=150 / 72).to_pil(), number)
        canvas.drawImage(ImageReader(image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _photocopied(page: Image.Image, number: int) -> io.BytesIO:
    """Return the page as a slightly crooked, speckled JPEG."""
    noise = random.Random(number)
    grey = page.convert("L").rotate(noise.choice((-0.4, 0.5)), Image.Resampling.BICUBIC, fillcolor=255)
    for _ in range(400):
        grey.putpixel((noise.randrange(grey.width), noise.randrange(grey.height)), noise.randrange(120))
    stream = io.BytesIO()
    grey.filter(ImageFilter.GaussianBlur(0.5)).save(stream, "JPEG", quality=60)
    stream.seek(0)
    return stream


def write(source: Source, path: Path) -> None:
    """Write the source to `path`."""
    path.write_bytes(pdf(source))
