"""The small parts: marking, wording, paging, addresses."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.errors import UserError
from lessons.query.state import SearchState
from lessons.records import Annotation
from lessons.search.searcher import clean_code
from web import address, urls
from web.chips import years_words
from web.marking import Segment, annotated, highlighted
from web.paging import paging
from web.wording import date, kind, number, pages


def test_a_snippet_is_marked_and_its_cuts_shown() -> None:
    assert highlighted("camps open", [(0, 5)], before=True, after=True) == [
        Segment("… "),
        Segment("camps", marked=True),
        Segment(" open"),
        Segment(" …"),
    ]
    assert highlighted("camps", []) == [Segment("camps")]


@given(st.text(min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=8))
def test_annotations_never_change_a_text(text: str, spans: list[tuple[int, int]]) -> None:
    annotations = [Annotation(start, end, text[start:end], "theme", "x.y", "Y", "rule") for start, end in spans]
    segments = annotated(text, annotations)
    assert "".join(segment.text for segment in segments) == text
    covered = {i for start, end in spans if end <= len(text) for i in range(start, end)}
    marked = set()
    position = 0
    for segment in segments:
        if segment.vocabulary:
            marked |= set(range(position, position + len(segment.text)))
        position += len(segment.text)
    assert marked == covered


def test_overlapping_annotations_are_all_named() -> None:
    found = annotated(
        "UNMEER",
        [
            Annotation(0, 6, "UNMEER", "mission", "UNMEER", "Mission for Ebola", "mission.acronym"),
            Annotation(0, 6, "UNMEER", "theme", "humanitarian.health", "Health", "theme.acronym"),
        ],
    )
    assert len(found) == 1
    assert "Mission for Ebola" in found[0].title and "Health" in found[0].title


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-03-04", "4 March 2025"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        (None, ""),
        ("2025-13-01", "2025"),
        ("2025-00-00", "2025"),
    ],
)
def test_dates(iso: str | None, words: str) -> None:
    assert date(iso) == words


def test_kinds_carry_their_status() -> None:
    assert kind("good_practice", "candidate") == "Good practice (candidate)"
    assert kind("lesson", "validated") == "Lesson (validated)"
    assert kind("lesson", "candidate", 0.3) == "Lesson (candidate, unsure)"
    assert kind("lesson", "validated", 0.3) == "Lesson (validated)"
    assert kind("narrative", None) == "Narrative"


def test_places() -> None:
    assert (
        pages({"page": 7, "page_end": 8, "page_label": "7", "paragraph": "12", "part": "annex"})
        == "annex, para. 12, pp. 7–8"
    )
    assert pages({"page": 7, "page_end": 7, "page_label": "5", "paragraph": None}) == "p. 7 (printed 5)"
    assert pages({"page": None, "page_end": None, "page_label": None, "heading": ["A", "B"]}) == ""


def test_numbers_and_years() -> None:
    assert [number(0, "passage"), number(1, "passage"), number(1204, "passage")] == [
        "0 passages",
        "1 passage",
        "1,204 passages",
    ]
    assert [years_words(years) for years in ((2004, 2010), (2004, 2004), (2004, None), (None, 2010))] == [
        "2004 to 2010",
        "2004",
        "from 2004",
        "until 2010",
    ]


def test_pages_near_and_far() -> None:
    found = paging(10, 1000, 10, str)
    assert found is not None
    assert [step.text for step in found.steps] == ["1", "…", "8", "9", "10", "11", "12", "…", "100"]
    assert (found.previous, found.next) == ("9", "11")
    assert paging(1, 10, 10, str) is None
    past = paging(50, 25, 10, str)
    assert past is not None
    assert (past.previous, past.next) == ("3", "")


def test_addresses_read_as_they_were_written() -> None:
    state = SearchState(
        'camps "a b" é&=',
        (("country", "LBR"), ("theme", "security.ddr")),
        (("kind", "lesson"),),
        (2004, None),
        "newest",
        2,
        25,
        False,
    )
    pairs = parse_qsl(urlsplit(urls.search(state)).query)
    assert address.state(pairs) == state
    assert address.is_canonical(pairs, state)


def test_the_two_fields_of_years_are_one_range() -> None:
    assert address.state([("from", "2004"), ("to", "")]).years == (2004, None)
    assert address.state([("from", ""), ("to", " 2010 ")]).years == (None, 2010)
    assert address.state([("from", ""), ("to", "")]).years == (None, None)
    assert address.year_fields(SearchState(years=(None, 2010))) == ("", "2010")
    with pytest.raises(UserError):
        address.state([("from", "MMIV")])


def test_ids_are_escaped_in_addresses() -> None:
    assert urls.passage("a/../b?c#d") == "/passages/a%2F..%2Fb%3Fc%23d"
    assert clean_code("country", "Liberia") == "LBR"
