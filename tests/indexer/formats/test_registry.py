import zipfile
from pathlib import Path

import pytest

from indexer.formats.registry import detect, read
from indexer.formats.source import Limits, Rejected

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def stream(name: str) -> bytes:
    return OLE + bytes(600) + name.encode("utf-16-le") + bytes(200)


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("report.doc", b"%PDF-1.7\n", "pdf"), ("a.pdf", b"<html><p>x", "html"), ("a.bin", b"Plain words here.", "text"),
        ("a.md", b"# Title", "markdown"), ("a.txt", b"# Title", "text"),
        ("noname", "<html>é</html>".encode("utf-16"), "html"),
        ("a.doc", stream("__properties_version1.0"), "msg"), ("a", "Доклад миссии".encode("cp1251") * 20, "text"),
        ("a.txt", b"Received: from x\r\nFrom: a\r\nSubject: b\r\n\r\ntext", "eml"),
    ],
)  # fmt: skip
def test_content_decides_not_the_name(tmp_path: Path, name: str, content: bytes, format_: str) -> None:
    assert detect(write(tmp_path, name, content)).name == format_


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "0 bytes"), ("a.pdf", stream("WordDocument"), "old Word .doc file: save it as .docx"),
        ("a.docx", stream("EncryptedPackage"), "remove the password"), ("a", stream("Workbook"), "Excel"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "an image"), ("a.bin", b"MZ\x90\x00" + bytes(100), "a program"),
        ("a.txt", b"\x01\x02\x03\x04" * 90, "unknown format"),
        ("a.json", b'{"a": [1, 2]}', "JSON"), ("a", b"[1]", "JSON"),
        ("a.xml", b"<?xml version='1.0'?><data/>", "XML data"),
        ("metadata.csv", b"path,title\na,b\n", "data file by its name"),
        ("a.rtf", b"{\\rtf1 text}", "Rich Text"), ("a", b"PK\x03\x04 broken", "damaged"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named_with_its_mend(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        detect(write(tmp_path, name, content))


def test_a_rejection_names_the_formats_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(Rejected, match=r"unpack it.*PDF, HTML, DOCX, ODT, PPTX, EML, MSG, text and Markdown"):
        read(path, Limits())


def test_blocks_over_the_limit_of_characters_are_cut(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", b"<html><body>" + b"<p>A sentence that is long enough to be main text.</p>" * 50)
    source = read(path, Limits(characters=1_000))
    assert sum(len(block.text) for block in source.blocks) <= 1_000
    assert source.cut == ["text after the first 1,000 characters"]
