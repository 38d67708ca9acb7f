"""All formats in the order in which they are asked, and the reading of any file by its content."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.formats.docx import Docx
from indexer.formats.eml import Eml
from indexer.formats.foreign import foreign_binary, foreign_text
from indexer.formats.html import Html
from indexer.formats.markdown import Markdown
from indexer.formats.msg import Msg
from indexer.formats.odt import Odt
from indexer.formats.pdf import Pdf
from indexer.formats.pptx import Pptx
from indexer.formats.source import Block, Format, Limits, Rejected, Source
from indexer.formats.txt import Text

_HEAD = 8_192
_READ = "read are PDF, HTML, DOCX, ODT, PPTX, EML, MSG, text and Markdown"


def read(path: Path, limits: Limits) -> Source:
    """Read a file of any format, up to the limit of characters; raises Rejected with the reason and the mend."""
    source = detect(path).read(path, limits)
    if source.format != "pdf" and not any(block.text for block in source.blocks):
        raise Rejected("; ".join(["no text in it: if it is pictures, make a PDF of it", *source.cut]))
    return _within(source, limits)


def detect(path: Path) -> Format:
    """The format of a file's content; raises Rejected that says what it is instead, and what can be read."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise Rejected("0 bytes: the file is empty; copy it again")
    foreign = None
    for group, ask in ((BINARY, foreign_binary), (PAGES, foreign_text), (PROSE, _nothing)):
        accepting = next((format_ for format_ in group if format_.accepts(head, path)), None)
        if accepting is not None:
            return accepting
        foreign = ask(head, path)
        if foreign is not None:
            break
    raise Rejected(f"{foreign or 'an unknown format'}; {_READ}")


# Mails are handed the reading of any file, for their attachments.
BINARY: Sequence[Format] = (Pdf(), Docx(), Pptx(), Odt(), Msg(read))
PAGES: Sequence[Format] = (Eml(read), Html())
PROSE: Sequence[Format] = (Markdown(), Text())


def _nothing(head: bytes, path: Path) -> str | None:  # noqa: ARG001
    return None


def _within(source: Source, limits: Limits) -> Source:
    """The source without the blocks after the limit of characters."""
    if sum(len(block.text) for block in source.blocks) <= limits.characters:
        return source
    blocks = tuple(_first(source.blocks, limits.characters))
    return replace(source, blocks=blocks, cut=[*source.cut, f"text after the first {limits.characters:,} characters"])


def _first(blocks: Sequence[Block], characters: int) -> Iterator[Block]:
    for block in blocks:
        if characters <= 0:
            return
        yield replace(block, text=block.text[:characters])
        characters -= len(block.text)
