"""Running headers, footers and page numbers: taken out of the pages, and what they say kept."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexer.layout.page import Line, Page
from indexer.layout.rows import rows

_SEVERAL = 3  # pages that make a repetition; two where there are no more
_SHORT, _TELLING = 80, 5  # characters: a header has no more, a date or number without letters needs more
_ROMAN_PAGES = 30  # front matter is not longer
_DEPTH = 5  # rows at the head and the foot of a page that are looked at
_PAGE = re.compile(
    r"(?:\d{2}-\d{5}\s+)?(?P<of>\d{1,4})\s?/\s?\d{1,4}(?:\s+\d{2}-\d{5})?"
    r"|[-–—]\s?(?P<dash>\d{1,4}|[ivxlc]{1,7})\s?[-–—]"
    r"|(?:page|p[áa]gina|стр\.?)\s?(?P<word>\d{1,4}|[ivxlc]{1,7})(?:\s?(?:of|de|sur|/)\s?\d{1,4})?"
    r"|(?P<pipe>\d{1,4})\s?\|(?:\s?P\s?a\s?g\s?e)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
# What only ever stands in a margin of a United Nations document: job numbers, bar codes, symbols, "continued" marks.
_MARGIN = re.compile(
    r"\*?\d{2}-\d{5}X?\*?(?:\s?\(\w+\))?(?:\s+\d{6})*[\s*]*|\d{6}(?:\s\d{6})*|\*[\dA-Z]{5,12}\*"
    r"|(?:GE|V|K|N|NY)\.?\s?\d{2}-(?:\d{4,6}.{0,24})?"
    r"|(?:English|Français|Español)\s?[Pp]age\s\w+|/\s?\.\s?\.\s?\.|/\s?\d{1,4}"
    r"|(?:(?:Accessible document|Please recycle)[\s*]*)+"
)
_SYMBOLS = re.compile(r"(?:[A-Z]{1,6}(?:/[\w.()*]+(?:-\w+)?)+\*?(?:\s?\([\w\s]+\)\*?)?[\s–—-]*)+")
_DIGITS = re.compile(r"\d+")
_LETTER = re.compile(r"[^\W\d_]")

Rows = list[list[Line]]


def remove(pages: Sequence[Page], body: float) -> list[str]:
    """Take the furniture out of the pages' lines, set their printed numbers, and return its different texts.

    `body` is the type size of the running text.
    """
    tables = [rows(page.lines) for page in pages]
    edges = [_edges(table) for table in tables]
    sheets = Counter(page.number for page in pages)
    running = _Running(pages, edges, body)
    found: dict[str, None] = {}
    for page, table in zip(pages, tables, strict=True):
        taken = {id(line): line for line in running.margins(page, table)}
        if (
            len(taken) == len(page.lines) and sheets[page.number] == 1
        ):  # a page that only repeats another is no margin; its number may be
            taken = {at: line for at, line in taken.items() if _never_text(line.text)}
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

    def __init__(self, pages: Sequence[Page], edges: Sequence[Sequence[Line]], body: float) -> None:
        self.body = body
        least = 2 if len(pages) < _SEVERAL else max(_SEVERAL, len(pages) // 20)
        seen: Counter[str] = Counter()
        numbers: Counter[int] = Counter()
        for page, lines in zip(pages, edges, strict=True):
            seen.update({key for line in lines for key in _keys(line.text, page.number)})
            numbers.update({int(line.text) - page.number for line in lines if re.fullmatch(r"\d{1,4}", line.text)})
        self.repeated = {key for key, times in seen.items() if times >= least}
        self.offsets = {
            offset for offset, times in numbers.items() if times > 1 or (offset == 0 and len(pages) < _SEVERAL)
        }

    def margins(self, page: Page, table: Rows) -> Iterator[Line]:
        """Yield the furniture of a page: from both edges inwards, until a row is something else."""
        for side in (table, table[::-1]):
            for index, row in enumerate(side[:_DEPTH]):
                header = side is table and page.number > 1
                away = [
                    line for line in row if self.holds(line.text, page) or (header and _SYMBOLS.fullmatch(line.text))
                ]
                if len(away) < len(row) and not (header and index == 0 and self._apart(table)):
                    if index == 0:
                        yield from (line for line in away if _label(line.text))
                    break
                yield from row

    def _apart(self, table: Rows) -> bool:
        """Tell a header that stands on this page only: a short line in smaller type, well above the text."""
        if len(table) < _SEVERAL:
            return False
        head, height = table[0], max(line.height for line in table[0])
        small = all(line.size < 0.9 * self.body and len(line.text) < _SHORT for line in head)
        return small and table[1][0].top - max(line.bottom for line in head) > 1.5 * height

    def holds(self, text: str, page: Page) -> bool:
        """Tell whether a text at a page's edge is furniture."""
        if _BARE.fullmatch(text):
            return int(text) - page.number in self.offsets if text.isdigit() else page.number < _ROMAN_PAGES
        return bool(_MARGIN.fullmatch(text) or _PAGE.fullmatch(text)) or any(
            key in self.repeated for key in _keys(text, page.number)
        )


def _never_text(text: str) -> bool:
    return bool(_label(text) or _MARGIN.fullmatch(text) or _SYMBOLS.fullmatch(text))


def _keys(text: str, number: int) -> Iterator[str]:
    """Yield what makes a text the same on other pages: itself, and itself with its numbers counted from the page's.

    "Annex 1" and "Annex 2" differ so, "Chapter 3, page 12" and "Chapter 3, page 13" do not.
    """
    letters = _LETTER.search(text)
    if letters or len(text) > _TELLING:
        text = text.casefold()
        yield text
        if letters and _DIGITS.search(text):
            yield _DIGITS.sub(lambda found: f"#{int(found.group()) - number}", text)


def _label(text: str) -> str | None:
    found = _PAGE.fullmatch(text)
    if found:
        return next(group for group in found.groups() if group)
    return text if _BARE.fullmatch(text) else None
