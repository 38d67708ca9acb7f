"""The room of pypdfium2: opens PDFs, takes out words with their places, renders pages.

pdfium's functions are called through prototypes of our own with plain integers as handles: 3.1 microseconds a word
against 5.1 through the ready-made bindings, measured on 220 pages of UN reports with 350 words each.
"""

import re
import sys
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, addressof, c_char_p, c_float, c_int, c_size_t, c_ushort, c_void_p, cast
from ctypes import create_string_buffer as buffer
from itertools import islice
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from indexer.formats.source import Rejected
from indexer.layout.page import Page, Word


def _function(bound: Any, result: Any, *arguments: Any) -> Any:
    return CFUNCTYPE(result, *arguments)(cast(bound, c_void_p).value or 0)


_box = _function(raw.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_object = _function(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_font = _function(raw.FPDFTextObj_GetFont, c_void_p, c_void_p)
_font_size = _function(raw.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_render_mode = _function(raw.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_matrix = _function(raw.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_font_name = _function(raw.FPDFFont_GetBaseFontName, c_size_t, c_void_p, c_char_p, c_size_t)
_font_flags = _function(raw.FPDFFont_GetFlags, c_int, c_void_p)

# pdfium writes U+FFFE (older builds U+0002) for a hyphen at a line's end and joins the halves without a break.
_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
# Where a footnote call may hide: digits (or asterisks) at the end or the start of a word of letters.
_TAIL = re.compile(r"(?<=[^\W\d_]|[.,;:)\]”’\"'])(\d{1,3}|\*{1,3})$|^\d{1,3}(?=[^\W\d_]{2})")
_CALLS = frozenset("0123456789*")
_FLOATS = Struct("8f")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_INVISIBLE = 3
_MOST_OBJECTS = 2_000
_FRAME = 30
_SPECK = 0.02
_PLAIN = 2  # characters: the places of a longer word tell its direction
_CLIMBING, _DOWN, _FALLING = 90, 180, 270
_FORCE_BOLD, _IS_ITALIC = 1 << 18, 1 << 6


Edges = tuple[float, float, float, float]


class Face(NamedTuple):
    """How a text object is set: size in points, weight, slope, direction of writing in degrees."""

    size: float
    bold: bool
    italic: bool
    direction: int


class Drawn(NamedTuple):
    """What is on a page: text objects, the share of it that the largest image covers, lines and other shapes."""

    texts: int
    image: float
    shapes: int

    @property
    def anything(self) -> bool:
        """Whether there may be something to read: letters are sometimes drawn as shapes, a frame is not."""
        return self.texts > 0 or self.image > _SPECK or self.shapes > _FRAME


class Document:
    """An open PDF: words, info and pictures of its pages."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises Rejected where that needs a password, DamagedError where pdfium cannot."""
        try:
            self._pdf = pdfium.PdfDocument(path)
            self.pages = len(self._pdf)
            self.texts: dict[int, str] = {}
        except pdfium.PdfiumError as error:
            raise _refusal(str(error)) from error

    def close(self) -> None:
        """Release the file."""
        self._pdf.close()

    def info(self) -> dict[str, str]:
        """Return what the document says of itself: title, author, subject, date, language."""
        found = {key.lower(): str(value).strip() for key, value in self._pdf.get_metadata_dict(skip_empty=True).items()}
        size = raw.FPDFCatalog_GetLanguage(self._pdf.raw, None, 0)
        text = buffer(max(size, 2))
        raw.FPDFCatalog_GetLanguage(self._pdf.raw, cast(text, POINTER(c_ushort)), size)
        found["lang"] = text.raw[: max(size - 2, 0)].decode("utf-16-le", "ignore")
        return found

    def read(self, index: int) -> list[Page]:
        """Return the words of one page, counted from 0: one Page for each direction of writing, the main one first."""
        page = self._open(index)
        try:
            text_page = page.get_textpage()
            try:
                reader = _Reader(text_page, page)
                self.texts[index + 1] = reader.text
                return reader.sheets(index + 1)
            finally:
                text_page.close()
        finally:
            page.close()

    def size(self, index: int) -> tuple[float, float]:
        """Return a page's width and height in points, as it is shown."""
        page = self._open(index)
        try:
            width, height = page.get_size()
            return float(width), float(height)
        finally:
            page.close()

    def drawn(self, index: int) -> Drawn:
        """Look at what is drawn on a page that has next to no text."""
        page = self._open(index)
        try:
            width, height = page.get_size()
            items = list(islice(page.get_objects(max_depth=4), _MOST_OBJECTS))
            shares = [_area(item.get_bounds()) for item in items if item.type == raw.FPDF_PAGEOBJ_IMAGE]
        finally:
            page.close()
        texts = sum(item.type == raw.FPDF_PAGEOBJ_TEXT for item in items)
        return Drawn(texts, max(shares, default=0.0) / max(width * height, 1.0), len(items) - texts - len(shares))

    def picture(self, index: int, dpi: int, largest: int = 25_000_000) -> tuple[bytes, float]:
        """Return the page as a grey PGM image and its scale in pixels a point; a huge page gets fewer pixels."""
        page = self._open(index)
        try:
            width, height = page.get_size()
            scale = min(dpi / 72, (largest / max(width * height, 1)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        finally:
            page.close()
        rows = bytes(bitmap.buffer)
        if bitmap.stride != bitmap.width:
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            rows = b"".join(rows[at : at + bitmap.width] for at in starts)
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows, scale

    def _open(self, index: int) -> pdfium.PdfPage:
        try:
            return self._pdf[index]
        except pdfium.PdfiumError as error:
            raise PageError(str(error)) from error


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return abs(right - left) * abs(top - bottom)


class PageError(Exception):
    """One page cannot be loaded; the others may."""


class DamagedError(Exception):
    """The file cannot be opened as a PDF; the message says so and names the mend."""


def _refusal(message: str) -> Exception:
    lower = message.lower()
    if "password" in lower:
        return Rejected("encrypted: the PDF asks for a password; save a copy without one")
    if "security" in lower:
        return Rejected("encrypted: the PDF uses a protection that cannot be opened; save a copy without it")
    return DamagedError("damaged: not readable as a PDF; open it in a PDF viewer and save it again")


class _Reader:
    """Takes the words out of one text page."""

    def __init__(self, text_page: pdfium.PdfTextPage, page: pdfium.PdfPage) -> None:
        self.box: Edges = page.get_cropbox()
        self.handle = cast(text_page.raw, c_void_p).value
        self.count = text_page.count_chars()
        self.text = _characters(text_page, self.count)
        self.faces: dict[int, Face] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.hidden = 0

    def sheets(self, number: int) -> list[Page]:
        """Return the page's words, apart by their direction."""
        directions: dict[int, list[Word]] = {}
        for direction, word in self.words():
            directions.setdefault(direction, []).append(word)
        left, bottom, right, top = self.box
        pages = []
        for direction in sorted(directions, key=lambda each: -len(directions[each])):
            across = direction in {_CLIMBING, _FALLING}
            width, height = (top - bottom, right - left) if across else (right - left, top - bottom)
            pages.append(Page(number, width, height, directions[direction], ocr=self.hidden * 2 > len(self.faces)))
        return pages or [Page(number, right - left, top - bottom)]

    def words(self) -> Iterator[tuple[int, Word]]:
        """Yield every word and its direction."""
        handle, text, box = self.handle, self.text, self.box
        edges = (c_float * 8)()
        at_first, at_last = addressof(edges), addressof(edges) + 16
        for begin, stop, glued in self.spans():
            _box(handle, begin, at_first)
            _box(handle, stop - 1, at_last)
            left, top, right, bottom, left_, top_, right_, bottom_ = _FLOATS.unpack_from(edges)
            item = _object(handle, begin) or 0
            size, bold, italic, direction = self.faces.get(item) or self.face(item)
            if stop - begin > _PLAIN and direction != _DOWN and abs(top_ - top) > abs(left_ - left):
                direction = _CLIMBING if top_ > top else _FALLING
            edges_ = min(left, left_), max(top, top_), max(right, right_), min(bottom, bottom_)
            place = _upright(direction, box, edges_)
            yield direction, Word(text[begin:stop], *place, size, bold, italic, glued)

    def spans(self) -> Iterator[tuple[int, int, bool]]:
        """Yield where words begin and end; a number set otherwise than the word it touches is a word of its own."""
        for found in _WORD.finditer(self.text):
            start, stop = found.span()
            text = found.group()
            call = _TAIL.search(text) if text[-1] in _CALLS or text[0] in _CALLS else None
            cut = start + (call.start() or call.end()) if call else stop
            if start < cut < stop and _object(self.handle, start) != _object(self.handle, cut):
                yield start, cut, False
                yield cut, stop, True
            else:
                yield start, stop, False

    def face(self, item: int) -> Face:
        """Return how a text object is set, and remember it."""
        if not item:
            return Face(0.0, False, False, 0)
        font, size, matrix = _font(item) or 0, c_float(), raw.FS_MATRIX()
        if font not in self.fonts:
            self.fonts[font] = _weight(font)
        _font_size(item, addressof(size))
        _matrix(item, addressof(matrix))
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        self.hidden += _render_mode(item) == _INVISIBLE
        face = Face(round(abs(size.value) * scale, 1), *self.fonts[font], _direction(matrix.a, matrix.b))
        self.faces[item] = face
        return face


def _characters(text_page: pdfium.PdfTextPage, count: int) -> str:
    """Return one character for every index of the text page."""
    if count <= 0:
        return ""
    text = buffer((count + 1) * 2)
    length = raw.FPDFText_GetText(text_page.raw, 0, count, cast(text, POINTER(c_ushort))) - 1
    if length == count:
        return text.raw[: length * 2].decode("utf-16-le", "replace")
    # Characters outside the first plane or without a meaning shift the indices: ask for each (rare, ten times slower).
    codes = (raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
    return "".join(chr(code) if 0 < code <= sys.maxunicode else "\ufffd" for code in codes)


def _weight(font: int) -> tuple[bool, bool]:
    name = buffer(128)
    _font_name(font, name, 128)
    text, flags = name.value.decode("latin-1"), _font_flags(font)
    return (
        bool(_BOLD.search(text)) or (flags > 0 and bool(flags & _FORCE_BOLD)),
        bool(_ITALIC.search(text)) or (flags > 0 and bool(flags & _IS_ITALIC)),
    )


def _direction(run: float, rise: float) -> int:
    if abs(run) >= abs(rise):
        return 0 if run >= 0 else _DOWN
    return _CLIMBING if rise > 0 else _FALLING


def _upright(direction: int, box: Edges, place: Edges) -> Edges:
    """Turn a place so that its text reads from left to right and y grows downwards from the page's upper edge."""
    left, top, right, bottom = place
    if direction == 0:
        return left - box[0], box[3] - top, right - box[0], box[3] - bottom
    if direction == _CLIMBING:
        return bottom - box[1], left - box[0], top - box[1], right - box[0]
    if direction == _DOWN:
        return box[2] - right, bottom - box[1], box[2] - left, top - box[1]
    return box[3] - top, box[2] - right, box[3] - bottom, box[2] - left
