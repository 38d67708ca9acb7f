"""A source is a small Markdown file with front matter; this module turns it into blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list item, table, footnote or page break."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """The front matter and the blocks of one document."""

    meta: dict[str, str]
    blocks: tuple[Block, ...]

    def front(self) -> list[tuple[str, str]]:
        """Return what stands above the text: (field, value), in printing order."""
        fields = ("originator", "symbol", "title", "subtitle", "date")
        return [(field, self.meta[field]) for field in fields if field in self.meta]


def read(path: Path) -> Source:
    """Return the source at `path`."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in front.splitlines())
    chunks = re.split(r"\n\s*\n", body.strip())
    return Source({key: value.strip('"') for key, value in meta.items()}, tuple(_blocks(chunks)))


def _blocks(chunks: list[str]) -> Iterator[Block]:
    for chunk in chunks:
        if chunk.startswith("|"):
            cells = (line.strip("| ").split("|") for line in chunk.splitlines())
            yield Block("table", rows=tuple(tuple(cell.strip() for cell in row) for row in cells))
        elif re.match(r"- |\d+# ", chunk):
            yield from (_line(line) for line in chunk.splitlines())
        else:
            yield _line(" ".join(chunk.splitlines()))


def _line(text: str) -> Block:
    if heading := re.match(r"(#+) (.*)", text):
        return Block("heading", heading[2], len(heading[1]))
    if text == r"\pagebreak":
        return Block("break")
    if note := re.match(r"\[\^(\d+)\]: (.*)", text):
        return Block("footnote", note[2], int(note[1]))
    if text.startswith("- "):
        return Block("bullet", text[2:])
    if step := re.match(r"\d+# (.*)", text):
        return Block("step", step[1])
    return Block("sub" if re.match(r"\([a-z]+\) ", text) else "text", text)
