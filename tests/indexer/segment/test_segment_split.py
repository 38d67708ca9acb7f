"""Long paragraphs in pieces of whole sentences."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.segment.split import LONGEST, split_long


def test_short_text_stays_whole() -> None:
    assert list(split_long("One. Two.")) == ["One. Two."]


def test_pieces_end_with_sentences() -> None:
    pieces = list(split_long(" ".join(["The convoy left the camp before the rains began."] * 120)))
    assert len(pieces) > 1
    assert all(piece.endswith(".") and len(piece) <= LONGEST for piece in pieces)


@given(st.text(alphabet="ab .!A\n", max_size=9_000))
def test_no_word_is_lost(text: str) -> None:
    pieces = list(split_long(text))
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= LONGEST for piece in pieces)
