"""The parts of a document: covering letter, report, annexes, enclosures, appendices, attachments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.formats.source import Block
from indexer.metadata import doc_type as types
from indexer.metadata import originator as originators
from indexer.metadata.front import LETTER, full_text
from indexer.metadata.lines import tidy
from indexer.metadata.masthead import is_masthead
from indexer.segment.headings import is_heading
from lessons.records import Metadata, Part, PartType

_WORDS: dict[PartType, str] = {
    "annex": r"annex(?:e|es)?|anexos?|приложени[ея]|annexes",
    "appendix": r"appendi(?:x|ces)|appendices?|ap[ée]ndices?|добавлени[ея]",
    "enclosure": r"enclosures?|pi[èe]ces? jointes?|documentos? adjuntos?|adjuntos?",
    "attachment": r"attachments?|pi[èe]ces? annex[ée]es?",
}
_NUMBER = r"(?:no\.? ?)?(?P<number>[IVXLC]{1,6}|\d{1,3}|[A-Z])(?:\.[IVX\d]{1,4})?(?![\w’'])"
_PATTERNS = tuple(
    (kind, re.compile(rf"(?:{words})(?:\s{_NUMBER})?\s?\*{{0,3}}(?P<rest>(?:\s?[:.–—-]\s?|\s).*|)", re.I | re.S))
    for kind, words in _WORDS.items()
)  # fmt: skip
_TO_LETTER = re.compile(
    r"(?:to|of|à|de|a|al?) (?:the |la |las |a la )?(?:identical |present )?(?:letters?|note verbale"
    r"|lettres?|cartas?|nota verbal)\b",
    re.I,
)
_NOT_A_START = re.compile(r"\((?:continued|suite|continuación)\)|(?:\.\s?){5}|(?:^|\s)\d{1,3}$", re.I)
_SIGNED = re.compile(r"\(?(?:signed|signé|firmado)\)?\s", re.I)
_REPORT = re.compile(r"\b(?:report|rapport|informe|review|assessment|conclusions)\b", re.I)
_ORIGINAL = re.compile(r"[\[(]?original\s?:.{2,60}", re.I)
_LONGEST = 900
_LONGEST_TITLE_WORDS = 40
_TITLE_BLOCKS = 4
_LETTER_BLOCKS = 12
# A letter that only transmits something has 40 to 400 words; one of 900 with annexes says it itself.
_COVERING_WORDS = 700


@dataclass(slots=True)
class Section:
    """A part and the blocks in it."""

    part: Part
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter that may have a report after its signature."""
        return self.part.doc_type == "letter" or self.part.type == "covering_letter"


def part_label(text: str) -> tuple[PartType, str, str] | None:
    """The type, the label a citation says ("annex II") and the rest of a heading that opens a part, else None."""
    if len(text) > _LONGEST:
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            number = match["number"]
            if _NOT_A_START.search(match["rest"]):
                return None
            return kind, f"{kind} {number}" if number else kind, match["rest"].strip(" :.–—-*")
    return None


def _opens(block: Block) -> tuple[PartType, str, str] | None:
    """The part a block opens: alone in its line, as a heading with a title, or as the annex to a letter."""
    text = full_text(block)
    found = part_label(text)
    if found is None:
        return None
    rest = found[2]
    if not rest or _TO_LETTER.match(rest) or block.style == "part":
        return found
    heading = is_heading(block) or block.style in ("heading", "title")
    titled = not rest[0].islower() and len(rest.split()) <= _LONGEST_TITLE_WORDS
    return (
        found
        if titled and (heading or (text[len(found[1]) :].lstrip()[:1] in ":.–—-" and not rest.endswith(".")))
        else None
    )


def _titles(blocks: Sequence[Block]) -> Iterator[str]:
    """What may be the title of a part: its first headings, without "[Original: English]"."""
    for block in blocks[:_TITLE_BLOCKS]:
        text = full_text(block)
        if is_heading(block) or LETTER.match(text):
            if not is_masthead(text):
                yield tidy(text)
        elif not is_masthead(text.strip("[]")):
            return


def _described(section: Section, rest: str) -> Section:
    """The section with what its title tells of its type and originator; what a letter encloses is its sender's."""
    titles = list(_titles(section.blocks))
    to_letter = rest if _TO_LETTER.match(rest) else ""
    own = " ".join(([] if to_letter or not rest else [rest]) + titles[:2])
    doc_type = types.of_title(own) if own else None
    originator = originators.of_title(own, doc_type) if own else None
    if originator is None and to_letter:
        originator = originators.of_letter(to_letter)
    title = (rest if rest and not to_letter else None) or (titles[0] if titles else None)
    section.part = replace(section.part, doc_type=doc_type, originator=originator, title=title)
    return section


def _is_report_after_letter(block: Block, letter: Section) -> bool:
    """Whether the enclosed report begins without the word "annex": a heading on a new page after the signature."""
    text = full_text(block)
    signed = next((b for b in reversed(letter.blocks) if _SIGNED.match(b.text)), None)
    last = signed or _unsigned_end(letter)
    if last is None or not block.page or block.page <= (last.page or 0):
        return False
    if LETTER.match(text):
        return bool(signed) and len(text) < _LONGEST
    return block.style in ("heading", "title") and bool(_REPORT.search(text[:300]))


def _unsigned_end(letter: Section) -> Block | None:
    """The last block of a short letter that speaks of a report; a panel's letter bears only its name."""
    texts = [block.text for block in letter.blocks]
    short = len(texts) <= _LETTER_BLOCKS and not any(is_heading(block) for block in letter.blocks)
    return letter.blocks[-1] if texts and short and _REPORT.search(" ".join(texts)) else None


def _enclosed(block: Block) -> Part:
    """The part that a report, or a further letter before it, opens after a letter's signature."""
    if LETTER.match(full_text(block)):
        return Part("covering_letter", "enclosed letter", first_page=block.page)
    return Part("report", "report", first_page=block.page)


def _main_part(metadata: Metadata, page: int | None) -> Part:
    label = "letter" if metadata.doc_type == "letter" else "report"
    return Part("report", label, metadata.doc_type, metadata.originator, metadata.title, metadata.symbol, page)


def divide(blocks: Sequence[Block], metadata: Metadata) -> list[Section]:
    """The parts of a document with their blocks; the first is the document's own."""
    sections = [Section(_main_part(metadata, blocks[0].page if blocks else None))]
    rests = [""]
    outer = ""
    seen: set[str] = set()
    latest = ""
    for block in blocks:
        found = _opens(block)
        text = full_text(block)
        if found and found[1] == latest != found[0]:
            continue  # the same "Annex II" at the head of its next page
        latest = found[1] if found else latest
        if block.style == "part" and not found:
            part, rest, outer = (
                Part("attachment", f"attachment {text}"[:120], title=text, first_page=block.page),
                "",
                "",
            )
        elif found:
            kind, label, rest = found
            # A second "Annex I" is an annex to what the annex in hand contains.
            inner = bool(outer) and (kind != "annex" or (label in seen and label != kind))
            outer = outer if inner or kind != "annex" else label
            seen.add(label)
            label = f"{outer}, {label}" if inner else label
            part = Part(kind, label, first_page=block.page)
        elif metadata.doc_type == "letter" and sections[-1].is_letter and _is_report_after_letter(block, sections[-1]):
            part, rest = _enclosed(block), ""
        else:
            if sections[-1].blocks or not _ORIGINAL.fullmatch(text):
                sections[-1].blocks.append(block)
            continue
        sections.append(Section(part))
        rests.append(rest)
        if not found and block.style != "part":
            sections[-1].blocks.append(block)
    return _finished(sections, rests, metadata)


def _finished(sections: list[Section], rests: list[str], metadata: Metadata) -> list[Section]:
    """The sections that hold text, described; a letter with others after it is a covering letter."""
    made = [sections[0]]
    made += [_described(s, rest) for s, rest in zip(sections[1:], rests[1:], strict=True) if s.blocks or rest]
    if any(section.part.type == "attachment" and section.part.label != "attachment" for section in made):
        made[0].part = replace(made[0].part, type="cover", label="message")
    elif metadata.doc_type == "letter" and len(made) > 1 and _only_covers(sections[0]):
        made[0].part = replace(made[0].part, type="covering_letter", label="covering letter")
    return made


def _only_covers(letter: Section) -> bool:
    """Whether a letter before other parts is short and without headings: a longer one is the document itself."""
    words = sum(len(block.text.split()) for block in letter.blocks)
    return words <= _COVERING_WORDS and sum(is_heading(block) for block in letter.blocks) <= 1
