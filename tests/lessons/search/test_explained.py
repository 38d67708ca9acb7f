"""What one passage owes its place to."""

from collections.abc import Iterator

import pytest
from making import Text, document, served

from lessons.access import OWNER
from lessons.engines.registry import ENGINES
from lessons.generation import Generation
from lessons.query.state import SearchState
from lessons.search.explained import explained
from lessons.search.searcher import search


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    texts = {"a": "Fuel for the helicopters came late.", "b": "Fuel.", "c": "The police had no vehicles."}
    entries = [(document(name), [Text(text)]) for name, text in texts.items()]
    opened = served(tmp_path_factory.mktemp("served"), entries, request.param)
    yield opened
    opened.close()


def test_place_and_parts_are_those_of_the_search(generation: Generation) -> None:
    view = generation.view(OWNER)
    results = search(view, SearchState(query="helicopters fuel")).results
    for place, result in enumerate(results, start=1):
        found = explained(view, "helicopters fuel", result.record["id"])
        assert found is not None
        assert (found.place, found.score) == (place, pytest.approx(result.score))
        assert sum(part.score for part in found.parts) == pytest.approx(found.score, abs=1e-3)


def test_what_a_query_does_not_find_is_not_explained(generation: Generation) -> None:
    view = generation.view(OWNER)
    [police] = search(view, SearchState(query="vehicles")).results
    assert explained(view, "helicopters", police.record["id"]) is None
    assert explained(view, " ", police.record["id"]) is None
