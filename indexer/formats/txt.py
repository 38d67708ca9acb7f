"""Plain text in any character set."""

import re
from pathlib import Path

from indexer.formats.charset import BinaryDataError, decode, encoding_of
from indexer.formats.clean import clean_lines
from indexer.formats.lines import paragraphs_of
from indexer.formats.outline import blocks_of
from indexer.formats.source import Limits, Rejected, Source

# Colours of a terminal: a note that was copied out of one carries them.
_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\))")


class Text:
    """Plain text: paragraphs by blank lines, headings and lists by their look, pages by form feeds."""

    name = "text"

    def accepts(self, head: bytes, path: Path) -> bool:  # noqa: ARG002
        """Whatever reads as text in some character set and is nothing else."""
        try:
            return bool(decode(head, encoding_of(head)).strip())
        except BinaryDataError:
            return False

    def read(self, path: Path, limits: Limits) -> Source:
        """The text's paragraphs, up to the limit of characters."""
        text, cut = read_text(path, limits)
        paragraphs, furniture, pages = paragraphs_of(clean_lines(text))
        return Source(self.name, blocks_of(paragraphs), pages=pages, furniture=furniture, cut=cut)


def read_text(path: Path, limits: Limits, declared: str | None = None) -> tuple[str, list[str]]:
    """The decoded text of a file and what was cut from it."""
    size = 4 * limits.characters  # no character set needs more than four bytes a character
    with path.open("rb") as file:
        data = file.read(size + 1)
    cut = [f"the file after its first {size:,} bytes"] if len(data) > size else []
    try:
        text = decode(data[:size], declared)
    except BinaryDataError as error:
        raise Rejected(f"{error}; the formats read are listed in the documentation") from error
    if not text.strip():
        raise Rejected("no text: the file holds only white space")
    return _ESCAPES.sub("", text).replace("\0", ""), cut
