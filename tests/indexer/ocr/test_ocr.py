"""Recognition of pictures of text."""

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from indexer.formats.pdf import Pdf
from indexer.formats.pdfium import Document
from indexer.formats.source import Limits
from indexer.layout.page import Word
from indexer.ocr import pages, rapidocr, tesseract
from indexer.ocr.engine import Engine, Picture, TooSlowError
from tests.conftest import skip_or_fail
from tests.indexer.formats.paper import scan

LINES = ["The water supply was the largest problem", "of the camp and of the people in it."]


class Slow:
    """An engine that reads one page and is late for all others."""

    name, dpi = "slow", 50

    def __init__(self) -> None:
        self.calls: list[Sequence[str]] = []

    def words(self, picture: Picture, languages: Sequence[str], seconds: float) -> list[Word]:
        self.calls.append(languages)
        if len(self.calls) > 1:
            raise TooSlowError
        assert picture.pgm.startswith(b"P5 ")
        return [Word(each, 10, 10, 60, 20, 10) for each in ["the"] * 20]


def engine(name: str) -> Engine:
    found: dict[str, tuple[bool, Engine]] = {
        "tesseract": (tesseract.installed(), tesseract.Tesseract()),
        "rapidocr": (rapidocr.installed(), rapidocr.RapidOcr()),
    }
    there, made = found[name]
    if not there:
        skip_or_fail(f"{name} is not installed")
    return made


@pytest.mark.parametrize("name", ["tesseract", "rapidocr"])
def test_an_engine_reads_a_scanned_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    made = engine(name)
    monkeypatch.setattr(pages, "engine", lambda: made)
    source = Pdf().read(scan(tmp_path / "a.pdf", LINES), Limits())
    assert [block.text for block in source.blocks] == [" ".join(LINES)]
    assert [(block.ocr, block.page) for block in source.blocks] == [(True, 1)]
    assert source.cut == []


def test_pages_for_which_the_time_is_over_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    monkeypatch.setattr(pages, "engine", lambda: slow)
    source = Pdf().read(scan(tmp_path / "a.pdf", *[LINES] * 4), Limits())
    assert source.cut == ["pages 2-4 were not recognised: the time allowed for OCR was over"]
    assert {block.page for block in source.blocks} == {1}
    assert list(slow.calls[0]) == ["en", "fr", "es"]
    assert list(slow.calls[1]) == ["en"]


def test_an_engine_stops_at_its_deadline(tmp_path: Path) -> None:
    made = engine("tesseract")
    document = Document(scan(tmp_path / "a.pdf", LINES))
    picture = Picture(*document.picture(0, 300))
    document.close()
    with pytest.raises(TooSlowError):
        made.words(picture, ["en"], 0.01)


def test_no_time_left_means_no_page() -> None:
    def no_picture(index: int) -> Picture:
        raise AssertionError(index)

    assert pages.recognise([0, 1], no_picture, Slow(), "", time.monotonic()) == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the lessons of the mission and the people that it served for which the Council had asked " * 2, ["en"]),
        ("les leçons de la mission et des personnes que le Conseil a entendues dans une salle pour les autres", ["fr"]),
        ("las lecciones de la misión y los asuntos del Consejo para una paz que se mantenga con el tiempo", ["es"]),
        ("A/45/696", ["en", "fr", "es"]),
    ],
)
def test_the_language_is_guessed_by_common_words(text: str, language: list[str]) -> None:
    assert list(pages.languages(text)) == language
