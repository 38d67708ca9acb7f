"""From blocks to passages: numbers, paths, joins, fragments."""

from indexer.formats.source import Block
from indexer.segment.passages import segment
from lessons.records import Passage


def para(text: str, label: str | None = None, page: int = 1) -> Block:
    return Block(text, label=label, page=page)


def texts(passages: list[Passage]) -> list[str]:
    return [passage.text for passage in passages]


def test_number_and_path_of_a_paragraph() -> None:
    (passage,) = segment([Block("Lessons", "heading", 1), para("The gate was too narrow.", "12.")], 3)
    assert (passage.paragraph, passage.heading, passage.part, passage.page) == ("12", ("Lessons",), 3, 1)


def test_a_printed_number_is_taken_from_the_text() -> None:
    (passage,) = segment([para("4. The gate was too narrow.")], 0)
    assert (passage.paragraph, passage.text) == ("4", "The gate was too narrow.")


def test_items_and_what_follows_them() -> None:
    found = segment(
        [
            para("Three things were learned:", "7."), Block("plan early;", "list_item", 1, "(a)", 1),
            Block("tell everyone.", "list_item", 1, "(b)", 1), para("These apply to every camp."),
            para("The next camp was easier.", "8."), para("A last word of thanks to the drivers."),
        ],
        0,
    )  # fmt: skip
    assert [passage.paragraph for passage in found] == ["7", "7 (a)", "7 (b)", "7", "8", None]
    assert [passage.layout for passage in found] == ["paragraph", "list_item", "list_item", *["paragraph"] * 3]


def test_a_paragraph_goes_on_after_a_footnote() -> None:
    found = segment(
        [
            para("The gate was widened and", "3.", 1),
            Block("1 See the plan.", "footnote", page=1),
            para("moved.", None, 2),
        ],
        0,
    )
    assert texts(found) == ["The gate was widened and moved.", "1 See the plan."]
    assert (found[0].page, found[0].page_end, found[1].layout, found[1].paragraph) == (1, 2, "footnote", None)


def test_stray_words_find_a_home() -> None:
    found = segment(
        [para("(Signed) Ada Lovelace"), para("Permanent Representative"), para("Chair"), para("*2508614*")], 0
    )
    assert texts(found) == ["(Signed) Ada Lovelace Permanent Representative Chair"]


def test_a_stray_word_before_a_paragraph_opens_it() -> None:
    assert texts(segment([para("Members:"), para("The board had five members from the region.")], 0)) == [
        "Members: The board had five members from the region."
    ]


def test_a_heading_without_text_is_not_lost() -> None:
    found = segment(
        [Block("A. Camps", "heading"), para("They were closed."), Block("B. Roads to the camps", "heading")], 0
    )
    assert texts(found) == ["They were closed.", "B. Roads to the camps"]


def test_a_caption_heads_no_paragraphs() -> None:
    found = segment(
        [Block("II. Camps", "heading"), Block("Figure I", "heading"), para("The camps closed one by one.", "5.")], 0
    )
    assert found[-1].heading == ("II. Camps",)


def test_short_rows_make_one_table() -> None:
    found = segment([Block("Camp\t2013", "table", page=1), Block("Road\t2014", "table", page=1)], 0)
    assert texts(found) == ["Camp\t2013\nRoad\t2014"]
    assert found[0].layout == "table"


def test_a_long_paragraph_keeps_its_number() -> None:
    found = segment([para("The convoy left the camp before the rains. " * 100, "9.")], 0)
    assert len(found) > 1
    assert {passage.paragraph for passage in found} == {"9"}
