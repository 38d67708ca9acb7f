"""Precedents: never the planner's own, what Member States say left out, compared, grouped, with counter-examples."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import making
import pytest
from making import Text

from lessons.access import OWNER, Reader
from lessons.generation import Generation
from lessons.precedents.comparison import Comparison
from lessons.precedents.counter import counter_examples
from lessons.precedents.finder import Finder
from lessons.precedents.results import Precedent, Precedents
from lessons.precedents.situation import Situation, understand
from lessons.precedents.standing import Towards
from lessons.records import About
from lessons.search.results import Result
from lessons.search.snippet import Snippet
from lessons.storage.catalog import Catalog

DDR = ("security.ddr",)
PAY = "Payment of fighters in two instalments kept the cantonment camps calm"


def lesson(text: str, mission: str, country: str, kind: str = "lesson") -> Text:
    return Text(text, (country,), (mission,), DDR, kind=kind)  # type: ignore[arg-type]


ENTRIES = [
    (making.document("own", date="2020-01-01"), [lesson(f"{PAY} in South Sudan.", "UNMISS", "SSD")]),
    (making.document("before", date="2008-01-01"), [lesson(f"{PAY} in the Sudan.", "UNMIS", "SDN")]),
    (
        making.document("other", date="2004-11-30", doc_type="after_action_review"),
        [
            lesson(f"{PAY} in Liberia.", "UNMIL", "LBR", "good_practice"),
            lesson("Fighters rioted in the cantonment camp when payment came late.", "UNMIL", "LBR", "challenge"),
        ],
    ),
    (making.document("naming"), [Text("Cantonment camps and payment of fighters, as UNMISS does it.", (), (), DDR)]),
    (making.document("guide"), [Text("Camps for cantonment need water before fighters and payment.", (), (), DDR)]),
    (
        making.document("letter", originator="member_state"),
        [lesson("Our cantonment camps and the payment of fighters are a model.", "MINUSCA", "CAF")],
    ),
    (
        making.document("review", title="Report of the Working Group on the Universal Periodic Review: Chad"),
        [Text("Close the cantonment camps and end the payment of fighters (Norway).", ("TCD",), (), DDR)],
    ),
    (
        making.document("secret", sensitivity="confidential"),
        [lesson("The cantonment camps lost the payment of the fighters.", "MINUSMA", "MLI")],
    ),
]
SITUATION = "UNMISS plans cantonment camps in South Sudan, with payment of fighters, in its drawdown."


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Generation, Catalog]]:
    folder = tmp_path_factory.mktemp("precedents")
    generation = making.served(folder, ENTRIES)
    with Catalog(folder / "catalog.db") as catalog:
        yield generation, catalog
    generation.close()


def find(
    served: tuple[Generation, Catalog],
    text: str = SITUATION,
    *,
    reader: Reader = OWNER,
    member_states: bool = False,
) -> Precedents:
    generation, catalog = served
    view = generation.view(reader)
    return Finder(view, catalog, reader).find(understand(text, view), member_states=member_states)


def documents(found: Precedents) -> set[str]:
    return {precedent.record["document_id"] for precedent in found.precedents}


def shown(found: Precedents) -> set[str]:
    return documents(found) | {precedent.record["document_id"] for precedent in found.no_mission}


def test_nothing_of_the_planners_own_mission_is_a_precedent(served: tuple[Generation, Catalog]) -> None:
    found = find(served)
    assert documents(found) == {"other", "secret"}
    assert all("UNMISS" not in precedent.missions for precedent in (*found.precedents, *found.family))


def test_predecessors_stand_apart(served: tuple[Generation, Catalog]) -> None:
    assert [precedent.record["document_id"] for precedent in find(served).family] == ["before"]


def test_another_planner_is_shown_what_this_one_is_not(served: tuple[Generation, Catalog]) -> None:
    found = find(served, SITUATION.replace("UNMISS", "UNMIL").replace("South Sudan", "Liberia"))
    assert "own" in documents(found)
    assert "naming" in {precedent.record["document_id"] for precedent in found.no_mission}
    assert "other" not in documents(found)


def test_member_states_speak_only_when_asked(served: tuple[Generation, Catalog]) -> None:
    assert not {"letter", "review"} & shown(find(served))
    assert {"letter", "review"} <= shown(find(served, member_states=True))


def test_what_is_of_no_mission_stands_apart_from_other_missions(served: tuple[Generation, Catalog]) -> None:
    found = find(served)
    assert {precedent.standing for precedent in found.precedents} == {"other"}
    assert [precedent.record["document_id"] for precedent in found.no_mission] == ["guide"]


def test_a_planner_without_a_mission_finds_guidance_among_the_precedents(served: tuple[Generation, Catalog]) -> None:
    found = find(served, "Camps for the cantonment of fighters need water, and their payment comes late.")
    assert not found.situation.missions
    assert "guide" in documents(found)
    assert not found.no_mission


def test_a_reader_sees_only_what_he_may(served: tuple[Generation, Catalog]) -> None:
    assert "secret" not in documents(find(served, reader=Reader()))


def test_each_precedent_says_why(served: tuple[Generation, Catalog]) -> None:
    best = next(one for one in find(served).precedents if one.record["kind"] == "good_practice")
    assert best.comparison.mandate_task == "match"
    assert best.comparison.mission_type == "match"
    assert best.comparison.region == "differs"
    assert best.reasons[0] == "same task (DDR)"
    assert {"cantonment", "payment"} <= set(best.matched)
    assert best.group == "security.ddr"
    assert best.as_dict()["citation"].startswith("Report other")


def test_the_opposite_stands_beside(served: tuple[Generation, Catalog]) -> None:
    found = find(served).precedents
    good = next(one for one in found if one.record["kind"] == "good_practice")
    praised = replace(good, result=replace(good.result, record={**good.record, "polarity": "repeat"}))
    bad = {**next(one.record for one in found if one.record["kind"] == "challenge"), "polarity": "avoid"}
    elsewhere = {**bad, "id": "x", "themes": ["security.police"]}
    [against] = counter_examples([praised], [bad, elsewhere, {**bad, "id": "y", "polarity": "repeat"}])
    assert [record["id"] for record in against.counter_examples] == [bad["id"]]
    assert against.as_dict()["counter_examples"][0]["citation"].startswith("Report other")


def test_precedents_are_grouped_by_what_they_teach(served: tuple[Generation, Catalog]) -> None:
    found = find(served)
    assert list(found.groups()) == ["security.ddr"]
    listed = found.as_dict()["groups"][0]["precedents"]
    assert listed == [one.record["id"] for one in found.precedents]


def test_nothing_found_is_no_error(served: tuple[Generation, Catalog]) -> None:
    found = find(served, "zeppelin xylophone")
    assert found.precedents == ()
    assert found.as_dict()["precedents"] == []


def test_a_passage_on_another_country_is_not_of_its_documents_mission() -> None:
    towards = Towards(Situation("", missions=("UNMISS",)), lambda _: About(mission=("MONUSCO",)))
    record = {
        "document_id": "note",
        "missions": [],
        "countries": ["SSD"],
        "date": "2014-06-20",
        "text": "",
        "title": "",
    }
    assert towards.missions(record) == ("UNMISS",)
    assert towards.missions({**record, "countries": ["COD"]}) == ("MONUSCO",)
    assert towards.missions({**record, "countries": []}) == ("MONUSCO",)


def test_the_situations_own_themes_come_first() -> None:
    def of(group: str) -> Precedent:
        result = Result({"id": group}, 1.0, Snippet("", 0, ()))
        return Precedent(result, group, "other", (), Comparison(), (), ())

    found = tuple(of(group) for group in ("other", "mission.planning", "security.ddr"))
    listed = Precedents(Situation("", themes=("security.ddr",)), found, (), (), 0.0, "")
    assert list(listed.groups()) == ["security.ddr", "mission.planning", "other"]


def test_a_document_about_the_matter_lends_its_lessons(tmp_path: Path) -> None:
    kept = Text("If the first girl hears nothing, there is no second.", kind="lesson")
    told = Text("How did complaints of abuse reach you?", (), (), ("protection.sea",))
    about = About(mission=("UNMIL",), theme=("mission.knowledge", "protection.sea"))
    entries = [
        (replace(making.document("interview", doc_type="exit_interview"), about=about), [told, kept]),
        (replace(making.document("report", doc_type="report"), about=about), [kept]),
        (
            making.document("other", doc_type="exit_interview"),
            [Text("Trucks were late.", (), ("UNMIL",), kind="lesson")],
        ),
    ]
    generation = making.served(tmp_path, entries)
    with Catalog(tmp_path / "catalog.db") as catalog:
        view = generation.view(OWNER)
        asked = understand("Complaints of sexual exploitation and abuse in UNMISS.", view)
        found = Finder(view, catalog, OWNER).find(asked)
    generation.close()
    lent = next(one for one in found.precedents if one.record["text"] == kept.text)
    assert lent.record["document_id"] == "interview"
    assert lent.comparison.mandate_task == "match"
    assert documents(found) == {"interview"}


def test_a_situation_in_french_finds_english_passages_on_its_theme(tmp_path: Path) -> None:
    english = Text("Disarmament began before the camps were ready.", (), ("UNMIL",), DDR, kind="lesson")
    generation = making.served(tmp_path, [(making.document("english"), [english])])
    with Catalog(tmp_path / "catalog.db") as catalog:
        view = generation.view(OWNER)
        asked = understand("Le désarmement et la démobilisation des combattants de la MINUSS prennent du retard.", view)
        found = Finder(view, catalog, OWNER).find(asked)
    generation.close()
    assert asked.language == "fr"
    assert documents(found) == {"english"}
