"""What every format yields: a stream of blocks in reading order, and what the file says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

BlockStyle = Literal["title", "heading", "paragraph", "list_item", "table", "footnote", "part"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like run of clean text: words joined over lines, no running headers, one logical block.

    `level` is the heading's level or the list's depth from 1, 0 when unknown; `label` the printed number or letter
    where the format keeps it apart from the text ("12.", "(b)", "•"); a block of style ``part`` opens an attachment.
    `page` and `page_end` are physical pages from 1; `page_label` is the printed page number.
    """

    text: str
    style: BlockStyle = "paragraph"
    level: int = 0
    label: str | None = None
    page: int | None = None
    page_end: int | None = None
    page_label: str | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as its format read it.

    `hints` holds what the file itself declares (title, date, author, language, subject, sender); `furniture` the
    running headers and footers that were taken out (they carry symbols); `cut` says in words what is missing, empty
    when all was read. `originals` holds, by page number, the text of a page as the file orders it, where it has one.
    """

    format: str
    blocks: Sequence[Block]
    pages: int | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    furniture: Sequence[str] = ()
    cut: Sequence[str] = ()
    originals: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limit sheet of one document (measured, see ``docs/operating.md``)."""

    memory: int = 1_500_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 90
    characters: int = 20_000_000
    pages: int = 5_000
    archive_depth: int = 3
    archive_members: int = 1_000
    archive_bytes: int = 500_000_000
    archive_ratio: int = 100


class Rejected(Exception):  # noqa: N818 - the outcome of that name
    """The file cannot be read as a document; the message is the outcome's reason and names the mend."""


class Format(Protocol):
    """One file format, in one module, that says what it accepts and reads it."""

    name: str

    def accepts(self, head: bytes, path: Path) -> bool:
        """Tell whether the content is of this format: `head` is the file's first 8,192 bytes.

        The name decides only where the content cannot (Markdown against plain text).
        """
        ...

    def read(self, path: Path, limits: Limits) -> Source:
        """Read the whole file; raises Rejected with the reason where it is not a readable document."""
        ...
