"""Running headers, footers and page numbers."""

import pytest

from indexer.layout.document import blocks
from indexer.layout.page import Page
from tests.indexer.layout.sheet import column, page

TEXTS = ["of the first year in the field", "that nobody had foreseen at all", "as the Council had asked it to"]


def report(*margins: tuple[str, str]) -> list[Page]:
    """Three pages of text, each with a header and a footer."""
    return [
        page(number, (100, 30, head), *column(100, 100, f"Words {text}", f"{text}."), (100, 770, foot))
        for number, (text, (head, foot)) in enumerate(zip(TEXTS, margins, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("head", "foot", "label"),
    [
        ("S/2025/154", "25-00123 {}/25", "{}"),
        ("Report of the mission", "{}", "{}"),
        ("Report of the mission, page {}", "*2500123*", None),
        ("Report of the mission", "- {} -", "{}"),
        ("Report of the mission", "Page {} of 9", "{}"),
    ],
)
def test_margins_are_taken_out_and_kept(head: str, foot: str, label: str | None) -> None:
    pages = report(*[(head.format(number), foot.format(number)) for number in (1, 2, 3)])
    found, furniture = blocks(pages)
    assert [block.text for block in found if block.page == 2] == [f"Words {TEXTS[1]} {TEXTS[1]}."]
    assert head.format(2) in furniture
    if "25-" not in foot:
        assert [block.page_label for block in found if block.page == 2] == [label.format(2) if label else None]


def test_numbered_annexes_at_the_top_of_pages_are_no_furniture() -> None:
    pages = report(("Annex 1", "7"), ("Annex 3", "8"), ("Annex 4", "9"))
    assert [block.text for block in blocks(pages)[0] if block.text.startswith("Annex")] == [
        "Annex 1",
        "Annex 3",
        "Annex 4",
    ]


def test_printed_numbers_may_differ_from_physical_ones() -> None:
    found, _ = blocks(report(("Title", "11"), ("Title", "12"), ("Title", "13")))
    assert {block.page_label for block in found} == {"11", "12", "13"}


def test_pages_that_only_repeat_each_other_keep_their_text() -> None:
    found, _ = blocks([page(number, (100, 100, f"Potato {number}")) for number in (1, 2, 3)])
    assert [block.text for block in found] == ["Potato 1", "Potato 2", "Potato 3"]
