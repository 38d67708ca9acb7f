"""DOCX, ODT and PPTX, with the dates inside the archive fixed so that two builds are the same bytes."""

import io
import re
import zipfile
from datetime import datetime
from html import escape
from pathlib import Path

import docx
import pptx
from source import Block, Source

STAMP = (2020, 1, 1, 0, 0, 0)
DOCX_STYLES = {"text": "Normal", "sub": "Normal", "bullet": "List Bullet", "step": "List Number", "footnote": "Normal"}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("meta", "meta"))
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_docx(source: Source, path: Path) -> None:
    """Write a Word document with heading styles, lists and tables."""
    document = docx.Document()
    _stamp(document.core_properties, source)
    for field, value in source.front():
        document.add_paragraph(value, style="Title" if field == "title" else "Normal")
    for block in source.blocks:
        _add(document, block)
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(_restamped(stream))


def _add(document: "docx.document.Document", block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "break":
        document.add_page_break()
    elif block.kind == "table":
        table = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    else:
        paragraph = document.add_paragraph(style=DOCX_STYLES[block.kind])
        for number, run in enumerate(re.split(r"\*\*", block.text)):
            paragraph.add_run(run).bold = bool(number % 2)


def write_pptx(source: Source, path: Path) -> None:
    """Write a presentation: a slide for every heading, bullets as its body, other text as its notes."""
    slides = pptx.Presentation()
    _stamp(slides.core_properties, source)
    slide = slides.slides.add_slide(slides.slide_layouts[0])
    slide.shapes.title.text = source.meta["title"]
    slide.placeholders[1].text = "\n".join(value for field, value in source.front() if field != "title")
    for block in source.blocks:
        if block.kind == "heading":
            slide = slides.slides.add_slide(slides.slide_layouts[1])
            slide.shapes.title.text = block.text
        else:
            notes = slide.notes_slide.notes_text_frame if block.kind != "bullet" else slide.placeholders[1].text_frame
            notes.text = f"{notes.text}\n{block.text}".strip()
    stream = io.BytesIO()
    slides.save(stream)
    path.write_bytes(_restamped(stream))


def write_odt(source: Source, path: Path) -> None:
    """Write an OpenDocument text by hand: it is three small XML files in an archive."""
    body = "".join(f"<text:p>{escape(value)}</text:p>" for _, value in source.front()) + _odt_body(source.blocks)
    content = f"<office:document-content {NAMESPACES} office:version='1.2'><office:body><office:text>{body}"
    content += "</office:text></office:body></office:document-content>"
    meta = f"<office:document-meta {NAMESPACES} xmlns:dc='http://purl.org/dc/elements/1.1/' office:version='1.2'>"
    meta += f"<office:meta><dc:title>{escape(source.meta['title'])}</dc:title></office:meta></office:document-meta>"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    _archive(path, {"mimetype": MIMETYPE, "content.xml": head + content, "meta.xml": head + meta,
                    "META-INF/manifest.xml": head + MANIFEST})  # fmt: skip


def _odt_body(blocks: tuple[Block, ...]) -> str:
    return re.sub("</text:list><text:list>", "", "".join(_odt(block) for block in blocks))


def _odt(block: Block) -> str:
    if block.kind == "heading":
        return f"<text:h text:outline-level='{block.level}'>{escape(block.text)}</text:h>"
    if block.kind == "table":
        return f"<table:table>{''.join(_odt_row(row) for row in block.rows)}</table:table>"
    paragraph = f"<text:p>{escape(block.text)}</text:p>"
    if block.kind in {"bullet", "step"}:
        return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>"
    return paragraph


def _odt_row(row: tuple[str, ...]) -> str:
    cells = (f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _stamp(properties: "docx.opc.coreprops.CoreProperties", source: Source) -> None:
    properties.title, properties.author, properties.comments = source.meta["title"], "Sample corpus", ""
    properties.created = properties.modified = datetime(*STAMP)


def _restamped(stream: io.BytesIO) -> bytes:
    """Return the archive with every member's time set to STAMP."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            _member(new, name, old.read(name))
    return out.getvalue()


def _archive(path: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            _member(archive, name, text.encode())


def _member(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    archive.writestr(info, data)
