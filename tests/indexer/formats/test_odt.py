import zipfile
from pathlib import Path

import pytest

from indexer.formats.odt import Odt
from indexer.formats.source import Block, Limits, Rejected, Source

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (*((name, name) for name in ("office", "text", "table", "style", "meta")), ("draw", "drawing"))
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
LISTS = """
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="." text:start-value="11"/>
 <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<style:style style:name="P1" style:parent-style-name="Title"/>
"""
STYLES = """
<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
<text:outline-level-style text:level="2" style:num-format=""/></text:outline-style>
"""
META = """
<dc:title>Review</dc:title><meta:initial-creator>A. Person</meta:initial-creator><dc:creator>Other</dc:creator>
<meta:creation-date>2012-05-01T10:00:00</meta:creation-date><dc:language>en</dc:language>
"""


def read(tmp_path: Path, text: str) -> Source:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{LISTS}</office:automatic-styles>"
            f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {NAMES}><office:styles>{STYLES}</office:styles><office:master-styles>"
            "<style:master-page><style:header><text:p>S/2012/1</text:p></style:header></style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
        archive.writestr(
            "meta.xml", f"<office:document-meta {NAMES}><office:meta>{META}</office:meta></office:document-meta>"
        )
    return Odt().read(path, Limits())


def test_headings_titles_and_paragraphs(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        '<text:p text:style-name="P1">Review</text:p><text:h text:outline-level="1">One</text:h>'
        '<text:h text:outline-level="2">Two</text:h><text:section><text:p>a<text:s text:c="3"/>b<text:tab/>'
        "<text:span>c</text:span><text:line-break/>d</text:p></text:section>"
        '<text:h text:outline-level="1">Next</text:h>',
    )
    assert source.blocks == [
        Block("Review", "title"), Block("One", "heading", 1, "I."), Block("Two", "heading", 2), Block("a b c d"),
        Block("Next", "heading", 1, "II."),
    ]  # fmt: skip


def test_lists_have_their_numbers_and_carry_on(tmp_path: Path) -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('deep')}{item('deeper')}</text:list>"
    source = read(
        tmp_path,
        f'<text:list text:style-name="L1">{item("first", inner)}{item("second")}</text:list><text:p>between</text:p>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("third")}</text:list>'
        f'<text:list text:style-name="L2">{item("point")}</text:list>',
    )
    assert [(block.style, block.level, block.label) for block in source.blocks] == [
        ("paragraph", 0, "11."), ("list_item", 2, "(a)"), ("list_item", 2, "(b)"), ("paragraph", 0, "12."),
        ("paragraph", 0, None), ("paragraph", 0, "13."), ("list_item", 1, "•"),
    ]  # fmt: skip


def test_notes_tables_and_deletions(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        filled = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{filled}</table:table-row>"

    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See S/2010/429.</text:p>"
        "</text:note-body></text:note>"
    )
    source = read(
        tmp_path,
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:table-of-content><text:p>contents</text:p></text:table-of-content>"
        f"<text:p>text{note} goes on<office:annotation><text:p>remark</text:p></office:annotation></text:p>"
        f"<table:table>{row('Year', 'Troops')}{row('', 'alone')}</table:table>"
        "<text:p>box: <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>",
    )
    assert source.blocks == [
        Block("text goes on"), Block("See S/2010/429.", "footnote", label="1"), Block("Year\tTroops", "table"),
        Block("alone"), Block("box:"), Block("boxed"),
    ]  # fmt: skip


def test_hints_and_furniture(tmp_path: Path) -> None:
    source = read(tmp_path, "<text:p>x</text:p>")
    assert source.hints == {"title": "Review", "author": "A. Person", "date": "2012-05-01", "language": "en"}
    assert source.furniture == ["S/2012/1"]


def test_damaged_xml_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match=r"content\.xml"):
        read(tmp_path, "<text:p>")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    with pytest.raises(Rejected):
        read(tmp_path, "<text:p>&bomb;</text:p>")
