"""What is found in a situation, and what a person may say instead."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.access import OWNER
from lessons.errors import UnknownCode
from lessons.generation import View, open_generation
from lessons.precedents.own import at_work, family, running_in
from lessons.precedents.situation import Stated, understand
from lessons.precedents.stating import stated

PLAN = (
    "UNMISS will hand over its sites for displaced persons to the national police during the drawdown of the mission. "
    "How did other missions such as UNAMID and MINUSMA close their camps, and what should be done differently?"
)


@pytest.fixture(scope="module")
def view(sample_home: Path) -> Iterator[View]:
    generation = open_generation(sample_home / "index")
    yield generation.view(OWNER)
    generation.close()


def test_the_planners_mission_is_told_from_those_it_asks_about(view: View) -> None:
    found = understand(PLAN, view)
    assert found.missions == ("UNMISS",)
    assert found.asked == ("UNAMID", "MINUSMA")
    assert found.named
    assert found.countries == ("SSD",)


def test_themes_and_phase_are_found(view: View) -> None:
    found = understand(PLAN, view)
    assert "protection.displaced" in found.themes
    assert found.phase == "drawdown"
    assert understand("Water is short in the camps.", view).phase == "unknown"


def test_words_of_asking_are_no_key_terms(view: View) -> None:
    terms = [term.term for term in understand(PLAN, view).terms]
    assert not {"other", "missions", "how", "did", "differently", "should", "what"} & set(terms)
    assert {"sites", "displaced", "police", "camps"} <= set(terms)


def test_a_text_of_nothing_but_such_words_is_searched_all_the_same(view: View) -> None:
    assert [term.term for term in understand("what did they do", view).terms]


def test_rare_words_weigh_more(view: View) -> None:
    weights = {term.term: term.weight for term in understand("police and cantonment", view).terms}
    assert weights["cantonment"] > weights["police"] > 0


def test_unknown_words_weigh_nothing(view: View) -> None:
    assert {term.weight for term in understand("xylograph", view).terms} == {0.0}


def test_a_country_stands_for_the_missions_at_work_there(view: View) -> None:
    found = understand("Gangs hold the roads of Haiti.", view)
    assert "BINUH" in found.missions
    assert not found.named


def test_many_countries_are_a_comparison(view: View) -> None:
    assert understand("Mali, Haiti, Somalia and Lebanon all saw roads mined.", view).missions == ()


def test_what_is_stated_wins(view: View) -> None:
    said = stated(terms=["water wells"], missions=["MINUSCA"], themes=["ddr"], phase="start up")
    found = understand(PLAN, view, said)
    assert (found.missions, found.themes, found.phase) == (("MINUSCA",), ("security.ddr",), "start_up")
    assert [term.term for term in found.terms] == ["water", "wells"]
    assert found.query == ""


def test_none_says_that_there_is_none(view: View) -> None:
    assert understand(PLAN, view, stated(missions=["none"])).missions == ()
    assert not understand(PLAN, view, stated(missions=["none"])).named
    assert stated() == Stated()


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownCode, match="UNMIS"):
        stated(missions=["UNMISX"])


def test_a_long_text_is_searched_by_its_key_terms_alone(view: View) -> None:
    assert understand(f"{PLAN} " * 10, view).query == ""


def test_families_run_in_both_directions() -> None:
    assert "MONUC" in family(("MONUSCO",))
    assert {"MINUSTAH", "MINUJUSTH"} <= family(("BINUH",))
    assert "BINUH" not in family(("BINUH",))
    assert family(()) == frozenset()


def test_a_place_and_a_date_tell_the_mission() -> None:
    assert at_work(("LBR",), "2007-05-01") == ("UNMIL",)
    assert at_work(("LBR",), None) == ()
    assert at_work(("LBR", "SLE"), "2007-05-01") == ()
    assert at_work(("SDN",), "2025-05-01") == ()


def test_missions_that_ended_are_not_at_work() -> None:
    assert "UNMIL" not in running_in(["LBR"])
    assert "UNMISS" in running_in(["SSD"])


def test_what_works_in_many_countries_is_nobodys_own() -> None:
    assert running_in(["BDI"]) == ()
    assert "EJVM" not in running_in(["COD"])
    assert "MONUSCO" in running_in(["COD"])
