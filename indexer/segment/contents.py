"""Tables of contents, taken out: their lines repeat the headings and mislead every search."""

import re
from collections.abc import Sequence

from indexer.formats.source import Block
from indexer.metadata.front import full_text

_TITLE = re.compile(
    r"(?:table of )?contents|sommaire|table des mati[eè]res|índice|contenido|содержание|list of (?:tables"
    r"|figures|contents)",
    re.I,
)
_LEADERS = re.compile(r"(?:\.\s?){6,}|…{3,}|(?:_){8,}\s?\d|(?:·\s?){6,}")
_COLUMN = re.compile(r"(?:chapter|paragraphs?|pages?|para|párrafos?|página|paragraphes?|стр\.?|\s|[.*])+", re.I)
# The head of the columns, read as one with the entries below it.
_COLUMN_HEAD = re.compile(r"(?:Paragraphs?|Paragraphes|Párrafos|Chapter|Page|Página)\s(?:Page\s)?[A-ZÀ-Þ]")
_PAGE_AT_END = re.compile(r"[^\d\s.]\s\d{1,3}(?:\s?[–-]\s?\d{1,3})?(?:\s\d{1,3})?\s?$")
_ENTRY_WORDS = 40
_LOOK_AHEAD = 4
_HEAD = 400


def _is_leader_line(text: str) -> bool:
    """Whether a block is a line of contents wherever it stands: dots lead to a page number."""
    leaders = _LEADERS.search(text[:_HEAD])
    return leaders is not None and (len(text) < _HEAD or len(_LEADERS.findall(text[:4_000])) > 2)  # noqa: PLR2004


def _is_entry(text: str) -> bool:
    if _is_leader_line(text) or _COLUMN.fullmatch(text[:_HEAD]) or _COLUMN_HEAD.match(text):
        return True
    return len(text.split()) < _ENTRY_WORDS and bool(_PAGE_AT_END.search(text[-40:]))


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without tables of contents."""
    kept: list[Block] = []
    inside = False
    for at, block in enumerate(blocks):
        text = full_text(block)
        if len(text) < 60 and _TITLE.fullmatch(text.strip(" :*.")):  # noqa: PLR2004
            inside = True
            continue
        if inside and not _is_entry(text):
            ahead = (full_text(later) for later in blocks[at + 1 : at + _LOOK_AHEAD])
            short = len(text.split()) < _ENTRY_WORDS and block.style != "footnote" and not text.endswith(".")
            inside = short and any(_is_entry(later) for later in ahead)
        if not inside and not _is_leader_line(text):
            kept.append(block)
    return kept
