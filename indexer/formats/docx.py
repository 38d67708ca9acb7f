"""Word documents: headings by style, automatic numbers as labels, notes, tables row by row, tracked changes applied."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import PartFactory
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from indexer.formats.archive import check, kind
from indexer.formats.label import is_number, split_label
from indexer.formats.numbering import Numbering, W
from indexer.formats.properties import hints_of
from indexer.formats.source import Block, BlockStyle, Limits, Rejected, Source
from indexer.formats.styles import Styles
from indexer.formats.wordml import boxes_of, notes_of, text_of

_TRANSPARENT = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
for _type in (CONTENT_TYPE.WML_DOCUMENT, "application/vnd.ms-word.document.macroEnabled.main+xml",
              "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
              "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"):  # fmt: skip
    PartFactory.part_type_for[_type] = DocumentPart  # python-docx knows .docx alone; templates and macros read alike


class Docx:
    """Word's Office Open XML: .docx, .docm, .dotx and .dotm."""

    name = "docx"

    def accepts(self, head: bytes, path: Path) -> bool:
        """A ZIP container whose main part is a Word document."""
        return kind(head, path) == "docx"

    def read(self, path: Path, limits: Limits) -> Source:
        """The document's blocks; pages are unknown, for a Word file has none until it is set."""
        check(path, limits)
        part = Package.open(str(path)).main_document_part
        if not isinstance(part, DocumentPart) or part.element.find(f"{W}body") is None:
            raise Rejected("a damaged Word document: it has no body; save it again")
        body = _Body(part)
        blocks = list(body.blocks(part.element.find(f"{W}body")))
        return Source(self.name, blocks, hints=hints_of(part.package), furniture=body.furniture(), cut=body.cut)


class _Body:
    """The reading of one document's body, counting its lists and notes."""

    def __init__(self, part: Any) -> None:
        self._part = part
        self._styles = Styles(_related(part, RELATIONSHIP_TYPE.STYLES))
        self._numbering = Numbering(_related(part, RELATIONSHIP_TYPE.NUMBERING))
        self._notes = _notes(part)
        self._noted = 0
        self.cut: list[str] = []

    def blocks(self, container: Any) -> Iterator[Block]:
        """The blocks of a body, cell or text box, in order."""
        for node in _children(container):
            if node.tag == f"{W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{W}tbl":
                for row in node.iter(f"{W}tr"):
                    yield from self._row(row)
            elif node.tag == f"{W}altChunk":
                self.cut.append("a file embedded in the document")

    def furniture(self) -> list[str]:
        """The running headers and footers, each once."""
        parts = [
            rel.target_part for rel in self._part.rels.values() if not rel.is_external and _is_running(rel.reltype)
        ]
        texts = [text_of(node) for part in parts for node in _element(part).iter(f"{W}p")]
        return list(dict.fromkeys(filter(None, texts)))

    def _paragraph(self, node: Any) -> Iterator[Block]:
        style = self._styles.of(node)
        text = text_of(node)
        if text and not style.is_contents:
            yield self._block(node, text)
        for box in boxes_of(node):
            yield from self.blocks(box)
        yield from self._footnotes(node)

    def _block(self, node: Any, text: str) -> Block:
        """One paragraph with its automatic label, or else the label typed into it."""
        style = self._styles.of(node)
        automatic, format_, depth = self._label(node)
        typed, rest = split_label(text) if automatic is None else (None, text)
        label = automatic or typed
        if style.is_title:
            return Block(text, "title", label=automatic)
        if style.heading:
            return Block(rest, "heading", style.heading, label)
        if automatic and (style.is_list or format_ != "decimal" or not is_number(automatic)):
            return Block(rest, "list_item", depth + 1, label)
        listed: BlockStyle = "list_item" if typed and not automatic and not is_number(typed) else "paragraph"
        return Block(rest, listed, 1 if listed == "list_item" else 0, label)

    def _label(self, node: Any) -> tuple[str | None, str, int]:
        """The automatic label of a paragraph, the format it counts in, and its depth from 0."""
        number, depth = self._styles.list_of(node)
        if number is None:
            return None, "none", 0
        if depth is None:
            depth = self._numbering.level_of_style(number, self._styles.id_of(node))
        return *self._numbering.next_label(number, depth), depth

    def _row(self, row: Any) -> Iterator[Block]:
        """A row of a table; one with a single filled cell is layout, and its paragraphs are ordinary ones."""
        if row.find(f"{W}trPr/{W}del") is not None or _is_nested(row):
            return
        cells = [cell for cell in _children(row) if cell.tag == f"{W}tc"]
        filled = [text for text in map(text_of, cells) if text]
        if len(filled) == 1:
            for cell in cells:
                yield from self.blocks(cell)
            return
        if filled:
            yield Block("\t".join(filled), "table")
        for box in boxes_of(row):
            yield from self.blocks(box)
        yield from self._footnotes(row)

    def _footnotes(self, node: Any) -> Iterator[Block]:
        for reference in notes_of(node):
            self._noted += 1
            note = self._notes.pop(reference, "")
            if note:
                yield Block(note, "footnote", label=str(self._noted))


def _children(container: Any) -> Iterator[Any]:
    """The elements of a container; those that only wrap others are opened."""
    waiting = list(reversed(container))
    while waiting:
        node = waiting.pop()
        if node.tag in _TRANSPARENT:
            waiting.extend(reversed(node))
        elif isinstance(node.tag, str):
            yield node


def _is_nested(row: Any) -> bool:
    """A row of a table inside a cell: the outer row's text holds it already."""
    return any(True for _ in row.getparent().iterancestors(f"{W}tbl"))


def _is_running(relation: str) -> bool:
    return relation.endswith(("/header", "/footer"))


def _related(part: Any, relation: str) -> Any:
    """The element of a part the document names, None when there is none."""
    found = next((rel for rel in part.rels.values() if rel.reltype == relation and not rel.is_external), None)
    return None if found is None else _element(found.target_part)


def _element(part: Any) -> Any:
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _notes(part: Any) -> dict[tuple[str, str], str]:
    """The texts of footnotes and endnotes by kind and number, without the lines that part them from the text."""
    found: dict[tuple[str, str], str] = {}
    for name, relation in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES)):
        element = _related(part, relation)
        for node in () if element is None else element.iter(f"{W}{name}"):
            if node.get(f"{W}type") in {None, "normal"}:
                found[name, node.get(f"{W}id") or ""] = text_of(node)
    return found
