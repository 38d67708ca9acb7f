"""The elements of a web page as candidate blocks in reading order, at any depth of nesting (beautifulsoup4).

The tree is walked without recursion: lxml, and so trafilatura, drops text below 256 levels without a word, and a
recursive walk of Python ends at about 1,000.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from indexer.formats.clean import clean
from indexer.formats.flow import Candidate, Flow
from indexer.formats.furniture import is_furniture, is_named_furniture

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title"),
    "date": ("article:published_time", "dc.date", "dcterms.date", "dcterms.issued", "citation_publication_date", "date",
             "datepublished", "pubdate", "publish-date"),
    "author": ("author", "dc.creator", "dcterms.creator", "citation_author", "article:author"),
    "language": ("dc.language", "content-language", "og:locale"),
    "subject": ("description", "og:description", "dc.subject"),
}  # fmt: skip
_LESSER = 0.35  # of the page's text: an element called "sidebar" that holds more is the page itself
_MOST = 0.6  # a head, menu or button that was never closed holds the whole page; HTML lets a head go unclosed
_INSIDE_NAMES = "p li ul ol dl dt dd tr td th table tbody thead tfoot blockquote pre center figure h1 h2 h3 h4 h5 h6"
_INSIDE = frozenset(_INSIDE_NAMES.split())
_HEADINGS = re.compile("h[1-6]")
_LONGEST_CELL = 500


@dataclass(frozen=True, slots=True)
class Page:
    """What a page declares of itself and its candidate blocks in order."""

    hints: dict[str, str]
    candidates: list[Candidate]


def page_of(html: str) -> Page:
    """The page's hints, and its candidates without what is furniture by element, role or name."""
    soup = BeautifulSoup(html, "html.parser")
    flow = Flow()
    for tag, event in _events(soup, _sizes(soup)):
        if event == "open":
            flow.open(tag.name, tag.attrs, _container(tag.parent), data=tag.name == "table" and _holds_data(tag))
        elif event == "close":
            flow.close(tag.name, _container(tag))
        else:
            flow.text(event[1:])
    flow.end()
    return Page(_hints(soup), flow.found)


def _sizes(root: Tag) -> dict[int, int]:
    """The characters of text below each element, counted in one pass: 20,000 nested elements are no hindrance."""
    sizes: dict[int, int] = defaultdict(int)
    for node in reversed(list(root.descendants)):
        own = len(node.strip()) if type(node) is NavigableString else sizes[id(node)]
        sizes[id(node.parent)] += own
    return sizes


def _events(root: Tag, sizes: Mapping[int, int]) -> Iterator[tuple[Tag, str]]:
    """Openings and closings of elements, and text (after a "="), in document order, furniture left out."""
    node: PageElement = root
    while True:
        descend = False
        if isinstance(node, Tag) and node is not root:
            descend = not _skipped(node, sizes[id(node)], sizes[id(root)])
            if descend:
                yield node, "open"
        elif type(node) is NavigableString and node.parent is not None:
            yield node.parent, "=" + node
        if isinstance(node, Tag) and (descend or node is root) and node.contents:
            node = node.contents[0]
            continue
        if descend and isinstance(node, Tag):
            yield node, "close"
        while node is not root and node.next_sibling is None and node.parent is not None:
            node = node.parent
            if node is not root and isinstance(node, Tag):
                yield node, "close"
        if node is root or node.next_sibling is None:
            return
        node = node.next_sibling


def _skipped(tag: Tag, own: int, whole: int) -> bool:
    if is_furniture(tag.name, tag.attrs):
        return own <= _MOST * whole
    if not is_named_furniture(tag.name, tag.attrs):
        return False
    if tag.name in {"header", "footer"} and tag.find_parent(["article", "main"]) is not None:
        return False
    return own < _LESSER * whole


def _container(tag: Tag | None) -> int:
    """The element that holds the paragraph, list or table a tag belongs to."""
    while tag is not None and tag.parent is not None and tag.name in _INSIDE:
        tag = tag.parent
    return id(tag)


def _holds_data(table: Tag) -> bool:
    """A table of data has rows of several short cells; one with tables, headings or long text inside is layout."""
    if table.get("role") == "presentation" or table.find(["table", _HEADINGS]) is not None:
        return False
    cells = [len(row.find_all(["td", "th"])) for row in table.find_all("tr")]
    longest = max((len(cell.get_text()) for cell in table.find_all(["td", "th"])), default=0)
    return max(cells, default=0) > 1 and longest <= _LONGEST_CELL * max(1, len(cells) // 2)


def _hints(soup: BeautifulSoup) -> dict[str, str]:
    """Title, date, author, language and subject as the page itself declares them."""
    meta = {_meta_name(tag): clean(str(tag.get("content", ""))) for tag in soup.find_all("meta")}
    hints = {key: next((meta[name] for name in names if meta.get(name)), "") for key, names in _META.items()}
    root, title, time = soup.find("html"), soup.find("title"), soup.find("time", datetime=True)
    if title is not None:
        hints["title"] = hints["title"] or clean(title.get_text())
    if time is not None:
        hints["date"] = hints["date"] or clean(str(time["datetime"]))
    if root is not None:
        hints["language"] = clean(str(root.get("lang") or root.get("xml:lang") or "")) or hints["language"]
    return {key: value for key, value in hints.items() if value}


def _meta_name(tag: Tag) -> str:
    return str(tag.get("name") or tag.get("property") or tag.get("itemprop") or tag.get("http-equiv") or "").lower()
