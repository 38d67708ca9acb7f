"""``lessons recurring``."""

from pathlib import Path

import pytest
from making import Text, document, filled
from running import complaint, lessons

from lessons.engines.registry import engine
from lessons.generation import build_generation
from lessons.home import Home
from lessons.relations.stage import relate

FUEL = "Fuel for generators should be ordered before the rainy season closes the roads to the camps."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = Home(tmp_path / "home")
    place.path.mkdir()
    entries = []
    for number, mission in enumerate(("UNMIL", "UNMIS", "MONUC")):
        own = [Text(f"{mission} {n} built {mission} bridge {n}{mission} for {mission}.") for n in range(5)]
        lesson = Text(FUEL, mission=(mission,), kind="lesson", theme=("mission.support",))
        secret = "confidential" if mission == "MONUC" else "unclassified"
        entries.append((document(f"d{number}", date=f"{2004 + number}-01-01", sensitivity=secret), [*own, lesson]))
    with filled(place.catalog, entries) as catalog:
        relate(catalog)
        build_generation(place.index, catalog, engine("whoosh"))
    return place.path


def test_one_object_a_line(home: Path) -> None:
    (group,) = lessons("recurring", "--json", home=home).jsons
    assert (group["count"], group["documents"], group["missions"]) == (3, 3, ["MONUC", "UNMIL", "UNMIS"])
    assert (group["first_year"], group["last_year"], group["implemented"]) == (2004, 2006, False)
    assert group["summary"] == "identified 3 times in 3 missions since 2004, never marked learned"
    assert group["text"] == FUEL
    assert [member["document_id"] for member in group["members"]] == ["d0", "d1", "d2"]


def test_a_reader_counts_what_he_may_see(home: Path) -> None:
    (group,) = lessons("recurring", "--json", "--as", "unclassified", home=home).jsons
    assert (group["count"], group["missions"]) == (2, ["UNMIL", "UNMIS"])
    assert lessons("recurring", "--json", "--as", "unclassified", "--min", "3", home=home).jsons == []


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--theme", "mission"], 1),
        (["--theme", "mission.support", "--kind", "lesson"], 1),
        (["--mission", "UNMIL", "--mission", "MINUSTAH"], 1),
        (["--mission", "MINUSTAH"], 0),
        (["--country", "LBR"], 0),
        (["--kind", "challenge"], 0),
    ],
)
def test_filters(home: Path, options: list[str], count: int) -> None:
    assert len(lessons("recurring", "--json", *options, home=home).jsons) == count


def test_for_people(home: Path) -> None:
    shown = lessons("recurring", home=home).out
    assert FUEL in shown
    assert "identified 3 times in 3 missions since 2004, never marked learned" in shown
    assert "Report d2 (2006-01-01)" in shown
    assert "more than once" in lessons("recurring", "--mission", "MINUSTAH", home=home).out


def test_an_unknown_code_is_named(home: Path) -> None:
    assert "NOWHERE" in complaint(lessons("recurring", "--mission", "NOWHERE", home=home), 2)


def test_results_and_passages_tell_of_it(home: Path) -> None:
    found = lessons("search", "fuel generators", "--json", home=home).json["results"]
    assert {result["recurrence"]["count"] for result in found} == {3}
    assert all(result["also_in"] == [] and result["superseded_by"] is None for result in found)
    shown = lessons("show", found[0]["id"], "--json", home=home).json
    assert shown["recurrence"]["summary"].startswith("identified 3 times")
    assert "recurrence  identified 3 times" in lessons("show", found[0]["id"], home=home).out
