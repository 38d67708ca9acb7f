"""Every precedent is of another mission than the planner's, however a passage tells which mission it is of."""

from collections.abc import Callable, Iterator

import making
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Text

from lessons.access import OWNER
from lessons.generation import Generation, View
from lessons.precedents.finder import Finder
from lessons.precedents.own import family, hosts
from lessons.precedents.results import Precedents
from lessons.precedents.situation import understand
from lessons.precedents.stating import stated
from lessons.storage.catalog import Catalog
from lessons.vocabulary.missions import missions

CODES = (
    "MONUC", "MONUSCO", "UNMIS", "UNMISS", "UNISFA", "UNAMID", "MINUSTAH", "MINUJUSTH", "BINUH", "UNMIL", "UNOSOM",
    "UNOSOM I", "UNOSOM II", "UNAVEM II", "UNAVEM III", "MINUSMA", "UNTMIS", "BINUCA", "MINUSCA",
)  # fmt: skip
PAY = "Payment of fighters in two instalments kept the cantonment camps calm"
PLACES = (
    ("LBR", "2007-05-01", "Ferries carried fighters over the river to their cantonment before the rains."),
    ("SSD", "2014-02-01", "Cantonment on the river bank was flooded twice, and tents were moved uphill."),
    ("HTI", "2021-03-01", "Markets near the river reopened once payment no longer went through gangs."),
    ("COD", "2012-01-01", "Fighters who crossed the river alone were registered by women of the villages."),
)
WRITTEN: dict[str, Callable[[str], Text]] = {
    "tagged": lambda code: Text(f"{PAY}, as it was seen ({code.lower()} region).", (), (code,), ("security.ddr",)),
    "named": lambda code: Text(f"{PAY} when {code} made it a rule.", (), (), ("security.ddr",)),
    "both": lambda code: Text(f"{PAY} in the area of {code}.", hosts((code,))[:1], (code,), ("security.ddr",)),
    "heading": lambda code: Text(f"{PAY} in one place.", (), (), ("security.ddr",), heading=(f"Experience of {code}",)),
}


def entries() -> Iterator[making.Entry]:
    for code in CODES:
        for how, written in WRITTEN.items():
            name = f"{code}-{how}".lower().replace(" ", "-")
            yield making.document(name, doc_type="after_action_review"), [written(code)]
    for country, date, text in PLACES:
        where = Text(text, (country,), (), ("security.ddr",), kind="lesson")
        yield making.document(f"{country}-{date}", date=date, doc_type="practice_note"), [where]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Generation, Catalog]]:
    folder = tmp_path_factory.mktemp("others")
    generation = making.served(folder, entries())
    with Catalog(folder / "catalog.db") as catalog:
        yield generation, catalog
    generation.close()


def found(view: View, catalog: Catalog, text: str, codes: list[str]) -> Precedents:
    situation = understand(text, view, stated(missions=codes))
    return Finder(view, catalog, OWNER).find(situation, size=100, member_states=True)


def relatives(code: str) -> set[str]:
    """All before and after a mission, and those that share its name, by the table alone."""
    known, reached, waiting = missions(), {code}, [code]
    while waiting:
        one = known[waiting.pop()]
        sharing = {other.code for other in known.values() if other.part_of == one.code}
        near = {*one.predecessors, *one.successors, *sharing, one.part_of or ""} & set(known)
        waiting += near - reached
        reached |= near
    return reached - {code}


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True), named=st.booleans())
def test_no_precedent_is_of_the_planners_mission_or_its_family(
    served: tuple[Generation, Catalog], codes: list[str], named: bool
) -> None:
    generation, catalog = served
    whose = " and ".join(codes)
    text = f"{whose if named else 'The mission'} plans cantonment camps with payment of fighters."
    answer = found(generation.view(OWNER), catalog, text, codes)
    closed = set(codes).union(*map(relatives, codes))
    assert answer.precedents
    for one in answer.precedents:
        assert one.standing == "other"
        assert closed.isdisjoint(one.missions)
        assert not any(code in one.record["text"] for code in codes)
        assert one.missions
    for one in answer.family:
        assert set(codes).isdisjoint(one.missions)


@pytest.mark.parametrize("code", CODES)
def test_a_family_is_what_the_table_says(code: str) -> None:
    assert family((code,)) == relatives(code)


@pytest.mark.parametrize(("code", "place"), list(zip(("UNMIL", "UNMISS", "BINUH", "MONUSCO"), PLACES, strict=True)))
def test_a_mission_that_only_place_and_date_tell_is_kept_from_its_planner(
    served: tuple[Generation, Catalog], code: str, place: tuple[str, str, str]
) -> None:
    generation, catalog = served
    own = found(generation.view(OWNER), catalog, place[2], [code])
    other = found(generation.view(OWNER), catalog, place[2], ["UNTMIS"])
    assert place[2] not in {one.record["text"] for one in (*own.precedents, *own.family)}
    assert {one.missions for one in other.precedents if one.record["text"] == place[2]} == {(code,)}
