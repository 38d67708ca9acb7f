from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.errors import UnknownCode, UserError
from lessons.facets import BY_NAME
from lessons.query.state import SORTS, SearchState, parse_number, parse_years, years_text
from lessons.search.searcher import clean_code
from lessons.settings import MAX_PAGE_SIZE

CODES = {
    "country": ["LBR", "SLE", "XKX"],
    "mission": ["UNMIL", "MINUSMA"],
    "theme": ["security", "security.ddr"],
    "kind": ["lesson", "narrative"],
    "doc_type": ["evaluation"],
    "originator": ["mission"],
    "year": ["2004", "2010"],
    "language": ["fr", "en"],
    "status": ["candidate"],
}
pairs = st.sampled_from([(facet, code) for facet, codes in CODES.items() for code in codes])
years = st.one_of(st.none(), st.integers(0, 9999))


@st.composite
def states(draw: st.DrawFn) -> SearchState:
    first, last = draw(years), draw(years)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return SearchState(
        query=draw(st.text().map(str.strip)),
        chosen=tuple(draw(st.lists(pairs, unique=True))),
        excluded=tuple(draw(st.lists(pairs, unique=True))),
        years=(first, last),
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.integers(1, 10**12)),
        size=draw(st.integers(1, MAX_PAGE_SIZE)),
        expand=draw(st.booleans()),
    )


def read(*given: tuple[str, str]) -> SearchState:
    return SearchState.from_parameters(given, clean_code)


@given(states())
def test_a_url_brings_the_state_back(state: SearchState) -> None:
    assert SearchState.from_parameters(state.parameters(), clean_code) == state


@given(states(), pairs)
def test_a_choice_can_be_added_and_taken_back(state: SearchState, pair: tuple[str, str]) -> None:
    facet, code = pair
    added = state.with_code(facet, code)
    assert code in added.codes(facet)
    assert added.with_code(facet, code) == added
    taken = added.without_code(facet, code)
    assert code not in taken.codes(facet)
    assert taken.page == 1
    if pair not in state.chosen:
        assert added.page == 1
        assert taken == replace(state, page=1)


@given(states(), pairs)
def test_an_exclusion_can_be_taken_back(state: SearchState, pair: tuple[str, str]) -> None:
    excluding = replace(state, excluded=tuple(dict.fromkeys((*state.excluded, pair))))
    taken = excluding.without_exclusion(*pair)
    assert pair not in taken.excluded
    assert {*taken.excluded, pair} == {*excluding.excluded}
    assert (taken.chosen, taken.page) == (state.chosen, 1)


def test_defaults_spell_nothing() -> None:
    assert SearchState().parameters() == []
    assert read() == SearchState()


def test_values_are_cleaned_and_kept_once() -> None:
    state = read(
        ("country", "Liberia"), ("country", "LBR"), ("exclude", "doc-type=evaluation"), ("exclude", "kind:lesson")
    )
    assert state.chosen == (("country", "LBR"),)
    assert state.excluded == (("doc_type", "evaluation"), ("kind", "lesson"))


def test_a_range_may_come_as_year() -> None:
    assert read(("year", "2004..2010")).years == (2004, 2010)
    assert read(("year", "2004")).chosen == (("year", "2004"),)


def test_unknown_names_and_empty_values_are_ignored() -> None:
    assert read(("utm_source", "x"), ("country", ""), ("page", " "), ("q", "  a  ")) == SearchState("a")


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("country", "Atlantis", "unknown"),
        ("year", "20044", "four digits"),
        ("years", "2010..2004", "write 2004..2010"),
        ("years", "last year", "write 2004..2010"),
        ("years", "20042010", "write 2004..2010"),
        ("sort", "best", "relevance, newest, oldest"),
        ("page", "0", "from 1 to"),
        ("page", "-1", "from 1 to"),
        ("page", "9" * 5000, "from 1 to"),
        ("page", "²", "from 1 to"),
        ("size", "1000", f"from 1 to {MAX_PAGE_SIZE}"),
        ("exclude", "colour=red", "FIELD=CODE"),
        ("exclude", "country", "FIELD=CODE"),
        ("exclude", "country=Atlantis", "unknown"),
    ],
)
def test_a_bad_value_names_the_mend(name: str, value: str, mend: str) -> None:
    with pytest.raises(UserError, match=mend) as caught:
        read((name, value))
    assert "\n" not in str(caught.value)


def test_an_unknown_facet_lists_the_facets() -> None:
    with pytest.raises(UnknownCode, match="country, mission"):
        clean_code("colour", "red")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "page", "size", "years", "year", "sort", "expand", "exclude", "x", *BY_NAME]),
            st.text(),
        )
    )
)
def test_any_parameters_give_a_state_or_one_line(given: list[tuple[str, str]]) -> None:
    try:
        state = read(*given)
    except UserError as error:
        assert str(error)
    else:
        assert SearchState.from_parameters(state.parameters(), clean_code) == state


@pytest.mark.parametrize("text", ["2004..2010", "2004..", "..2010", "0004..0010", ".."])
def test_years_are_spelt_as_they_are_read(text: str) -> None:
    assert years_text(parse_years(text)) == text


def test_one_year_is_a_range() -> None:
    assert parse_years("2004") == (2004, 2004)
    assert parse_years("") == (None, None)


def test_numbers() -> None:
    assert parse_number("page", "12", 100) == 12


def test_predecessors_go_with_a_chosen_mission() -> None:
    state = SearchState(chosen=(("mission", "BINUH"),), predecessors=True)
    assert state.parameters() == [("mission", "BINUH"), ("predecessors", "1")]
    assert SearchState.from_parameters(state.parameters(), clean_code) == state
    assert state.without_code("mission", "BINUH").parameters() == []
