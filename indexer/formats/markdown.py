"""Markdown: the tokens of CommonMark with tables, as blocks; front matter as hints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.formats.clean import clean
from indexer.formats.label import split_label
from indexer.formats.source import Block, Limits, Source
from indexer.formats.txt import Text, read_text

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<lines>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)[ \t]*:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_HINTS = {"title": "title", "date": "date", "author": "author", "lang": "language", "language": "language",
          "subject": "subject", "description": "subject"}  # fmt: skip
_DEEPEST = 100  # the parser drops what is nested deeper, and says nothing; its default is 20
_TAG = re.compile(r"<!--.*?-->|<[^<>]{0,1000}>", re.DOTALL)


class Markdown:
    """Markdown files; only the name tells them from plain text."""

    name = "markdown"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Text under a Markdown name."""
        return path.suffix.lower() in {".md", ".markdown", ".mdown"} and Text().accepts(head, path)

    def read(self, path: Path, limits: Limits) -> Source:
        """Headings, paragraphs, lists and tables in order."""
        text, cut = read_text(path, limits)
        even = text.replace("\r\n", "\n")
        front = _FRONT.match(even)
        hints = _hints(front["lines"]) if front else {}
        parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
        tokens = parser.parse(even[front.end() :] if front else even)
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            cut.append(f"text nested deeper than {_DEEPEST} levels")
        return Source(self.name, _titled(list(_blocks(tokens))), hints=hints, cut=cut)


def _hints(lines: str) -> dict[str, str]:
    fields = {key.lower(): clean(value) for key, value in _FIELD.findall(lines)}
    return {_HINTS[key]: value for key, value in fields.items() if key in _HINTS and value}


@dataclass(slots=True)
class _List:
    """An open list: its next number, None for bullets, and the label its current item still has to give."""

    number: int | None
    label: str | None = None


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[_List] = []
    row: list[str] | None = None
    heading = 0
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            lists.append(_List(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None))
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            _label(lists[-1], token)
        elif token.type in {"heading_open", "heading_close"}:
            heading = int(token.tag[1]) if token.nesting == 1 else 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield from _row(row or [])
            row = None
        elif row is not None and token.type == "inline":
            row.append(_plain(token))
        else:
            yield from _text(token, heading, lists)


def _label(owner: _List, token: Token) -> None:
    """The label of an item that opens: its number and mark as written, or its bullet."""
    if owner.number is None:
        owner.label = "•"
        return
    owner.label = f"{owner.number}{token.markup}"
    owner.number += 1


def _row(cells: Sequence[str]) -> Iterator[Block]:
    if any(cells):
        yield Block("\t".join(cells), "table")


def _text(token: Token, heading: int, lists: Sequence[_List]) -> Iterator[Block]:
    """A run of inline text as a heading, list item or paragraph; code and embedded HTML as paragraphs."""
    text = _plain(token)
    if not text:
        return
    if heading:
        label, rest = split_label(text)
        yield Block(rest, "heading", heading, label)
    elif lists:
        yield _item(text, lists)
    else:
        label, rest = split_label(text)
        yield Block(rest, label=label)


def _item(text: str, lists: Sequence[_List]) -> Block:
    """A list item's paragraph; a printed label in it ("(a)") is more than the bullet before it."""
    printed, rest = split_label(text)
    label, lists[-1].label = lists[-1].label, None
    return Block(rest, "list_item", len(lists), printed or label)


def _plain(token: Token) -> str:
    if token.type in {"fence", "code_block"}:
        return clean(token.content)
    if token.type == "html_block":
        return clean(_TAG.sub(" ", token.content))
    return clean("".join(map(_inline, token.children or [])))


def _inline(token: Token) -> str:
    if token.type in {"text", "code_inline", "image"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} else ""


def _titled(blocks: list[Block]) -> list[Block]:
    """A single heading of the first level, before all prose, is the title."""
    chapters = [i for i, block in enumerate(blocks) if block.style == "heading" and block.level == 1]
    if len(chapters) == 1 and all(block.style == "heading" for block in blocks[: chapters[0]]):
        blocks[chapters[0]] = replace(blocks[chapters[0]], style="title", level=0)
    return blocks
