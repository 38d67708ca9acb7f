"""Words to lines, and the characters in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.layout.characters import readable, tidy
from indexer.layout.document import blocks
from indexer.layout.hyphens import Lexicon
from indexer.layout.lines import lines
from indexer.layout.page import Page, Word
from tests.indexer.layout.sheet import words


def test_a_wide_gap_parts_a_row() -> None:
    row = [*words("left part", 60, 100), *words("right part", 200, 100)]
    assert [line.text for line in lines(row)] == ["left part", "right part"]


def test_a_gap_that_stands_out_parts_cells() -> None:
    row = [*words("the cost of it", 60, 100), *words("Low: no impact", 143, 100)]
    assert [line.text for line in lines(row)] == ["the cost of it", "Low: no impact"]
    assert len(lines(row, scanned=True)) == 1


@pytest.mark.parametrize(("unit", "expected"), [("km", "km²"), ("Council", "Council[2]")])
def test_raised_numbers(unit: str, expected: str) -> None:
    raised = Word("2", 60 + 5 * len(unit), 98, 64 + 5 * len(unit), 104, 6, glued=True)
    assert lines([*words(unit, 60, 100), raised])[0].text == expected


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("e\ufb03cient", "efficient"),
        ("co\xadoperation", "cooperation"),
        ("imple\ufffe", "imple-"),
        ("Co\u0302te", "Côte"),
        ("a\x01b", "ab"),
        ("\ufe8e\ufedf", "ال"),
        ("维和", "维和"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


def test_garbage_is_not_readable() -> None:
    assert readable("The mission – in brief\ufffe")
    assert not readable("\x01\x02\x03 a")
    assert not readable("\ue001\ue002 \ue003")
    assert not readable(" ")


@pytest.mark.parametrize(
    ("written", "parts", "joined"),
    [
        ("implementation", ["the imple-", "mentation of"], "the implementation of"),
        ("co-operation", ["the co-", "operation of"], "the co-operation of"),
        ("troop and police", ["troop-", "and police-contributing"], "troop- and police-contributing"),
        ("", ["the Guinea-", "Bissau case"], "the Guinea-Bissau case"),
        ("contingent owned", ["contingent-", "owned equipment"], "contingent-owned equipment"),
        ("", ["2020-", "2021"], "2020-2021"),
        ("", ["维持", "和平"], "维持和平"),
    ],
)
def test_hyphens(written: str, parts: list[str], joined: str) -> None:
    assert Lexicon([written]).join(parts) == joined


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=8).filter(str.strip),
            *[st.floats()] * 4,
            st.floats(),
        ),
        max_size=40,
    ),
    st.booleans(),
)
def test_no_page_breaks_it(raw: list[tuple[str, float, float, float, float, float]], scanned: bool) -> None:
    page = [Word("".join(text.split()), *places) for text, *places in raw]
    found, furniture = blocks([Page(1, 600, 800, page, ocr=scanned), Page(2, 0, 0, page)])
    assert all(block.text for block in found)
    assert all(furniture)
