"""Answers to recommendations: in the same document, listed under the answer, and in a management response."""

from dataclasses import replace
from pathlib import Path

import pytest
from making import Text, document, recognised

from lessons.access import OWNER, Reader
from lessons.records import Implementation, RecognisedPassage, Stated, Statement
from lessons.relations.answers import number_in
from lessons.relations.recurrence import groups
from lessons.relations.shown import answered_by, answers_to
from lessons.relations.stage import relate
from lessons.storage.catalog import Catalog
from lessons.storage.rows import stored_passages

RECOMMENDED = "Recommendation {n}. The mission should {what} before the next rainy season."


def asked(text: str, **more: object) -> RecognisedPassage:
    return recognised(Text(text, kind="recommendation", **more))  # type: ignore[arg-type]


def told(
    text: str, answer: str | None = "accepted", implementation: Implementation | None = None, **more: object
) -> RecognisedPassage:
    found = recognised(Text(text, **more))  # type: ignore[arg-type]
    statement = Statement(answer=answer, implementation=implementation)  # type: ignore[arg-type]
    return replace(found, judgement=replace(found.judgement, statement=statement))


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.db", create=True)


def put(catalog: Catalog, name: str, *passages: RecognisedPassage, **metadata: object) -> list[str]:
    one = document(name, **metadata)  # type: ignore[arg-type]
    catalog.add_root(one.root)
    stored = stored_passages(name, passages)
    catalog.store(one, (), stored)
    return [passage.id for passage in stored]


def found(catalog: Catalog) -> list[tuple[str, str, str | None]]:
    relate(catalog)
    ids = [passage.id for document in catalog.documents() for passage in catalog.passages(document.id)]
    return [(one.recommendation_id, one.response_id, one.answer) for one in catalog.relations.answers_to(ids)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Recommendation 12. The mission should", "12"),
        ("The Administration accepted recommendation 4 (b) of the report", "4 (b)"),
        ("Recommandation n° 3 : la mission", "3"),
        ("Recomendación 7", "7"),
        ("All recommendations were accepted in 2004", None),
    ],
)
def test_numbers_of_recommendations(text: str, number: str | None) -> None:
    assert number_in(text) == number


def test_the_paragraph_after_a_recommendation_answers_it(catalog: Catalog) -> None:
    ids = put(
        catalog,
        "audit",
        asked("The Board recommends that the mission count its fuel."),
        recognised("The count had been made by hand."),
        told("The Administration agreed with this recommendation."),
        told("Management noted many recommendations of other bodies.", None, "in_progress"),
    )
    assert found(catalog) == [(ids[0], ids[2], "accepted")]


def test_a_number_is_looked_for_before_what_stands_above(catalog: Catalog) -> None:
    ids = put(
        catalog,
        "audit",
        asked(RECOMMENDED.format(n=1, what="count its fuel")),
        asked(RECOMMENDED.format(n=2, what="count its trucks")),
        told("The mission did not accept recommendation 1.", "not_accepted"),
    )
    assert found(catalog) == [(ids[0], ids[2], "not_accepted")]


def test_an_answer_introduces_the_recommendations_listed_below_it(catalog: Catalog) -> None:
    ids = put(
        catalog,
        "review",
        told("The following recommendations enjoy the support of the State:", paragraph="5"),
        asked("Ratify the convention on the rights of the child.", paragraph="5.1"),
        asked("Build schools in all the regions of the country.", paragraph="5.2"),
        told("The recommendations listed below did not enjoy its support:", "not_accepted", paragraph="6"),
        asked("Abolish the special courts of the interior ministry.", paragraph="6.1"),
        recognised(Text("All conclusions reflect the position of the State.", paragraph="7")),
        asked("Hold elections that observers may watch.", paragraph="8"),
    )
    expected = [(ids[1], ids[0], "accepted"), (ids[2], ids[0], "accepted"), (ids[4], ids[3], "not_accepted")]
    assert sorted(found(catalog)) == sorted(expected)


@pytest.mark.parametrize("order", [("report", "response"), ("response", "report")])
def test_a_management_response_answers_another_document(catalog: Catalog, order: tuple[str, str]) -> None:
    fuel, trucks = RECOMMENDED.format(n=1, what="count its fuel"), RECOMMENDED.format(n=2, what="paint its trucks")
    stated = (Stated("responds_to", "S/2004/17", "its title"),)
    made = {}
    for name in order:
        if name == "report":
            made[name] = put(catalog, name, asked(fuel), asked(trucks), symbols=("S/2004/17",))
        else:
            passages = [
                asked("Count all fuel before the next rainy season, as the mission should."),
                told("Management response: accepted. The count was made in May.", "accepted", "implemented"),
                told("Recommendation 2 was not accepted by the mission.", "not_accepted"),
            ]
            made[name] = put(catalog, name, *passages, stated=stated, doc_type="management_response")
        relate(catalog)
    report, response = made["report"], made["response"]
    links = found(catalog)
    assert (report[0], response[1], "accepted") in links
    assert (report[1], response[2], "not_accepted") in links
    shown = answers_to(catalog, report[:1], OWNER)[report[0]]
    assert [(one["answer"], one["implementation"]) for one in shown] == [("accepted", "implemented")]
    assert {one["passage_id"] for one in answered_by(catalog, response[1], OWNER)} >= {report[0]}


def test_an_answer_that_is_hidden_says_nothing_of_implementation(catalog: Catalog) -> None:
    lesson = "The mission should order fuel for all its generators before the rainy season begins."
    for name, weeks in (("alpha", "one two three"), ("beta", "four five six")):
        own = [
            recognised(f"In week {week} of {name} the {name} convoy went to {week} places.") for week in weeks.split()
        ]
        put(catalog, name, asked(f"Recommendation 1. {lesson}"), *own, symbols=(f"S/2004/{len(name)}",))
    stated = (Stated("responds_to", "S/2004/5", "its title"),)
    answer = told("Recommendation 1 was implemented.", None, "implemented")
    put(catalog, "secret", answer, stated=stated, sensitivity="confidential")
    relate(catalog)
    assert [group.implemented for group in groups(catalog, OWNER)] == [True]
    assert [group.implemented for group in groups(catalog, Reader())] == [False]
    assert groups(catalog, OWNER)[0].summary.endswith("at least once marked implemented")
