"""Paragraph numbers as a citation says them."""

from indexer.segment.numbering import Numbering, main_sequence


def cited(*labels: str) -> list[str | None]:
    numbering = Numbering()
    return [numbering.label(label, main) for label, main in zip(labels, main_sequence(labels), strict=True)]


def test_letters_and_numerals_hang_on_their_number() -> None:
    assert cited("12.", "(a)", "(b)", "(i)", "(ii)", "(c)", "13.") == [
        "12", "12 (a)", "12 (b)", "12 (b) (i)", "12 (b) (ii)", "12 (c)", "13",
    ]  # fmt: skip


def test_letter_i_follows_h() -> None:
    assert cited("7.", "(h)", "(i)", "(j)")[2] == "7 (i)"


def test_a_list_of_its_own() -> None:
    assert cited("(a)", "b)", "•") == ["(a)", "(b)", "(b)"]


def test_a_bullet_belongs_to_its_paragraph() -> None:
    assert cited("4.", "•", "•", "5.") == ["4", "4", "4", "5"]


def test_decimal_numbers() -> None:
    assert cited("129.", "129.1.", "129.2", "3.1.2") == ["129", "129.1", "129.2", "3.1.2"]


def test_a_numbered_list_within_a_paragraph() -> None:
    assert cited("6.", "7.", "1.", "2.", "3.", "8.") == ["6", "7", "7.1", "7.2", "7.3", "8"]
    assert cited("6.", "7.", "(1)", "(2)", "8.") == ["6", "7", "7 (1)", "7 (2)", "8"]
    assert cited("7.", "1.", "(a)", "(b)", "2.", "8.") == ["7", "7.1", "7 (a)", "7 (b)", "7.2", "8"]


def test_a_list_longer_than_its_paragraphs_number() -> None:
    assert main_sequence(["7.", *(f"{n}." for n in range(1, 17)), "8.", "9."])[-2:] == [8, 9]


def test_numbers_that_begin_anew() -> None:
    assert main_sequence(["1.", "2.", "3.", "1.", "2."]) == [1, 2, 3, 1, 2]


def test_a_year_or_a_quantity_is_no_paragraph() -> None:
    assert main_sequence(["11.", "12.", "350.", "13."]) == [11, 12, None, 13]


def test_a_heading_ends_the_paragraph() -> None:
    numbering = Numbering()
    numbering.label("4.", 4)
    numbering.heading()
    assert numbering.label("(a)", None) == "(a)"
