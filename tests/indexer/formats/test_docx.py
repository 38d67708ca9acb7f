import zipfile
from pathlib import Path

import pytest

from indexer.formats.docx import Docx
from indexer.formats.source import Block, Limits, Rejected, Source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Titre2"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H23"><w:name w:val="_ H_2/3"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="11"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num>
"""
NOTES = """
<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:t>See S/2010/429.</w:t></w:r></w:p></w:footnote>
"""


def paragraph(text: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def build(path: Path, body: str, main: str = "document.main") -> Path:
    parts = {"styles": STYLES, "numbering": NUMBERING, "footnotes": NOTES, "header": paragraph("S/2012/1")}
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr"}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}+xml"/>' for name in parts)
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.{main}+xml"/></Types>',
        )
        relations = f'<Relationships xmlns="{package}/relationships">%s</Relationships>'
        archive.writestr(
            "_rels/.rels",
            relations % f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>',
        )
        archive.writestr("word/_rels/document.xml.rels", relations % links)
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{roots[name]} {W}>{content}</w:{roots[name]}>")
    return path


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def _read(body: str, main: str = "document.main") -> Source:
        return Docx().read(build(tmp_path / "a.docx", body, main), Limits())

    return _read


def test_styles_make_titles_and_headings(read) -> None:  # type: ignore[no-untyped-def]
    body = [
        ("Review", "Title"),
        ("I. One", "Titre1"),
        ("Two", "Own"),
        ("Three", "H23"),
        ("Contents 1", "TOC1"),
        ("x", "Loop"),
    ]
    assert read("".join(paragraph(*each) for each in body)).blocks == [
        Block("Review", "title"), Block("One", "heading", 1, "I."), Block("Two", "heading", 2),
        Block("Three", "heading", 3), Block("x"),
    ]  # fmt: skip


def test_automatic_numbers_are_labels(read) -> None:  # type: ignore[no-untyped-def]
    numbers = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (1, 0)]
    labels = [block.label for block in read("".join(paragraph("text", number=each) for each in numbers)).blocks]
    assert labels == ["11.", "(a)", "(b)", "11.b.i", "12.", "(a)", "•", "1.", "2."]


def test_numbered_paragraphs_and_list_items_differ(read) -> None:  # type: ignore[no-untyped-def]
    source = read(paragraph("para", number=(1, 0)) + paragraph("item", number=(1, 1)) + paragraph("12. typed"))
    assert [(block.style, block.level) for block in source.blocks] == [
        ("paragraph", 0),
        ("list_item", 2),
        ("paragraph", 0),
    ]


def test_tracked_changes_are_applied_and_hidden_text_is_not_read(read) -> None:  # type: ignore[no-untyped-def]
    body = (
        f"<w:p>{run('kept ')}<w:ins>{run('added ')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        f"<w:moveFrom>{run('old')}</w:moveFrom><w:moveTo>{run('new')}</w:moveTo></w:p>"
    )
    assert read(body).blocks == [Block("kept added new")]


def test_notes_follow_their_paragraph_and_headers_are_furniture(read) -> None:  # type: ignore[no-untyped-def]
    source = read(f'<w:p>{run("text")}<w:r><w:footnoteReference w:id="7"/></w:r></w:p>' + paragraph("more"))
    assert source.blocks == [Block("text"), Block("See S/2010/429.", "footnote", label="1"), Block("more")]
    assert source.furniture == ["S/2012/1"]


def test_tables_are_read_row_by_row_and_layout_tables_as_text(read) -> None:  # type: ignore[no-untyped-def]
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"

    inner = f"<w:tbl>{row('inner', 'cell')}</w:tbl>"
    nested = f"<w:tr><w:tc>{paragraph('outer')}{inner}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
    source = read(f"<w:tbl>{row('Year', 'Troops')}{row('', '12. one cell')}{nested}</w:tbl>")
    assert source.blocks == [
        Block("Year\tTroops", "table"), Block("one cell", label="12."), Block("outer inner cell\tb", "table"),
    ]  # fmt: skip


def test_text_boxes_and_content_controls_are_read_once(read) -> None:  # type: ignore[no-untyped-def]
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<mc:AlternateContent {compatibility}>{choices}</mc:AlternateContent>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
    source = read(f"<w:p>{run('before')}<w:r>{drawn}</w:r></w:p>{control}")
    assert [block.text for block in source.blocks] == ["before", "boxed", "controlled"]


def test_templates_and_macros_read_alike(read) -> None:  # type: ignore[no-untyped-def]
    assert read(paragraph("x"), "template.main").blocks == [Block("x")]


def test_damage_is_rejected(tmp_path: Path) -> None:
    path = build(tmp_path / "a.docx", paragraph("x"))
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(Rejected, match="damaged"):
        Docx().read(path, Limits())
