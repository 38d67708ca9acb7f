"""The front of a document: its masthead, the headings that may be its title, and where its body begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.formats.source import Block
from indexer.metadata.masthead import is_masthead, is_strong, take_apart

LETTER = re.compile(
    r"(?:identical )?letters? (?:\(\w+\) )?dated|note verbale dated|(?:identical )?letters? from the"
    r"|lettres? (?:identiques? )?(?:datée|en date)|note verbale (?:datée|en date)"
    r"|cartas? (?:idénticas? )?(?:de fecha|fechad)"
    r"|nota verbal de fecha|письмо .{0,40}от \d|идентичные письма",
    re.I,
)
_SECTION = re.compile(
    r"(?:executive )?summary|contents|table of contents|introduction|overview|foreword|preface|background"
    r"|highlights|abstract"
    r"|acknowledge?ments|abbreviations|acronyms|note|résumé|sommaire|table des mati[eè]res|avant-propos"
    r"|introducción|resumen"
    r"|índice|contenido|prefacio|введение|резюме|содержание",
    re.I,
)
_FIRST_SECTION = re.compile(
    r"(?:(?:I|1|A)[.:]|(?:Part|Chapter) (?:One|I|1)[.:]?)\s(?!\.)\S|(?:annex|enclosure|appendix)\b", re.I
)
_OPENING = re.compile(
    r"(?:the|l[ea]|el) [\w\s’'-]{3,60},$|the (?:executive board|general assembly"
    r"|economic and social council|security council|human rights council):?$"
    r"|(?:dear|excellency|excellence|excelencia|monsieur|madame|sir|madam)\b"
    r"|(?:to|from|subject|president|chair\w*|rapporteur|members|through|attention|inspectors?|authors?)\s?:",
    re.I,
)
_ADOPTED = re.compile(r"adopted|adoptée?|aprobada|принята|(?:[\w-]+ ){0,2}(?:report|rapport|informe)\b", re.I)
# A heading that ends so goes on in the next line, whatever that line looks like alone ("at its / forty-ninth session").
OPEN_END = re.compile(
    r"\b(?:of|the|and|for|in|on|at|to|with|by|from|de|la|du|des|et|y|del|los|las|sur|pour|its|their)$|[,–-]$", re.I
)
_CONTINUING = frozenset({"session", "place", "date", "organ", "name", "records"})
_NUMBERED = re.compile(r"(?:\d{1,3}|[lI])\s?\.\s\S")
_SECTION_WORDS = 5
_LONG_WORDS = 45
_SENTENCE_WORDS = 12
_LONGEST = 2_000
_AGENDA_TEXT = 900
_REGION = 80
_PAGES = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the front: its text, and which block it is."""

    index: int
    text: str
    block: Block


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body.

    `masthead` holds the masthead's texts in order, `headings` what may be the title, `markers` the positions among the
    blocks after which the title may begin (session, agenda item, distribution), `body` the position of the first
    block of text, `taken` the positions of the masthead's blocks; `united_nations` tells that it is a United Nations
    masthead, with at least two of name, organ, symbol, distribution, original language and job number.
    """

    masthead: tuple[Heading, ...] = ()
    headings: tuple[Heading, ...] = ()
    markers: tuple[tuple[int, str], ...] = ()
    body: int = 0
    taken: frozenset[int] = frozenset()
    united_nations: bool = False


@dataclass(slots=True)
class _Scan:
    tokens: set[str] = field(default_factory=set)
    masthead: list[Heading] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    markers: list[tuple[int, str]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def titled(self) -> bool:
        """Whether a heading has been seen."""
        return any(heading.block.style in ("heading", "title") for heading in self.headings)

    def open_before(self, index: int) -> str:
        """The heading right before a position if its last word asks for more, else empty."""
        last = self.headings[-1] if self.headings else None
        return last.text if last and last.index == index - 1 and OPEN_END.search(last.text) else ""


def full_text(block: Block) -> str:
    """A block's text with its label before it, as printed."""
    return f"{block.label} {block.text}" if block.label else block.text


def opens_text(text: str) -> bool:
    """Whether a heading is that of a first section ("Background and purpose"), not a title."""
    return bool(_SECTION.match(text)) and len(text.split()) < _SECTION_WORDS


def _goes_on(scan: _Scan, index: int, tokens: frozenset[str]) -> bool:
    """Whether a line that looks like masthead is the rest of a title or of a letter's heading."""
    before = scan.open_before(index)
    letter = any(LETTER.match(heading.text) for heading in scan.headings)
    return bool(before) and bool(tokens) and tokens <= _CONTINUING and bool(letter or _ADOPTED.match(before))


def _is_body(block: Block, after_agenda: bool, titled: bool) -> bool:
    """Whether the text proper begins with this block; an agenda item's own text may be long.

    A colon ends a sentence only where the title has been seen: agenda items have colons too.
    """
    text = full_text(block)
    if block.style == "table" and titled:
        return True
    if after_agenda and block.style == "paragraph" and not block.label and text[-1] != "." and len(text) < _AGENDA_TEXT:
        return False
    if block.style in ("list_item", "part") or _NUMBERED.match(text) or len(text) > _LONGEST:
        return True
    if LETTER.match(text) or block.style == "title":
        return False
    if _SECTION.fullmatch(text.strip(" :*.")) or _FIRST_SECTION.match(text) or _OPENING.match(text):
        return True
    words = len(text.split())
    sentence = words > _SENTENCE_WORDS or (words > _SENTENCE_WORDS // 2 and not text.isupper())
    return words > _LONG_WORDS or (sentence and text[-1] in (".;:" if titled else ".;") and block.style == "paragraph")


def _begins(scan: _Scan, index: int, block: Block) -> bool:
    """Whether the text proper begins here: not with the small-lettered rest of an open heading."""
    if block.text[:1].islower() and scan.open_before(index) and len(block.text) < _REGION:
        return False
    return _is_body(block, scan.markers[-1:] == [(index - 1, "agenda")], scan.titled)


def _region(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    first = next((block.page for block in blocks if block.page), None)
    for index, block in enumerate(blocks[:_REGION]):
        if first is not None and block.page is not None and block.page >= first + _PAGES:
            return
        if block.text and block.style != "footnote" and not set(block.label or "x") <= set("*∗†‡"):
            yield index, block


def _take(scan: _Scan, line: Heading, tokens: frozenset[str]) -> None:
    scan.masthead.append(line)
    scan.tokens |= tokens
    scan.taken.add(line.index)
    for kind in ("agenda", "session", "place", "original", "distr"):
        if kind in tokens:
            scan.markers.append((line.index, kind))
            break


def _is_mostly_masthead(text: str, rest: str, tokens: frozenset[str]) -> bool:
    """Whether a block is a masthead that was joined with a committee's or agenda item's name."""
    if not is_strong(tokens) or LETTER.match(text) or _ADOPTED.match(text):
        return False
    return bool(tokens & {"distr", "original"}) or len(rest) < len(text) / 2


def find_front(blocks: Sequence[Block]) -> Front:
    """The front of a document; its body is where the first paragraph, section or opening formula stands."""
    scan = _Scan()
    body = None
    first_page = blocks[0].page if blocks else None
    for index, block in _region(blocks):
        text = full_text(block)
        rest, tokens = take_apart(text)
        late = body is not None
        if late and (block.page != first_page or block.page is None):
            break
        whole = is_masthead(text) and (not late or is_strong(tokens) or "name" in tokens)
        if whole and not late and _goes_on(scan, index, tokens):
            scan.headings.append(Heading(index, text, block))
        elif whole or (not late and _is_mostly_masthead(text, rest, tokens)):
            _take(scan, Heading(index, text, block), tokens)
        elif not late and _begins(scan, index, block):
            body = index
        elif not late:
            scan.headings.append(Heading(index, text, block))
    end = body if body is not None else min(len(blocks), _REGION)
    # Elsewhere a line that is only a date or a place is text like any other.
    known = len(scan.tokens & {"name", "symbol", "distr", "organ", "job", "original"}) > 1
    return Front(
        tuple(scan.masthead),
        tuple(scan.headings),
        tuple(scan.markers),
        end,
        frozenset(scan.taken if known else ()),
        known,
    )
