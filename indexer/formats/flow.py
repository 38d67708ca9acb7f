"""Openings, closings and text of a page's elements to candidate blocks: headings, lists, tables, paragraphs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.formats.clean import clean
from indexer.formats.counting import written
from indexer.formats.label import split_label
from indexer.formats.lines import ends_sentence
from indexer.formats.source import Block, BlockStyle

_BLOCK_NAMES = """
address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOLD = frozenset({"b", "strong"})
_NOTES = re.compile(r"\b(?:footnotes?|endnotes?|doc-footnote|doc-endnotes?)\b")
_LONGEST_BOLD = 120
_LONGEST_HEADING = 400  # a heading that was never closed holds all that follows
_MAJORITY = 0.5
_SEEN_DEPTH = 240


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be main text, with the share of its letters in links and the element it stands in.

    Deep is what trafilatura cannot see: lxml drops what is nested deeper than 256 elements.
    """

    block: Block
    linked: float
    container: int
    deep: bool = False

    @property
    def is_links(self) -> bool:
        """Whether the block is mostly links, as menus and lists of related pages are."""
        return self.linked > _MAJORITY


@dataclass(slots=True)
class _List:
    """An open list: its next number and how it counts, None for bullets; the label still to be given."""

    number: int | None
    kind: str = "1"
    label: str | None = None


@dataclass(slots=True)
class _Run:
    """Inline text since the last boundary: its pieces, how much of it is linked and bold, line breaks in a row."""

    pieces: list[str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    bold: int = 0
    breaks: int = 0


@dataclass(slots=True)
class _Place:
    """What is open around the text: depths of links, bold type and notes, the heading's level, cells of a row."""

    link: int = 0
    bold: int = 0
    heading: int = 0
    notes: list[str] = field(default_factory=list)
    cells: list[str] | None = None
    depth: int = 0
    tables: list[bool] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)


class Flow:
    """Gathers the candidates of one page, told of each element as it opens and closes."""

    def __init__(self) -> None:
        self.found: list[Candidate] = []
        self._run = _Run()
        self._row = _Run()
        self._place = _Place()

    def text(self, text: str) -> None:
        """Inline text."""
        size = len(text.strip())
        run, place = self._run, self._place
        run.pieces.append(text)
        run.size += size
        run.linked += size if place.link else 0
        run.bold += size if place.bold else 0
        run.breaks = 0 if size else run.breaks

    def open(self, name: str, attributes: Mapping[str, object], container: int, data: bool = False) -> None:
        """An element opens; `data` tells a table of data from one of layout."""
        place = self._place
        if name in _BLOCKS:
            self._flush(container)
        place.depth += 1
        if name == "br":
            self._break(container)
        elif name in {"a", *_BOLD}:
            self._inline(name, 1)
        elif name[0] == "h" and name[1:].isdigit():
            place.heading = int(name[1:])
        elif name in {"ul", "ol", "dl", "li"}:
            self._open_list(name, attributes)
        elif name == "table":
            place.tables.append(data)
        elif name == "tr" and place.tables and place.tables[-1]:
            place.cells, self._row = [], _Run()
        if name in {"li", "div", "section", "ol", "p"} and _NOTES.search(
            f"{attributes.get('class')} {attributes.get('role')}"
        ):
            place.notes.append(name)

    def close(self, name: str, container: int) -> None:
        """An element closes."""
        place = self._place
        if name in _BLOCKS:
            self._flush(container)
        place.depth -= 1
        if name in {"a", *_BOLD}:
            self._inline(name, -1)
        elif name[0] == "h" and name[1:].isdigit():
            place.heading = 0
        elif name in {"ul", "ol", "dl"} and place.lists:
            place.lists.pop()
        elif name == "table" and place.tables:
            place.tables.pop()
        elif name == "tr" and place.cells is not None:
            self._close_row(container)
        if place.notes and place.notes[-1] == name:
            place.notes.pop()

    def end(self) -> None:
        """The page ends."""
        self._flush(0)

    def _inline(self, name: str, step: int) -> None:
        if name == "a":
            self._place.link += step
        else:
            self._place.bold += step

    def _break(self, container: int) -> None:
        """One line break is a space; two in a row end the paragraph, as on pages written by hand."""
        self._run.pieces.append(" ")
        self._run.breaks += 1
        if self._run.breaks > 1 and self._place.cells is None:
            self._flush(container)

    def _open_list(self, name: str, attributes: Mapping[str, object]) -> None:
        lists = self._place.lists
        if name == "li":
            _count(lists, attributes)
        elif name == "ol":
            lists.append(_List(_integer(attributes.get("start"), 1), str(attributes.get("type", "1"))))
        else:
            lists.append(_List(None, kind=name))

    def _close_row(self, container: int) -> None:
        cells, self._place.cells = self._place.cells or [], None
        if any(cells):
            linked = self._row.linked / max(self._row.size, 1)
            self._add(Block("\t".join(cells), "table"), linked, container)

    def _flush(self, container: int) -> None:
        """End the run of inline text: a cell of a row, or a block of its own."""
        run, self._run = self._run, _Run()
        text = clean("".join(run.pieces))
        if self._place.cells is not None:
            self._row.size, self._row.linked = self._row.size + run.size, self._row.linked + run.linked
            self._place.cells += [text] if text else []
        elif text:
            block = self._block(text, bold=run.bold >= run.size)
            self._add(block, run.linked / max(run.size, 1), container)

    def _add(self, block: Block, linked: float, container: int) -> None:
        self.found.append(Candidate(block, linked, container, deep=self._place.depth > _SEEN_DEPTH))

    def _block(self, text: str, bold: bool) -> Block:
        place = self._place
        label, rest = split_label(text)
        if place.heading and len(text) <= _LONGEST_HEADING:
            return Block(rest, "heading", place.heading, label)
        if place.notes:
            return Block(rest, "footnote", label=label or _given(place.lists))
        if place.lists and place.lists[-1].kind != "dl":
            given = _given(place.lists)
            return Block(rest, "list_item", len(place.lists), label or given)
        # a short paragraph all in bold type, without a stop, is how pages of the 1990s write headings
        is_heading = bold and len(text) <= _LONGEST_BOLD and not ends_sentence(text)
        style: BlockStyle = "heading" if is_heading else "paragraph"
        return Block(rest, style, label=label)


def _given(lists: list[_List]) -> str | None:
    """The label of the open item, once: its further paragraphs have none."""
    if not lists:
        return None
    label, lists[-1].label = lists[-1].label, None
    return label


def _count(lists: list[_List], attributes: Mapping[str, object]) -> None:
    if not lists or lists[-1].number is None:
        if lists:
            lists[-1].label = "•"
        return
    number = _integer(attributes.get("value"), lists[-1].number)
    lists[-1].label = f"{written(number, lists[-1].kind)}."
    lists[-1].number = number + 1


def _integer(value: object, default: int) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 6 else default  # noqa: PLR2004
