"""One file's reading: from the blocks of its format to metadata, parts and passages."""

from collections.abc import Iterable
from dataclasses import replace

from indexer.formats.source import Block, Source
from indexer.metadata import language
from indexer.metadata.describe import describe
from indexer.metadata.front import Front, find_front, full_text
from indexer.metadata.title import Title, find_title
from indexer.parts import divide
from indexer.quotation import standing
from indexer.refusal import is_error_page
from indexer.segment.contents import without_contents
from indexer.segment.passages import segment
from lessons.records import Metadata, Part, Passage, Reading

JOINT = "\n\n"


def _title_passage(front: Front, title: Title) -> list[Passage]:
    """The title block as one passage, as printed; a United Nations front's other headings stand in it as well."""
    headings = front.headings if front.united_nations else title.headings
    text = " ".join(full_text(heading.block) for heading in headings)
    if not text.strip():
        return []
    first, last = headings[0].block, headings[-1].block
    end = last.page_end or last.page
    return [Passage(text, first.page, end, first.page_label, layout="title", ocr=first.ocr)]


def _is_note(block: Block, first_page: int | None) -> bool:
    """Whether a block is the note to an asterisk in the front ("* Reissued for technical reasons")."""
    return block.page == first_page is not None and bool(block.label) and set(block.label or "") <= set("*†‡")


def _body(blocks: list[Block], front: Front, title: Title) -> list[Block]:
    used = front.headings if front.united_nations else title.headings
    gone = {heading.index for heading in used} | front.taken
    first = blocks[0].page
    return [
        replace(block, style="footnote") if front.united_nations and _is_note(block, first) else block
        for index, block in enumerate(blocks)
        if index not in gone
    ]


def _placed(passages: Iterable[Passage], document_language: str | None) -> tuple[Passage, ...]:
    """The passages with their offsets in the joined text, and their language where it is another."""
    placed, start = [], 0
    for passage in passages:
        end = start + len(passage.text)
        other = language.plainly_other(passage.text, document_language)
        placed.append(replace(passage, start=start, end=end, language=other))
        start = end + len(JOINT)
    return tuple(placed)


def _rejected(source: Source, reason: str) -> Reading:
    return Reading("rejected", "; ".join((reason, *source.cut)), source.format, Metadata(pages=source.pages))


def assemble(source: Source, path_name: str) -> Reading:
    """Metadata, parts and passages of a file its format has read."""
    blocks = without_contents(source.blocks)
    if is_error_page(blocks, source.pages):
        return _rejected(source, "an archive's error page, not a document")
    if not any(c.isalpha() for block in blocks for c in block.text):
        return _rejected(source, "no text")
    front = find_front(blocks)
    title = find_title(front, source.hints)
    metadata = describe(replace(source, blocks=blocks), front, title, path_name)
    sections = divide(_body(blocks, front, title), metadata)
    passages = _title_passage(front, title)
    parts: list[Part] = []
    for section in sections:
        passages += segment(section.blocks, len(parts))
        parts.append(section.part)
    return Reading(
        "partial" if source.cut else "ok",
        "; ".join(source.cut),
        source.format,
        metadata,
        tuple(parts),
        _placed(standing(passages, source.originals), metadata.language),
    )
