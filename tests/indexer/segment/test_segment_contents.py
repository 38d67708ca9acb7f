"""Tables of contents leave, text stays."""

from indexer.formats.source import Block
from indexer.segment.contents import without_contents


def left(*texts: str) -> list[str]:
    return [block.text for block in without_contents([Block(text) for text in texts])]


def test_a_table_of_contents_is_taken_out() -> None:
    assert left(
        "Contents", "Page", "I. Introduction ........... 2", "II. The long way to the closing of",
        "the camp ........ 4", "I. Introduction", "The camp was closed.",
    ) == ["I. Introduction", "The camp was closed."]  # fmt: skip


def test_entries_without_leaders_go_with_their_heading() -> None:
    assert left("Table des matières", "Introduction 1", "Enseignements 12", "Le camp a été fermé en juin.") == [
        "Le camp a été fermé en juin."
    ]


def test_text_that_ends_in_a_number_stays() -> None:
    assert left("The mission closed camp 12") == ["The mission closed camp 12"]
