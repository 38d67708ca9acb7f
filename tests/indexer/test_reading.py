"""A file's reading as a whole: outcome, offsets, title passage, hostile text."""

import time
from pathlib import Path

import pytest

from indexer.formats.source import Block, Source
from indexer.reading import JOINT, assemble

MEMO = Source(
    "docx",
    (
        Block("After-action review of the closing of the Gao camp", "title"),
        Block("Lessons", "heading", 1),
        Block("The gate of the camp was too narrow for the trucks that came to take the containers away.", label="1."),
        Block(
            "It was widened in the second week, when half of the convoys had already left for the south.", label="2."
        ),
        Block("The plan of the closing had been made for a camp with two gates, and nobody had looked at it since."),
        Block("Les camions qui arrivaient de la ville étaient trop larges pour la porte et ont dû attendre."),
    ),
)


def test_a_document_is_read() -> None:
    reading = assemble(MEMO, "memo.docx")
    assert (reading.outcome, reading.format, reading.metadata.doc_type) == ("ok", "docx", "after_action_review")
    assert [passage.layout for passage in reading.passages] == ["title", *["paragraph"] * 4]
    assert [passage.language for passage in reading.passages] == [*[None] * 4, "fr"]


def test_offsets_are_those_of_the_joined_text() -> None:
    passages = assemble(MEMO, "memo.docx").passages
    whole = JOINT.join(passage.text for passage in passages)
    assert all(whole[passage.start : passage.end] == passage.text for passage in passages)


def test_what_was_cut_makes_it_partial() -> None:
    reading = assemble(Source("pdf", MEMO.blocks, cut=("page 3 is damaged",)), "memo.pdf")
    assert (reading.outcome, reading.reason) == ("partial", "page 3 is damaged")


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ((), "no text"),
        ((Block("12 / 34"),), "no text"),
        ((Block("404 Not Found"),), "an archive's error page, not a document"),
    ],
)
def test_no_documents(blocks: tuple[Block, ...], reason: str) -> None:
    reading = assemble(Source("pdf", blocks), "x.pdf")
    assert (reading.outcome, reading.reason, reading.passages) == ("rejected", reason, ())


@pytest.mark.parametrize("text", [" a", "A/", "(a) ", "Annex ", "1.a ", "[*", "A. . . "])
def test_hostile_text_does_not_hang(text: str) -> None:
    start = time.perf_counter()
    assemble(Source("txt", (Block((text * 2_000_000)[:2_000_000]),)), "x.txt")
    assert time.perf_counter() - start < 20


def test_the_masthead_of_a_real_report_is_no_passage(shared: Path) -> None:
    pdf = pytest.importorskip("indexer.formats.pdf")
    limits = pytest.importorskip("indexer.formats.source").Limits()
    path = shared / "corpus/un_reports/S_2025_350.en.pdf"
    reading = assemble(pdf.Pdf().read(path, limits), path.name)
    assert (reading.metadata.symbol, reading.metadata.date) == ("S/2025/350", "2025-06-03")
    assert sum(passage.layout == "title" for passage in reading.passages) == 1
    assert [p.paragraph for p in reading.passages if p.layout == "paragraph" and p.paragraph][:4] == [
        "1",
        "2",
        "3",
        "4",
    ]
