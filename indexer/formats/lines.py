"""Lines of a plain text to paragraphs: hard-wrapped lines joined, pages kept, running lines taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.formats.clean import clean
from indexer.formats.label import split_label

_WRAPPED = range(40, 111)  # letters, typewriters and mail wrap at 60 to 100 characters
_SHORT = 0.6  # of the width: a wrapped line this short is a paragraph's last
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|_{3,}|~{3,})\s*")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–—| ]*(\d{1,4}|[ivxl]{1,6})[-–—| ]*(?:(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_BROKEN = re.compile(r"[^\W\d_]+-$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 60
_LONGEST_JOINED = 10_000  # joining is quadratic: a text of a million lines without a stop must not be one paragraph
_STOPS = ".!?:;…。"
_CLOSING = "\"'”’»)]*_"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines of one paragraph, with its pages; `underlined` by a rule, `alone` between blank lines."""

    text: str
    page: int | None = None
    page_end: int | None = None
    page_label: str | None = None
    underlined: bool = False
    alone: bool = True


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a stop, closing quotes aside."""
    return text.rstrip(_CLOSING + " ")[-1:] in _STOPS


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set: the width its lines wrap at, 0 where they do not, and its words, hyphens and all."""

    width: int
    words: Counter[str]


def paragraphs_of(text: str) -> tuple[list[Paragraph], list[str], int | None]:
    """The paragraphs, the running lines that were taken out, and the pages, None without form feeds."""
    pages = [page.split("\n") for page in text.rstrip("\f\n ").split("\f")]
    setting = _Setting(_width(pages), _words(text))
    if len(pages) == 1:
        return _join_broken(_of_page(pages[0], setting), setting), [], None
    furniture = _running_lines(pages)
    found: list[Paragraph] = []
    for number, page in enumerate(pages, start=1):
        label, kept = _without_furniture(page, furniture)
        found += [replace(each, page=number, page_end=number, page_label=label) for each in _of_page(kept, setting)]
    return _join_broken(found, setting), sorted(furniture), len(pages)


def _join_broken(paragraphs: Iterable[Paragraph], setting: _Setting) -> list[Paragraph]:
    """Paragraphs that a page's end or a stray blank line broke in mid-sentence, joined again."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        if joined and _continues(joined[-1], paragraph):
            text = _join_lines([joined[-1].text, paragraph.text], setting.words)
            joined[-1] = replace(joined[-1], text=text, page_end=paragraph.page_end)
        else:
            joined.append(paragraph)
    return joined


def _join_lines(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines as one, hyphenated words joined; a hyphen stays where the text elsewhere writes the word with one."""
    pieces = [lines[0]]
    for line in lines[1:]:
        head, tail = _BROKEN.search(pieces[-1][-_LONGEST_WORD:]), _WORD.match(line)
        if head is None or tail is None or not line[0].islower():
            pieces += [" ", line]
            continue
        whole, hyphenated = head[0][:-1] + tail[0], head[0] + tail[0]
        if words[hyphenated.lower()] <= words[whole.lower()]:
            pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    return "".join(pieces)


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


def _continues(before: Paragraph, paragraph: Paragraph) -> bool:
    return (
        _WRAPPED.start <= len(before.text) <= _LONGEST_JOINED
        and paragraph.text[0].islower()
        and not ends_sentence(before.text)
        and split_label(paragraph.text)[0] is None
    )


def _width(pages: Sequence[Sequence[str]]) -> int:
    """The length nearly all lines keep to; 0 where lines are not wrapped."""
    lengths = sorted(len(line.rstrip()) for page in pages for line in page if line.strip())
    width = lengths[int(len(lengths) * 0.95)] if lengths else 0
    return width if width in _WRAPPED and lengths[-1] < 2 * _WRAPPED.stop else 0


def _of_page(lines: Sequence[str], setting: _Setting) -> Iterator[Paragraph]:
    for chunk in _chunks(lines):
        yield from _of_chunk(chunk, setting)


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    chunk: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            chunk.append(line.rstrip())
        elif chunk:
            yield chunk
            chunk = []


def _of_chunk(chunk: Sequence[str], setting: _Setting) -> Iterator[Paragraph]:
    """The paragraphs of one run of lines, an underlined line apart from what follows it."""
    starts = [i for i, line in enumerate(chunk) if i == 0 or _begins(chunk[i - 1], line, setting.width)]
    for start, end in pairwise([*starts, len(chunk)]):
        if _UNDERLINE.fullmatch(chunk[start]):
            continue
        text = clean(_join_lines([clean(line) for line in chunk[start:end]], setting.words))
        if text:
            underlined = end < len(chunk) and bool(_UNDERLINE.fullmatch(chunk[end]))
            yield Paragraph(text, underlined=underlined, alone=end - start == len(chunk))


def _begins(before: str, line: str, width: int) -> bool:
    """Tell whether a line begins a paragraph, and does not carry on the line before it."""
    if not width or _UNDERLINE.fullmatch(line) or _UNDERLINE.fullmatch(before):
        return True
    short = len(before) < _SHORT * width
    stopped = ends_sentence(before)
    label, _ = split_label(line.strip())
    if label:
        return stopped or short or not label[0].isalnum()
    if _indent(line) > _indent(before) + 1 and stopped:
        return True
    very_short = len(before) < _SHORT * width / 2 or len(line.strip()) < _SHORT * width
    return short and not line.lstrip()[0].islower() and (stopped or very_short)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _running_lines(pages: Sequence[Sequence[str]]) -> set[str]:
    """First and last lines that stand, numbers aside, on at least three pages and half of all."""
    edges = Counter(edge for page in pages for edge in {_shape(line) for line in _edges(page)})
    needed = max(3, len(pages) // 2)
    repeated = {shape for shape, count in edges.items() if count >= needed and any(map(str.isalpha, shape))}
    return {clean(line) for page in pages for line in _edges(page) if _shape(line) in repeated}


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:2], *lines[-2:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", clean(line))


def _without_furniture(page: Sequence[str], furniture: set[str]) -> tuple[str | None, list[str]]:
    """The printed page number and the page's own lines."""
    edges = {line: clean(line) for line in _edges(page)}
    numbers = {line: found[1] for line, text in edges.items() if (found := _PAGE_NUMBER.fullmatch(text))}
    kept = [line for line in page if line not in numbers and edges.get(line) not in furniture]
    return next(iter(numbers.values()), None), kept
