import json

from hypothesis import given
from hypothesis import strategies as st

from lessons.engines.protocol import Hit
from lessons.search.diversity import AROUND, BLOCK, MOST, NEIGHBOURS, span, spread


def hits(documents: str) -> list[Hit]:
    return [Hit(f"p{number}", 100.0 - number, 0, (name, number), b"") for number, name in enumerate(documents)]


def test_a_document_does_not_fill_the_page() -> None:
    order = spread(hits("a" * 12 + "bcdefghi"))
    assert [hit.sequence[0] for hit in order[:NEIGHBOURS]].count("a") == MOST
    assert [hit.id for hit in order[MOST - 1 : MOST + 2]] == [f"p{MOST - 1}", "p12", "p13"]


def test_one_document_alone_keeps_its_order() -> None:
    assert spread(hits("a" * 30)) == hits("a" * 30)


@given(st.text("abcd", max_size=120))
def test_nothing_is_lost_and_blocks_stand_for_themselves(documents: str) -> None:
    found = hits(documents)
    order = spread(found)
    assert sorted(hit.id for hit in order) == sorted(hit.id for hit in found)
    assert order[:BLOCK] == spread(found[:BLOCK])


@given(st.integers(0, 500), st.integers(1, 200))
def test_a_page_lies_within_its_blocks(offset: int, size: int) -> None:
    first, last = span(offset, size)
    assert first <= offset and offset + size <= last
    assert first % BLOCK == last % BLOCK == 0


def test_enough_other_documents_keep_every_window_mixed() -> None:
    order = spread(hits("a" * 9 + "b" * 9 + "c" * 9))
    windows = [[hit.sequence[0] for hit in order[start : start + NEIGHBOURS]] for start in range(10)]
    assert all(window.count(name) <= MOST for window in windows for name in "abc")


def test_a_much_worse_passage_does_not_go_before_a_good_one() -> None:
    good = [Hit(f"p{number}", 20.0, 0, ("a", number), b"") for number in range(12)]
    poor = [Hit(f"q{number}", 5.0, 0, ("b", number), b"") for number in range(5)]
    assert spread([*good, *poor]) == [*good, *poor]


def saying(*texts: str) -> list[Hit]:
    return [
        Hit(f"p{number}", 100.0 - number, 0, (f"d{number}", 0), json.dumps({"text": text}).encode())
        for number, text in enumerate(texts)
    ]


def test_what_repeats_a_better_passage_word_for_word_comes_last() -> None:
    order = spread(
        saying("Closure of the Meeting.", "CLOSURE of the meeting", "A lesson.", "Another.", "Closure of the Meeting.")
    )
    assert [hit.id for hit in order] == ["p0", "p2", "p3", "p1", "p4"]


def test_texts_without_letters_do_not_repeat_each_other() -> None:
    assert [hit.id for hit in spread(saying("...", "***", ""))] == ["p0", "p1", "p2"]


def test_a_query_that_looks_around_sees_more_documents() -> None:
    order = spread(hits("a" * 12 + "bcdefghi"), looks_around=True)
    assert [hit.sequence[0] for hit in order[:NEIGHBOURS]].count("a") == AROUND[0]
