"""Presentations: a slide is a page, its title a heading, its notes paragraphs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.package import PartFactory
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from indexer.formats.archive import check, kind
from indexer.formats.clean import clean
from indexer.formats.label import split_label
from indexer.formats.properties import hints_of
from indexer.formats.source import Block, Limits, Rejected, Source

_RUNNING = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_LISTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY, PP_PLACEHOLDER.VERTICAL_OBJECT}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "/diagramData"
_DEEPEST = 20  # groups within groups
for _type in (CONTENT_TYPE.PML_PRESENTATION_MAIN, CONTENT_TYPE.PML_PRES_MACRO_MAIN, CONTENT_TYPE.PML_SLIDESHOW_MAIN,
              CONTENT_TYPE.PML_TEMPLATE_MAIN,
              "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
              "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"):  # fmt: skip
    PartFactory.part_type_for[_type] = PresentationPart  # python-pptx knows .pptx and .pptm alone


class Pptx:
    """PowerPoint's Office Open XML: .pptx, .pptm, .ppsx and .potx."""

    name = "pptx"

    def accepts(self, head: bytes, path: Path) -> bool:
        """A ZIP container whose main part is a presentation."""
        return kind(head, path) == "pptx"

    def read(self, path: Path, limits: Limits) -> Source:
        """The slides in order."""
        check(path, limits)
        part = Package.open(str(path)).main_document_part
        if not isinstance(part, PresentationPart):
            raise Rejected("a damaged presentation: save it again")
        slides = list(part.presentation.slides)
        blocks, furniture, cut = [], [], []
        for number, slide in enumerate(slides[: limits.pages], start=1):
            try:
                blocks += list(_slide(slide, number))
                furniture += list(_running(slide))
            except Exception as error:  # one damaged slide must not cost the others
                cut.append(f"slide {number}: damaged ({type(error).__name__})")
        if len(slides) > limits.pages:
            cut.append(f"slides after the first {limits.pages:,}")
        return Source(self.name, blocks, len(slides), hints_of(part.package), list(dict.fromkeys(furniture)), cut)


def _slide(slide: Any, number: int) -> Iterator[Block]:
    """Title, then the other shapes from top to bottom, then the speaker's notes."""
    shapes = [shape for shape in _flat(slide.shapes) if _placeholder(shape) not in _RUNNING]
    titles = [shape for shape in shapes if _placeholder(shape) in _TITLES]
    for shape in titles:
        text = clean(shape.text_frame.text)
        if text:
            label, rest = split_label(text)
            yield Block(rest, "heading", 1, label, number, number)
    for shape in sorted((shape for shape in shapes if shape not in titles), key=_position):
        yield from _shape(shape, number)
    yield from _diagrams(slide, number)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame, number, listed=False)


def _flat(shapes: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    """Shapes, groups opened."""
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            if depth < _DEEPEST:
                yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _position(shape: Any) -> tuple[int, int]:
    return shape.top or 0, shape.left or 0


def _shape(shape: Any, number: int) -> Iterator[Block]:
    if shape.has_text_frame:
        yield from _paragraphs(shape.text_frame, number, listed=_placeholder(shape) in _LISTS)
    elif getattr(shape, "has_table", False):
        for row in shape.table.rows:
            cells = [text for cell in row.cells if (text := clean(cell.text))]
            if cells:
                yield Block("\t".join(cells), "table", page=number, page_end=number)


def _paragraphs(frame: Any, number: int, listed: bool) -> Iterator[Block]:
    """The paragraphs of a text frame; those of a slide's body, if several, are its bullets."""
    texts = [(paragraph, text) for paragraph in frame.paragraphs if (text := clean(paragraph.text))]
    for paragraph, text in texts:
        label, rest = split_label(text)
        if label or (listed and len(texts) > 1):
            yield Block(rest, "list_item", paragraph.level + 1, label or "•", number, number)
        else:
            yield Block(rest, page=number, page_end=number)


def _diagrams(slide: Any, number: int) -> Iterator[Block]:
    """The texts of SmartArt, which stand in a part of their own."""
    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(_DIAGRAM):
            yield from _diagram(relation.target_part, number)


def _diagram(part: Any, number: int) -> Iterator[Block]:
    for node in parse_xml(part.blob).iter(f"{_DRAWING}p"):
        text = clean("".join(each.text or "" for each in node.iter(f"{_DRAWING}t")))
        if text:
            yield Block(text, "list_item", 1, "•", number, number)


def _running(slide: Any) -> Iterator[str]:
    for shape in slide.placeholders:
        if _placeholder(shape) in _RUNNING and shape.has_text_frame:
            text = clean(shape.text_frame.text)
            if text and not text.isdecimal():
                yield text
