"""Web pages: trafilatura tells what is main text, beautifulsoup4 keeps order, levels, lists and tables.

Neither is enough alone. trafilatura 2 finds the main text well, but moves, merges and drops headings and lists, and
silently loses what is nested deeper than about 256 elements. A reading of the elements alone keeps all that, and also
every menu without a telling name. So each block of the page is asked whether trafilatura kept it.
"""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import trafilatura

from indexer.formats.charset import BinaryDataError, decode
from indexer.formats.flow import Candidate
from indexer.formats.markup import page_of
from indexer.formats.source import Block, Limits, Rejected, Source
from indexer.formats.txt import read_text

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(r"\s*<(?!\?xml|rss|feed|svg)")
_ELEMENT = re.compile(r"<(?:p|div|h[1-6]|br|table|span|title|ul|meta)\b[^<>]{0,500}>", re.IGNORECASE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SOME_ELEMENTS = 3
_ENOUGH = 0.4  # of the words that are not links: a trafilatura text shorter than this missed the page
_LONGEST = 3_000_000  # characters trafilatura is asked about: it takes about 4 s a million, the walk 1 s


class Html:
    """Web pages: the main text without menus, notices, breadcrumbs, sidebars and footers."""

    name = "html"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002
        """Content that opens as a page, or has several elements of one."""
        try:
            text = decode(head, declared_charset(head))
        except BinaryDataError:
            return False
        return bool(_OPENING.match(text)) or (
            bool(_FRAGMENT.match(text)) and len(_ELEMENT.findall(text)) >= _SOME_ELEMENTS
        )

    def read(self, path: Path, limits: Limits) -> Source:
        """The page's main text."""
        with path.open("rb") as file:
            declared = declared_charset(file.read(4096))
        text, cut = read_text(path, limits, declared)
        return replace(read_page(text), cut=cut)


def declared_charset(head: bytes) -> str | None:
    """The character set a page declares; what calls itself ISO 8859-1 is Windows-1252, as browsers know."""
    found = _CHARSET.search(head)
    name = found[1].decode("ascii", "replace").lower() if found else None
    return "cp1252" if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"} else name


def read_page(html: str) -> Source:
    """The main text of a page as blocks."""
    page = page_of(html)
    if not page.candidates:
        raise Rejected("no text: the page is empty, or is written by a script when a browser opens it")
    blocks = [candidate.block for candidate in _main(page.candidates, _main_text(html))]
    return Source("html", _titled(blocks, page.hints.get("title", "")), hints=page.hints)


def _main_text(html: str) -> str:
    """What trafilatura holds to be the main text; nothing where it fails, and all candidates count."""
    try:
        text = trafilatura.extract(html[:_LONGEST], include_comments=False, include_tables=True, favor_recall=True)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    return text or ""


def _main(candidates: list[Candidate], text: str) -> list[Candidate]:
    """The candidates trafilatura kept, and between and beside them those it lost."""
    squeezed = _squeeze(text)
    kept = [_squeeze(candidate.block.text) in squeezed for candidate in candidates]
    prose = sum(len(each.block.text) for each in candidates if not each.is_links)
    found = sum(len(each.block.text) for each, is_kept in zip(candidates, kept, strict=True) if is_kept)
    if not found or found < _ENOUGH * prose:
        return [each for each in candidates if not each.is_links] or candidates
    places = Counter(each.container for each, is_kept in zip(candidates, kept, strict=True) if is_kept)
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    return [
        each
        for position, (each, is_kept) in enumerate(zip(candidates, kept, strict=True))
        if is_kept or _belongs(each, first <= position <= last, places[each.container])
    ]


def _belongs(candidate: Candidate, between: bool, neighbours: int) -> bool:
    """A title is always kept; a block trafilatura lost, or could not see, belongs to the text unless it is links."""
    block = candidate.block
    if block.style == "heading" and block.level == 1:
        return True
    return not candidate.is_links and (between or neighbours > 1 or candidate.deep)


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _titled(blocks: list[Block], declared: str) -> list[Block]:
    """The title: the heading the page's head declares, or its only one of the first level."""
    headings = [i for i, block in enumerate(blocks) if block.style == "heading"]
    same = [i for i in headings if _squeeze(declared).startswith(_squeeze(blocks[i].text))] if declared else []
    chapters = [i for i in headings if blocks[i].level == 1]
    chosen = same[:1] or (chapters if len(chapters) == 1 else [])
    return [replace(block, style="title", level=0) if i in chosen else block for i, block in enumerate(blocks)]
