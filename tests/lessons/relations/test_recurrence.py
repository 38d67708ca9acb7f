"""Recurring lessons: grouped in any order, counted as the reader may see them."""

import random as randomness
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import Text, document, filled, relations_of, store

from lessons.access import OWNER, Reader
from lessons.relations.recurrence import Group, groups, groups_with
from lessons.relations.stage import relate
from lessons.storage.catalog import Catalog

OPEN = Reader()
FUEL = "Fuel for generators should be ordered before the rainy season closes the roads to the camps."
FUEL_AGAIN = "Before the rainy season closes the roads, order the fuel for the generators of all camps in time."
RADIO = "Community radio explained the disarmament programme better than leaflets that few could read."


def own(name: str) -> list[Text]:
    """Paragraphs that no other document has."""
    return [Text(f"Paragraph {n} of {name} tells what {name} did in week {n} of the {name} year.") for n in range(6)]


ENTRIES = [
    (document("a1", date="2004-05-01"), [Text(FUEL, mission=("UNMIL",), kind="lesson"), *own("alpha")]),
    (document("b1", date="2009-01-01"), [Text(FUEL_AGAIN, mission=("UNMIS",), kind="recommendation"), *own("beta")]),
    (
        document("c1", date="2007"),
        [Text(FUEL, mission=("MONUC",), kind="lesson"), Text(RADIO, kind="good_practice"), *own("gamma")],
    ),
    (document("d1", date="2012-03"), [Text(RADIO, kind="narrative")]),
    (
        document("e1", date="2002-01-01", sensitivity="confidential"),
        [Text(FUEL, mission=("UNAMSIL",), kind="lesson"), Text(RADIO, kind="good_practice"), *own("epsilon")],
    ),
]


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    made = filled(tmp_path / "catalog.db", ENTRIES)
    relate(made)
    return made


def one(found: list[Group]) -> Group:
    assert len(found) == 1
    return found[0]


def test_a_group_knows_its_years_missions_and_documents(catalog: Catalog) -> None:
    group = one(groups(catalog, OPEN))
    assert [member.document_id for member in group.members] == ["a1", "c1", "b1"]
    assert group.representative.text == FUEL
    assert (group.count, group.documents, group.missions) == (3, 3, ("MONUC", "UNMIL", "UNMIS"))
    assert group.summary == "identified 3 times in 3 missions since 2004, never marked learned"
    shown = group.as_dict()
    assert (shown["first_year"], shown["last_year"], shown["implemented"]) == (2004, 2009, False)
    assert [member["date"] for member in shown["members"]] == ["2004-05-01", "2007", "2009-01-01"]


def test_what_a_reader_may_not_see_counts_for_nobody_but_those_who_may(catalog: Catalog) -> None:
    open_groups, all_groups = groups(catalog, OPEN), groups(catalog, OWNER)
    assert [group.count for group in open_groups] == [3]
    assert [group.count for group in all_groups] == [4, 2]
    assert all_groups[0].years[0] == 2002
    assert "UNAMSIL" not in one(open_groups).missions


def test_a_hidden_passage_ties_no_others_together(tmp_path: Path) -> None:
    words = [f"{name}ing" for name in ("fuel", "road", "camp", "rain", "truck", "guard", "clinic", "radio", "school")]
    left, right = " ".join(words[:6]), " ".join(words[3:])
    entries = [
        (document("a1"), [Text(left, kind="lesson")]),
        (document("b1"), [Text(right, kind="lesson")]),
        (document("c1", sensitivity="confidential"), [Text(" ".join(words[1:8]), kind="lesson")]),
    ]
    made = filled(tmp_path / "catalog.db", entries)
    relate(made)
    assert [group.count for group in groups(made, OWNER)] == [3]
    assert groups(made, OPEN) == []


def test_groups_of_some_passages_are_those_of_all(catalog: Catalog) -> None:
    group = one(groups(catalog, OPEN))
    ids = [passage.id for name in ("a1", "b1", "d1") for passage in catalog.passages(name)]
    found = groups_with(catalog, OPEN, ids)
    assert set(found) == {group.members[0].id, group.members[2].id}
    assert found[group.members[0].id].as_dict() == group.as_dict()
    assert groups_with(catalog, OPEN, []) == {}


def test_one_document_and_its_copy_are_one_occasion(tmp_path: Path) -> None:
    body = [Text(f"Paragraph {n} tells in its own words what the mission did in that week.") for n in range(8)]
    lesson = Text(FUEL, mission=("UNMIL",), kind="lesson")
    entries = [
        (document("draft", date="2004-01"), [*body, lesson]),
        (document("final", date="2004-02"), [*body, lesson]),
    ]
    made = filled(tmp_path / "catalog.db", entries)
    relate(made)
    assert [link.relation for link in made.relations.links()] == ["near_copy_of"]
    assert groups(made, OWNER) == []
    assert groups_with(made, OWNER, [made.passages("draft")[-1].id]) == {}


VOCABULARY = "fuel road camp rain truck guard clinic radio school water police judge election market bridge".split()
LESSONS = st.lists(st.lists(st.sampled_from(VOCABULARY), min_size=4, max_size=9, unique=True), min_size=1, max_size=10)


def related(
    folder: Path, texts: list[list[str]], order: list[int], *, step: int
) -> tuple[list[object], list[dict[str, object]]]:
    """The relations of documents that come in an order, `step` at a time, the stage after each time."""
    (folder / "catalog.db").unlink(missing_ok=True)
    with Catalog(folder / "catalog.db", create=True) as made:
        for number, place in enumerate(order):
            name = f"d{place:02}"
            store(made, document(name, date=f"{2000 + place}"), Text(" ".join(texts[place]), kind="lesson"))
            if number % step == 0:
                relate(made)
        relate(made)
        return relations_of(made), [group.as_dict() for group in groups(made, OWNER)]


@given(LESSONS, st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=25)
def test_incremental_equals_full_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], random: randomness.Random, step: int
) -> None:
    folder = tmp_path_factory.mktemp("orders")
    order = list(range(len(texts)))
    full = related(folder, texts, order, step=100)
    random.shuffle(order)
    for path in folder.iterdir():
        path.unlink()
    assert related(folder, texts, order, step=step) == full
