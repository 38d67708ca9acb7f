"""Heading paths from printed labels and from levels."""

import pytest

from indexer.formats.source import Block
from indexer.segment.headings import HeadingPath, is_heading, looks_like_heading


def path(*headings: tuple[str, int]) -> tuple[str, ...]:
    stack = HeadingPath()
    for text, level in headings:
        stack.push(Block(text, "heading", level))
        stack.use()
    return stack.use()


def test_labels_nest_without_levels() -> None:
    assert path(("II. Work", 0), ("A. Police", 0), ("1. Patrols", 0), ("At night", 0)) == (
        "II. Work", "A. Police", "1. Patrols", "At night",
    )  # fmt: skip
    assert path(("II. Work", 0), ("A. Police", 0), ("1. Patrols", 0), ("B. Camps", 0)) == ("II. Work", "B. Camps")
    assert path(("I. Work", 0), ("A. Police", 0), ("II. Means", 0)) == ("II. Means",)


def test_levels_decide_between_plain_headings() -> None:
    assert path(("Work", 1), ("Police", 2), ("Camps", 2)) == ("Work", "Camps")


def test_plain_headings_without_levels_are_sisters() -> None:
    assert path(("Work", 0), ("Means", 0)) == ("Means",)


def test_a_heading_without_text_joins_the_next() -> None:
    stack = HeadingPath()
    assert stack.push(Block("Lessons for the closing", "heading")) == []
    assert stack.push(Block("of large camps", "heading")) == []
    assert stack.use() == ("Lessons for the closing of large camps",)


def test_a_labelled_heading_without_text_is_handed_back() -> None:
    stack = HeadingPath()
    stack.push(Block("A. Nothing to say", "heading"))
    assert stack.push(Block("B. Something", "heading")) == ["A. Nothing to say"]


@pytest.mark.parametrize("text", ["I. INTRODUCTION", "B. Police component", "RECOMMENDATIONS"])
def test_plain_text_that_reads_as_a_heading(text: str) -> None:
    assert looks_like_heading(text)


@pytest.mark.parametrize("text", ["A. The camp was closed.", "12. Patrols", "UN", "The camp was closed"])
def test_plain_text_that_does_not(text: str) -> None:
    assert not looks_like_heading(text)


def test_bold_sentences_are_no_headings() -> None:
    bold = "The mission should plan its closure from the very first day of its existence, and say so openly."
    assert not is_heading(Block(bold, "heading"))
    assert is_heading(Block("Plan closure from the first day", "heading"))
