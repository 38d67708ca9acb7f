"""OpenDocument text: headings, lists with their numbers, tables row by row, notes; deletions are not read."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from indexer.formats.archive import check, kind
from indexer.formats.clean import clean
from indexer.formats.label import is_number, split_label
from indexer.formats.odtlists import OFFICE, TABLE, TEXT, Lists, Node, OpenList
from indexer.formats.source import Block, Limits, Rejected, Source

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_UNSEEN = {
    f"{TEXT}tracked-changes",
    f"{OFFICE}annotation",
    f"{TEXT}note-citation",
    f"{OFFICE}forms",
    f"{TEXT}ruby-text",
}
_APART = {f"{TEXT}note", f"{_DRAW}text-box"}  # read after the paragraph they hang on
_CONTENTS = (
    "table-of-content",
    "illustration-index",
    "table-index",
    "alphabetical-index",
    "user-index",
    "object-index",
)
_SKIPPED = {*_UNSEEN, f"{TEXT}sequence-decls", *(f"{TEXT}{name}" for name in _CONTENTS)}
_HINTS = (("title", f"{_DUBLIN}title"), ("author", f"{_META}initial-creator"), ("author", f"{_DUBLIN}creator"),
          ("subject", f"{_DUBLIN}subject"), ("language", f"{_DUBLIN}language"), ("date", f"{_META}creation-date"),
          ("date", f"{_DUBLIN}date"))  # fmt: skip
_MOST_SPACES = 100


class Odt:
    """OpenDocument text: .odt and its templates."""

    name = "odt"

    def accepts(self, head: bytes, path: Path) -> bool:
        """A ZIP container that declares itself so."""
        return kind(head, path) == "odt"

    def read(self, path: Path, limits: Limits) -> Source:
        """The document's blocks; pages are unknown, for it has none until it is set."""
        check(path, limits)
        with zipfile.ZipFile(path) as archive:
            content, styles, meta = (_parsed(archive, f"{name}.xml") for name in ("content", "styles", "meta"))
        body = None if content is None else content.find(f"{OFFICE}body/{OFFICE}text")
        if content is None or body is None:
            raise Rejected("a damaged OpenDocument file: it has no text; save it again")
        lists = Lists([root for root in (content, styles) if root is not None])
        blocks = list(_Body(lists, _title_styles(content, styles)).blocks(body))
        return Source(self.name, blocks, hints=_hints(meta), furniture=_furniture(styles))


def _parsed(archive: zipfile.ZipFile, name: str) -> Node | None:
    """A member's root element; entities are left alone, and nothing is fetched."""
    if name not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise Rejected(f"a damaged OpenDocument file: {name}, {error}; save it again") from error


class _Body:
    """The reading of one document's body, counting its notes."""

    def __init__(self, lists: Lists, titles: frozenset[str]) -> None:
        self._lists, self._titles = lists, titles
        self._noted = 0

    def blocks(self, container: Node, place: OpenList | None = None) -> Iterator[Block]:
        """The blocks of a body, section, cell, list item or text box, in order."""
        for node in container:
            if node.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(node, place)
            elif node.tag == f"{TEXT}list":
                yield from self._list(node, place)
            elif node.tag == f"{TABLE}table":
                for row in node.iter(f"{TABLE}table-row"):
                    yield from self._row(row)
            elif isinstance(node.tag, str) and node.tag not in _SKIPPED:
                yield from self.blocks(node, place)

    def _list(self, node: Node, outer: OpenList | None) -> Iterator[Block]:
        place = self._lists.opened(node, outer)
        for item in node:
            if item.tag == f"{TEXT}list-item":
                place.begin_item(item.get(f"{TEXT}start-value"))
            yield from self.blocks(item, place)

    def _paragraph(self, node: Node, place: OpenList | None) -> Iterator[Block]:
        text = clean("".join(_pieces(node)))
        if text:
            yield self._block(node, text, place)
        for apart in _hanging(node):
            if apart.tag == f"{TEXT}note":
                yield from self._note(apart)
            else:
                yield from self.blocks(apart)

    def _block(self, node: Node, text: str, place: OpenList | None) -> Block:
        automatic = place.take_label() if place else None
        if node.tag == f"{TEXT}h":
            level = self._lists.heading_level(node)
            automatic = automatic or self._lists.heading_label(node, level)
        typed, rest = split_label(text) if automatic is None else (None, text)
        label = automatic or typed
        if node.get(f"{TEXT}style-name") in self._titles:
            return Block(text, "title")
        if node.tag == f"{TEXT}h":
            return Block(rest, "heading", level, label)
        if place and not (place.depth == 1 and label and is_number(label)):
            return Block(rest, "list_item", place.depth, label)
        if label and not is_number(label):
            return Block(rest, "list_item", 1, label)
        return Block(rest, label=label)

    def _note(self, node: Node) -> Iterator[Block]:
        self._noted += 1
        cited = clean("".join(node.findtext(f"{TEXT}note-citation") or ""))
        body = node.find(f"{TEXT}note-body")
        text = "" if body is None else clean(" ".join("".join(_pieces(each)) for each in body))
        if text:
            yield Block(text, "footnote", label=cited or str(self._noted))

    def _row(self, row: Node) -> Iterator[Block]:
        """A row of a table; one with a single filled cell is layout, and its paragraphs are ordinary ones."""
        if any(True for _ in row.iterancestors(f"{TABLE}table-cell")):
            return  # the outer row's text holds it already
        cells = [cell for cell in row if cell.tag == f"{TABLE}table-cell"]
        filled = [text for text in (clean(" ".join(_pieces(cell))) for cell in cells) if text]
        if len(filled) == 1:
            for cell in cells:
                yield from self.blocks(cell)
        elif filled:
            yield Block("\t".join(filled), "table")


def _pieces(node: Node) -> Iterator[str]:
    """The visible text below a node; notes and text boxes apart. The parser refuses more than 256 levels."""
    yield node.text or ""
    for child in node:
        if child.tag == f"{TEXT}s":
            yield " " * min(int(child.get(f"{TEXT}c") or 1), _MOST_SPACES)
        elif child.tag in {f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}p", f"{TEXT}h"}:
            yield " "
        if isinstance(child.tag, str) and child.tag not in _UNSEEN | _APART:
            yield from _pieces(child)
        yield child.tail or ""


def _hanging(node: Node) -> Iterator[Node]:
    """The notes and text boxes of a paragraph, the outermost of each."""
    for child in node:
        if child.tag in _APART:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _hanging(child)


def _title_styles(*roots: Node | None) -> frozenset[str]:
    """The names of paragraph styles that are, or are based on, the title's."""
    found = {"Title"}
    for root in roots:
        for style in () if root is None else root.iter(f"{_STYLE}style"):
            if style.get(f"{_STYLE}parent-style-name") in found:
                found.add(style.get(f"{_STYLE}name") or "")
    return frozenset(found)


def _hints(meta: Node | None) -> dict[str, str]:
    texts = [(key, clean(meta.findtext(f".//{tag}") or "")) for key, tag in _HINTS] if meta is not None else []
    return {key: text[:10] if key == "date" else text for key, text in reversed(texts) if text}


def _furniture(styles: Node | None) -> list[str]:
    """The running headers and footers of all page styles, each once."""
    names = [f"{_STYLE}{side}{page}" for side in ("header", "footer") for page in ("", "-left", "-first")]
    nodes = [] if styles is None else [node for name in names for node in styles.iter(name)]
    return list(dict.fromkeys(text for node in nodes if (text := clean(" ".join(_pieces(node))))))
