"""PDF files from end to end."""

from pathlib import Path

import pytest

from indexer.formats import miner, pdfium
from indexer.formats.pdf import Pdf
from indexer.formats.source import Limits, Rejected, Source
from indexer.ocr import pages as ocr
from tests.indexer.formats.paper import scan, write
from tests.indexer.quotation import missing, page_texts

LINES = [
    (72, 100, "The mission handed over its last camp to the host Government in December and reported"),
    (72, 114, "that the water supply had been the largest of all problems in the final months."),
]


def read(path: Path, limits: Limits | None = None) -> Source:
    return Pdf().read(path, limits or Limits())


def text(source: Source) -> str:
    return " ".join(block.text for block in source.blocks)


def test_it_accepts_by_content() -> None:
    assert Pdf().accepts(b"%PDF-1.7\n", Path("a.txt"))
    assert Pdf().accepts(b"junk\n%PDF-1.4", Path("a"))
    assert not Pdf().accepts(b"PK\x03\x04", Path("a.pdf"))


def test_a_page_is_read_with_its_text_and_hints(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.pdf", LINES, title="On camps"))
    assert (source.format, source.pages, source.cut) == ("pdf", 1, [])
    assert source.hints["title"] == "On camps"
    assert [(block.text, block.page, block.page_end) for block in source.blocks] == [
        (" ".join(line for _, _, line in LINES), 1, 1)
    ]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_rotated_page_is_read_as_written(tmp_path: Path, angle: int) -> None:
    assert text(read(write(tmp_path / "a.pdf", LINES, rotated=angle))) == " ".join(line for _, _, line in LINES)


def test_an_encrypted_file_is_rejected_unless_it_opens_without_password(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="encrypted"):
        read(write(tmp_path / "a.pdf", LINES, password="secret"))


@pytest.mark.parametrize("content", [b"%PDF-1.4\n%%EOF", b"%PDF-", b""])
def test_a_damaged_file_is_rejected_with_the_mend(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Rejected, match=r"damaged: .*save it again"):
        read(path)


def test_pages_over_the_limit_are_cut(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.pdf", *[LINES] * 5), Limits(pages=3))
    assert source.pages == 5
    assert source.cut == ["pages 4-5 left out: over the limit of 3 pages"]
    assert max(block.page or 0 for block in source.blocks) == 3


def test_characters_over_the_limit_are_cut(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.pdf", *[LINES] * 3), Limits(characters=100))
    assert source.cut == ["pages 2-3 left out: over the limit of 100 characters"]


def test_pages_without_text_name_the_mend_where_no_engine_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    source = read(scan(tmp_path / "a.pdf", ["One"], ["Two"]))
    assert source.cut == [
        "pages 1-2 have no text layer and no OCR engine is installed: install Tesseract or lessons[ocr]"
    ]


def test_an_empty_page_is_no_scan(tmp_path: Path) -> None:
    source = read(write(tmp_path / "a.pdf", [], LINES))
    assert source.cut == []
    assert [block.page for block in source.blocks] == [2]


def test_a_damaged_page_does_not_take_the_others_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.pdf", LINES, LINES)
    whole = pdfium.Document.read

    def broken(document: pdfium.Document, index: int) -> object:
        if index == 0:
            raise pdfium.PageError
        return whole(document, index)

    monkeypatch.setattr(pdfium.Document, "read", broken)
    source = read(path)
    assert source.cut == ["page 1 damaged and not readable"]
    assert [block.page for block in source.blocks] == [2]


def test_pdfminer_reads_the_same_words(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", [], LINES)
    (page,) = miner.read(path, None, 60)
    assert page.number == 2
    assert [word.text for word in page.words] == " ".join(line for _, _, line in LINES).split()
    assert [found.number for found in miner.read(path, [1], 60)] == [2]


def test_pdfminer_that_takes_too_long_or_fails_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"no PDF at all")
    assert miner.read(path, None, 60) == []


SAMPLE = ["S_2025_154", "A_79_907.en", "S_2025_49.en", "A_79_PV.64.en", "S_RES_2771", "DP_2025_6.en", "E_2025_15.en"]


@pytest.mark.parametrize("name", SAMPLE)
def test_quotations_stand_on_their_pages(shared: Path, name: str) -> None:
    for path in (shared / "corpus" / "un_reports").glob(f"{name}*"):
        blocks = read(path).blocks
        assert len(blocks) > 10
        lost = missing(blocks, page_texts(path))
        assert len(lost) <= 0.02 * len(blocks)
        assert [block for block in lost if block.style != "table"] == []


HOSTILE = [
    *["pages-loop", "outlines-with-loop", "ContentStreamCycleType3insideType3", "object-stream-self-ref.out"],
    *["bigboundingbox", "hugemono", "poppler-91414-0-54", "REDHAT-1531897-0", "issue_495_pdfobjref", "fuzz-16214"],
]


@pytest.mark.parametrize("name", HOSTILE)
def test_awkward_files_are_read_or_rejected(shared: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    try:
        source = read(shared / "corpus" / "hostile" / "pdf" / f"{name}.pdf")
    except Rejected as reason:
        assert ": " in str(reason)
    else:
        assert all(block.text for block in source.blocks)


def test_a_scan_with_a_stamp_on_it_is_a_scan(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "engine", lambda: None)
    source = read(shared / "corpus" / "un_reports" / "A_79_944.en.pdf")
    assert source.cut[0].startswith("pages 3-41 have no text layer")
