"""A chosen operation may stand for those before it; operations that share a name are found by it."""

from pathlib import Path

from making import Text, document, served

from lessons.access import OWNER
from lessons.query.state import SearchState
from lessons.search.searcher import search


def test_predecessors_are_included_on_demand(tmp_path: Path) -> None:
    texts = [
        Text("first camp", (), ("MINUSTAH",)),
        Text("second camp", (), ("BINUH",)),
        Text("third camp", (), ("UNMIL",)),
    ]
    generation = served(tmp_path, [(document("d1"), texts)], "whoosh")
    chosen = SearchState(chosen=(("mission", "BINUH"),))
    assert search(generation.view(OWNER), chosen).total == 1
    wider = search(generation.view(OWNER), SearchState(chosen=chosen.chosen, predecessors=True))
    assert {result.record["missions"][0] for result in wider.results} == {"BINUH", "MINUSTAH"}
    generation.close()


def test_a_shared_name_finds_the_operations_that_bear_it(tmp_path: Path) -> None:
    generation = served(tmp_path, [(document("d1"), [Text("camp", (), ("UNOSOM II",))])], "whoosh")
    assert search(generation.view(OWNER), SearchState(chosen=(("mission", "UNOSOM"),))).total == 1
    generation.close()
