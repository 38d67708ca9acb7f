from pathlib import Path

from indexer.formats.markdown import Markdown
from indexer.formats.source import Block, Limits, Source

SOURCE = """\
---
title: "Drawdown in Example"
date: 2012-05-01
tags: [a, b]
---
# Drawdown

Some *text* with a [link](http://example.org) and `code`,
over two lines.

## 2. Lessons

1. First item
   goes on

   second paragraph
2. Second
   - nested bullet
   - (b) printed

| year | troops |
|------|--------|
| 2010 | 8,000  |

<div>words <b>in bold</b></div>

12\\. A numbered paragraph
"""


def read(tmp_path: Path, text: str) -> Source:
    path = tmp_path / "note.md"
    path.write_text(text)
    return Markdown().read(path, Limits())


def test_tokens_become_blocks(tmp_path: Path) -> None:
    source = read(tmp_path, SOURCE)
    assert source.hints == {"title": "Drawdown in Example", "date": "2012-05-01"}
    assert source.blocks == [
        Block("Drawdown", "title"),
        Block("Some text with a link and code, over two lines."),
        Block("Lessons", "heading", 2, "2."),
        Block("First item goes on", "list_item", 1, "1."),
        Block("second paragraph", "list_item", 1),
        Block("Second", "list_item", 1, "2."),
        Block("nested bullet", "list_item", 2, "•"),
        Block("printed", "list_item", 2, "(b)"),
        Block("year\ttroops", "table"),
        Block("2010\t8,000", "table"),
        Block("words in bold"),
        Block("A numbered paragraph", label="12."),
    ]


def test_several_chapters_have_no_title(tmp_path: Path) -> None:
    assert [block.style for block in read(tmp_path, "# One\n\n# Two\n\ntext").blocks] == [
        "heading",
        "heading",
        "paragraph",
    ]


def test_what_is_nested_too_deeply_is_named(tmp_path: Path) -> None:
    source = read(tmp_path, "before\n\n" + "> " * 300 + "deep\n")
    assert [block.text for block in source.blocks] == ["before"]
    assert source.cut == ["text nested deeper than 100 levels"]


def test_only_the_name_tells_markdown_from_text(tmp_path: Path) -> None:
    assert Markdown().accepts(b"# Title", tmp_path / "a.MD")
    assert not Markdown().accepts(b"# Title", tmp_path / "a.txt")
    assert not Markdown().accepts(b"\x00\x01\x02" * 9, tmp_path / "a.md")
