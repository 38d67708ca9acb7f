"""From pages of words to blocks."""

from indexer.formats.source import Block
from indexer.layout.document import blocks
from indexer.layout.page import Page, Word
from tests.indexer.layout.sheet import column, page, words

FULL = "the mission carried out its mandate in the eastern provinces and reported to"


def read(*pages: Page) -> list[Block]:
    return blocks(pages)[0]


def texts(found: list[Block]) -> list[str]:
    return [block.text for block in found]


def test_lines_become_one_paragraph_and_a_gap_begins_another() -> None:
    found = read(page(1, *column(100, 100, FULL, "its headquarters."), *column(100, 142, FULL, "the Council.")))
    assert texts(found) == [f"{FULL} its headquarters.", f"{FULL} the Council."]
    assert {block.style for block in found} == {"paragraph"}


def test_a_numbered_paragraph_keeps_its_number_apart() -> None:
    found = read(page(1, *column(100, 100, f"12. The {FULL}", "it."), *column(100, 142, f"13. The {FULL}", "it.")))
    assert [(block.label, block.text[:11]) for block in found] == [("12.", "The the mis"), ("13.", "The the mis")]


def test_a_number_that_stands_apart_is_joined_to_its_text() -> None:
    found = read(page(1, (100, 100, "7."), (125, 100, FULL), (100, 112, "the Council.")))
    assert [(block.label, block.text) for block in found] == [("7.", f"{FULL} the Council.")]


def test_list_items_are_blocks_of_their_own() -> None:
    listed = column(100, 100, f"{FULL} these:", "(a) Women and girls;", "(b) The armed groups.", "• A third point")
    found = read(page(1, *listed))
    assert [(block.style, block.label) for block in found[1:]] == [
        ("list_item", "(a)"),
        ("list_item", "(b)"),
        ("list_item", "•"),
    ]


def test_a_list_that_runs_on_within_a_sentence_is_no_list() -> None:
    lines = column(100, 100, f"They were (a) the police; {FULL}", "(b) the army of the north.")
    found = read(page(1, *lines))
    assert texts(found) == [f"They were (a) the police; {FULL} (b) the army of the north."]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = page(1, *column(100, 700, FULL, FULL))
    second = page(2, *column(100, 100, "the Council in good time."), *column(100, 130, f"New {FULL}", "him."))
    found = read(first, second)
    assert [(block.page, block.page_end) for block in found] == [(1, 2), (2, 2)]
    assert found[0].text.endswith("reported to the Council in good time.")


def test_a_paragraph_that_ends_with_its_page_does_not_go_on() -> None:
    first = page(1, *column(100, 700, FULL, f"{FULL} it."))
    found = read(first, page(2, *column(100, 100, f"Another {FULL}", "him.")))
    assert [(block.page, block.page_end) for block in found] == [(1, 1), (2, 2)]


def test_words_divided_at_a_line_end_are_made_whole_and_true_hyphens_stay() -> None:
    lines = column(
        100,
        100,
        "the implementation of cost-effective plans and the imple-",
        "mentation of a well-tried and cost-",
        "effective plan with the co-",
        "operation of all.",
    )
    assert texts(read(page(1, *lines))) == [
        "the implementation of cost-effective plans and the implementation of a well-tried and cost-effective plan"
        " with the cooperation of all."
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = column(60, 100, *["words on the left side of it"] * 8)
    right = column(320, 100, *["words on the right side here"] * 8)
    drawn = [line for pair in zip(left, right, strict=True) for line in pair]  # sorted by height, as some files are
    heading = (60, 60, "A heading over both columns of this page of the report and", 14.0, True)
    found = texts(read(page(1, heading, *drawn)))
    assert found[0].startswith("A heading")
    sides = "words on the left side of it " * 8, "words on the right side here " * 8
    assert found[1].split() == "".join(sides).split()


def test_a_table_is_read_row_by_row_with_whole_cells() -> None:
    table = page(
        1,
        (60, 100, "Measure"), (300, 100, "Owner"), (450, 100, "Year"),
        (60, 120, "Close the camp"), (60, 132, "before the rains"), (300, 120, "Support"), (450, 120, "2024"),
        (60, 160, "Hand over files"), (300, 160, "Records"), (450, 160, "2025"),
    )  # fmt: skip
    found = read(table)
    assert texts(found) == [
        "Measure\tOwner\tYear",
        "Close the camp before the rains\tSupport\t2024",
        "Hand over files\tRecords\t2025",
    ]
    assert {block.style for block in found} == {"table"}


def test_headings_are_found_by_type_and_levelled_by_number() -> None:
    found = read(
        page(
            1,
            (200, 60, "Report on the transition", 16.0, True),
            (100, 100, "I. Introduction", 12.0, True),
            *column(100, 130, *[FULL] * 4, "him."),
            (100, 220, "A. Security", 10.0, True),
            *column(100, 240, *[FULL] * 4, "him."),
        )
    )
    assert [(block.style, block.level, block.label) for block in found if block.style != "paragraph"] == [
        ("title", 0, None),
        ("heading", 1, "I."),
        ("heading", 2, "A."),
    ]


def test_an_annex_opens_a_part() -> None:
    found = read(page(1, *column(100, 60, FULL, "him.")), page(2, (250, 60, "Annex II", 12.0, True), (100, 100, FULL)))
    assert ("part", "Annex II") in [(block.style, block.text) for block in found]


def test_a_footnote_is_apart_and_its_call_does_not_stick_to_a_word() -> None:
    call = Word("3", 475, 99, 478, 105, 6.0, glued=True)
    body = [*words(FULL, 100, 100), call, *words("the Council.", 100, 112)]
    note = [Word("3", 100, 699, 103, 705, 5.0), *words("See the earlier report.", 106, 700, 8.0)]
    found = read(Page(1, 600, 800, [*body, *note]))
    assert found[0].text == f"{FULL}[3] the Council."
    assert (found[1].style, found[1].label, found[1].text) == ("footnote", "3", "See the earlier report.")


def test_a_table_of_contents_is_taken_out() -> None:
    contents = page(
        1,
        (250, 60, "Contents", 12.0, True),
        *column(100, 90, f"I. Introduction {'.' * 40} 3", f"II. Observations {'.' * 39} 7", f"III. Annex {'.' * 45} 9"),
    )
    assert texts(read(contents, page(2, *column(100, 60, FULL, "him.")))) == [f"{FULL} him."]


def test_a_page_written_from_right_to_left_keeps_its_order() -> None:
    line = "السلام في الشرق والغرب"
    at, found = 500.0, []
    for part in line.split():
        found.append(Word(part, at - 40, 100, at, 111, 10))
        at -= 45
    assert texts(read(Page(1, 600, 800, found))) == [line]


def test_recognised_pages_are_marked() -> None:
    assert read(page(1, *column(100, 100, FULL), ocr=True))[0].ocr


def test_columns_whose_lines_are_not_level_keep_their_order() -> None:
    left = column(60, 106, *[f"the left side has line {number} here" for number in "abcdefgh"])
    right = column(320, 100, *[f"the right side has line {number} here" for number in "abcdefgh"])
    found = texts(read(page(1, *left, *right)))
    assert [word for text in found for word in text.split() if len(word) == 1] == [*"abcdefgh", *"abcdefgh"]


def test_a_recognised_page_keeps_the_order_of_its_engine() -> None:
    skewed = page(1, (100, 100, "The first line of it"), (230, 104, "and its end,"), (100, 112, "the second"), ocr=True)
    assert texts(read(skewed)) == ["The first line of it and its end, the second"]
