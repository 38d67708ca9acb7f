"""The relations in the sample corpus, whose author knows them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.access import OWNER, Reader
from lessons.home import Home
from lessons.relations.recurrence import groups
from lessons.relations.shown import answers_to, links_of, superseded_by
from lessons.relations.validity import overdue
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document

DRAFT, FINAL = "after-action-review-unmil-disarmament-draft-2004.docx", "after-action-review-unmil-disarmament-2004.pdf"
FORMER, POLICY = "policy-on-learning-2016.pdf", "policy-on-learning-2021.md"
EXERCISE = "two most senior officials"


@pytest.fixture(scope="module")
def catalog(sample_home: Path) -> Iterator[Catalog]:
    with Catalog(Home(sample_home).catalog) as opened:
        yield opened


@pytest.fixture(scope="module")
def named(catalog: Catalog) -> dict[str, Document]:
    return {Path(document.path).name: document for document in catalog.documents()}


@pytest.mark.parametrize(
    ("name", "relation", "other"),
    [
        (DRAFT, "near_copy_of", FINAL),
        (FINAL, "near_copy_of", DRAFT),
        (POLICY, "supersedes", FORMER),
        (FORMER, "superseded_by", POLICY),
        ("corrigendum-leaving-in-good-order-2006.md", "corrects", "lessons-learned-study-unamsil-transition-2006.pdf"),
        (
            "management-response-minustah-earthquake-2010.md",
            "responds_to",
            "after-action-review-minustah-earthquake-2010.pdf",
        ),
    ],
)
def test_documents_are_linked(
    catalog: Catalog, named: dict[str, Document], name: str, relation: str, other: str
) -> None:
    links = {(link["relation"], link["document_id"]) for link in links_of(catalog, named[name], OWNER)}
    assert (relation, named[other].id) in links


def test_no_other_documents_are_copies(catalog: Catalog) -> None:
    assert sum(link.relation.endswith("copy_of") for link in catalog.relations.links()) == 1


def test_guidance_is_superseded_and_overdue(catalog: Catalog, named: dict[str, Document]) -> None:
    former, policy = named[FORMER], named[POLICY]
    guidance = policy.metadata.guidance
    assert (guidance.reference, guidance.effective, guidance.review) == ("ILL/POL/2021/3", "2021-03-01", "2024-03-01")
    assert guidance.approved_by == "Under-Secretary-General (illustration)"
    assert [overdue(guidance, day) for day in ("2024-02-29", "2024-03-01", "2024-03-02")] == [False, False, True]
    assert superseded_by(catalog, [former.id, policy.id], OWNER).keys() == {former.id}
    reviews = {name: document.metadata.guidance.review for name, document in named.items()}
    assert reviews["guidelines-environmental-closure-of-camps-2017.docx"] == "2020-11"
    assert reviews["sop-casualty-evacuation-2018.docx"] == "2020-03-01"
    assert sum(review is not None for review in reviews.values()) == 4


def answered(catalog: Catalog, document: Document) -> list[tuple[str | None, str | None]]:
    asked = [passage.id for passage in catalog.passages(document.id)]
    found = answers_to(catalog, asked, Reader())
    return [(one["answer"], one["implementation"]) for name in asked for one in found.get(name, ())]


def test_recommendations_have_their_answers(catalog: Catalog, named: dict[str, Document]) -> None:
    assert answered(catalog, named["after-action-review-minustah-earthquake-2010.pdf"]) == [
        ("accepted", "implemented"),
        ("accepted", "in_progress"),
        ("partially_accepted", None),
        ("not_accepted", None),
    ]
    evaluation = answered(catalog, named["evaluation-minusca-courts-and-prisons-2019.pdf"])
    assert [answer for answer, _ in evaluation] == [
        "accepted",
        "accepted",
        "partially_accepted",
        "accepted",
        "not_accepted",
    ]


def test_a_lesson_of_three_missions_recurs(catalog: Catalog) -> None:
    (group,) = [group for group in groups(catalog, Reader()) if EXERCISE in group.representative.text]
    assert group.missions == ("MINUSTAH", "UNAMA", "UNMISS")
    assert (group.count, group.years, group.implemented) == (3, (2009, 2010, 2016), True)
    assert group.summary == "identified 3 times in 3 missions since 2009, at least once marked implemented"
