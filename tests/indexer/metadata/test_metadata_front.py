"""The masthead, however its lines were joined, and where the body begins."""

import pytest

from indexer.formats.source import Block
from indexer.metadata.front import find_front
from indexer.metadata.masthead import is_masthead


@pytest.mark.parametrize(
    "text",
    [
        "United Nations S/2025/154",
        "Security Council Distr.: General 14 March 2025 Original: English",
        "General Assembly Security Council Seventy-ninth session Eightieth year",
        "Agenda items 62, 80 and 110",
        "New York, 17 February–14 March 2025",
        "Item 6 (b) of the provisional agenda*",
        "25-08614 (E) 100625",
        "*2508614*",
        "Naciones Unidas | A/AC.292/2024/3",
        "29 de abril de 2024 Español Original: inglés",
        "Conseil de sécurité Distr. générale",
    ],
)
def test_masthead_lines(text: str) -> None:
    assert is_masthead(text)


@pytest.mark.parametrize(
    "text",
    ["United Nations Mission in Liberia", "Report of the Secretary-General", "The Security Council met on 3 May 2001."],
)
def test_other_lines(text: str) -> None:
    assert not is_masthead(text)


def blocks(*texts: str) -> list[Block]:
    return [Block(text, page=1) for text in texts]


def test_the_body_begins_with_the_first_section_or_paragraph() -> None:
    masthead = ("United Nations S/2011/7", "Security Council Distr.: General 3 May 2011")
    found = find_front(blocks(*masthead, "A title", "I. Introduction", "Text."))
    assert found.united_nations
    assert found.body == 3
    assert [heading.text for heading in found.headings] == ["A title"]


def test_a_masthead_read_after_the_body_is_still_one() -> None:
    found = find_front(blocks("A title", "1. It began in May.", "United Nations A/HRC/9/1", "Distr.: General"))
    assert found.body == 1
    assert found.taken == {2, 3}


def test_elsewhere_a_date_line_is_text() -> None:
    found = find_front(blocks("Lessons from the move", "Bamako, 3 May 2014", "The camp was moved in nine days."))
    assert not found.united_nations
    assert not found.taken
