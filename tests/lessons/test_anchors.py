"""A decision finds its document and passage again, or says that it does not."""

import pytest
from making import document, passages

from lessons.anchors import Anchor, Place, anchored, find_document, find_passage

SHA, OTHER = "a" * 64, "b" * 64
ANCHOR = Anchor("x", SHA, "/reports/x.pdf")


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([Place("x", OTHER, "/elsewhere")], "x"),
        ([Place("x", SHA, "/reports/x.pdf", removed=True), Place("y", SHA, "/reports/x.pdf")], None),
        ([Place("y", SHA, "/elsewhere")], "y"),
        ([Place("y", SHA, "/elsewhere"), Place("z", SHA, "/reports/x.pdf")], "z"),
        ([Place("y", OTHER, "/reports/x.pdf")], "y"),
        ([Place("y", SHA, "/elsewhere"), Place("z", OTHER, "/reports/x.pdf")], "y"),
        ([Place("y", OTHER, "/elsewhere")], None),
        ([], None),
    ],
)
def test_a_document_by_id_then_fingerprint_then_path(places: list[Place], found: str | None) -> None:
    assert find_document(ANCHOR, {place.id: place for place in places}) == found


FIRST = "The camps were closed before the rains, and the wells were filled with sand by the engineers."
LINES = (FIRST, "One line of no great length.", "The camps were closed.", "A second line.", "The camps were closed.")


def anchor_of(place: int) -> Anchor:
    stored = passages("a", *LINES)
    return anchored(document("a"), stored[place], stored)


@pytest.mark.parametrize(
    ("changed", "ordinal"),
    [
        (LINES, 0),
        (("New opening words.", *LINES), 1),
        ((FIRST.upper().replace(",", ";"), *LINES[1:]), 0),
        ((FIRST.replace("filled", "quickly filled").replace("sand", "gravel"), *LINES[1:]), 0),
        (LINES[1:], None),
        (("The camps were opened after the harvest, and the roads were mended by the villagers.",), None),
    ],
)
def test_a_passage_by_its_words_even_where_some_changed(changed: tuple[str, ...], ordinal: int | None) -> None:
    found = find_passage(anchor_of(0), passages("b", *changed))
    assert (found.ordinal if found else None) == ordinal


def test_repeated_words_are_told_apart_by_their_neighbours() -> None:
    again = passages("a", *LINES[2:])
    assert find_passage(anchor_of(4), again) == again[2]
    assert find_passage(anchor_of(2), passages("a", *LINES)) == passages("a", *LINES)[2]


def test_two_candidates_that_are_equally_near_are_none() -> None:
    near = FIRST.replace("sand", "mud"), FIRST.replace("sand", "gravel")
    assert find_passage(anchor_of(0), passages("a", "Before.", near[0], "Between.", near[1])) is None


def test_a_script_without_blanks() -> None:
    stored = passages("a", "维持和平行动的经验教训应当及时记录并分享给其他特派团")
    anchor = anchored(document("a"), stored[0], stored)
    changed = passages("a", "维持和平行动的经验教训应当尽快记录并分享给其他特派团", "另一段完全不同的文字")
    assert find_passage(anchor, changed) == changed[0]
