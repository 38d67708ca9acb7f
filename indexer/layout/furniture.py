"""Running headers, footers and page numbers: taken out of the pages, and what they say kept."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.layout.page import Line, Page
from indexer.layout.rows import rows

_DEPTH = 5  # rows at the head and the foot of a page that are looked at
_SYMBOL = r"[A-Z]{1,6}(?:/[\w.\-–()*]+)+\*?"
_PAGE = re.compile(
    r"(?P<of>\d{1,4})\s?/\s?\d{1,4}"
    r"|[-–—]\s?(?P<dash>\d{1,4}|[ivxlc]{1,7})\s?[-–—]"
    r"|(?:page|p[áa]gina|стр\.?)\s?(?P<word>\d{1,4}|[ivxlc]{1,7})(?:\s?(?:of|de|sur|/)\s?\d{1,4})?"
    r"|(?P<pipe>\d{1,4})\s?\|(?:\s?P\s?a\s?g\s?e)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
# What only ever stands in a margin of a United Nations document: job numbers, bar codes, symbols, "continued" marks.
_MARGIN = re.compile(
    rf"\*?\d{{2}}-\d{{5}}\*?(?:\s?\(\w+\))?(?:\s+\d{{6}})*[\s*]*|\*[\dA-Z]{{5,12}}\*"
    rf"|(?:GE|V|K|N|NY)\.?\s?\d{{2}}-\d{{4,6}}.{{0,24}}"
    rf"|{_SYMBOL}(?:\s?[-–—]\s?{_SYMBOL})*|(?:English|Français|Español)\s?[Pp]age\s\w+|/\s?\.\s?\.\s?\.|_{{3,}}|/\s?\d{{1,4}}"
    rf"|(?:Accessible document|Please recycle|\W)+"
)
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")

Rows = list[list[Line]]


def remove(pages: Sequence[Page]) -> list[str]:
    """Take the furniture out of the pages' lines, set their printed numbers, and return its different texts."""
    tables = [rows(page.lines) for page in pages]
    edges = [_edges(table) for table in tables]
    running = _Running(pages, edges)
    found: dict[str, None] = {}
    for page, table in zip(pages, tables, strict=True):
        taken = {id(line): line for line in running.margins(page, table)}
        page.lines = [line for row in table for line in row if id(line) not in taken]
        for line in taken.values():
            found.setdefault(line.text)
            page.label = page.label or _label(line.text)
    labels = {page.number: page.label for page in pages if page.label}
    for page in pages:
        page.label = labels.get(page.number)
    return list(found)


def _edges(table: Rows) -> list[Line]:
    """Return the lines in the outer rows of a page."""
    outer = table if len(table) < 2 * _DEPTH else table[:_DEPTH] + table[-_DEPTH:]
    return [line for row in outer for line in row]


class _Running:
    """What runs over the pages of one document: repeated texts and the count of pages."""

    def __init__(self, pages: Sequence[Page], edges: Sequence[Sequence[Line]]) -> None:
        least = 2 if len(pages) == 2 else max(3, len(pages) // 20)
        seen: Counter[str] = Counter()
        numbers: Counter[int] = Counter()
        for page, lines in zip(pages, edges, strict=True):
            seen.update({key for line in lines for key in _keys(line.text, page.number)})
            numbers.update({int(line.text) - page.number for line in lines if re.fullmatch(r"\d{1,4}", line.text)})
        self.repeated = {key for key, times in seen.items() if times >= least}
        self.offsets = {offset for offset, times in numbers.items() if times >= 2 or (offset == 0 and len(pages) < 3)}

    def margins(self, page: Page, table: Rows) -> Iterator[Line]:
        """Yield the furniture of a page: from both edges inwards, until a row is something else."""
        for side in (table, table[::-1]):
            for row in side[:_DEPTH]:
                away = [line for line in row if self.holds(line.text, page)]
                if len(away) < len(row):
                    if row is side[0]:
                        yield from (line for line in away if _label(line.text))
                    break
                yield from away

    def holds(self, text: str, page: Page) -> bool:
        """Tell whether a text at a page's edge is furniture."""
        if _BARE.fullmatch(text):
            return int(text) - page.number in self.offsets if text.isdigit() else page.number < 30
        if _MARGIN.fullmatch(text):
            return page.number > 1 or not re.fullmatch(_SYMBOL, text)
        return bool(_PAGE.fullmatch(text)) or any(key in self.repeated for key in _keys(text, page.number))


def _keys(text: str, number: int) -> Iterator[str]:
    """Yield what makes a text the same on other pages: itself, and itself with its numbers counted from the page's.

    "Annex 1" and "Annex 2" differ so, "Chapter 3, page 12" and "Chapter 3, page 13" do not.
    """
    letters = _LETTER.search(text)
    if letters or len(text) > 5:
        text = text.casefold()
        yield text
        if letters and _DIGITS.search(text):
            yield _DIGITS.sub(lambda found: f"#{int(found.group()) - number}", text)


def _label(text: str) -> str | None:
    found = _PAGE.fullmatch(text)
    if found:
        return next(group for group in found.groups() if group)
    return text if _BARE.fullmatch(text) else None
