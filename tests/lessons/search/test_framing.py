"""Questions and headings: what only frames them does not decide what is found first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import Text, ask, document, served

from lessons.access import OWNER
from lessons.engines.registry import ENGINES
from lessons.generation import Generation

TEXTS = {
    "talk": Text("Lessons learned: the lessons learned unit learned lessons of all kinds on camps."),
    "plain": Text("The camps of the combatants were opened in March, with water and guards."),
    "lesson": Text("The camps of the combatants were opened late, without water or guards.", kind="lesson"),
    **{f"other{n}": Text(f"Many lessons were learned about number {n}.") for n in range(12)},
}


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    entries = [(document(name, title="Paper"), [text]) for name, text in TEXTS.items()]
    opened: Generation = served(Path(tmp_path_factory.mktemp("framed")), entries, request.param)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "query", ["lessons learned on camps of combatants", "What lessons were learned about camps of combatants?"]
)
def test_the_content_decides_and_the_kind_asked_for_comes_first(generation: Generation, query: str) -> None:
    found = [hit.record["document_id"] for hit in ask(generation, query, OWNER).results]
    assert found[:2] == ["lesson", "plain"]


def test_words_of_the_frame_alone_are_searched(generation: Generation) -> None:
    assert ask(generation, "lessons learned", OWNER).results[0].record["document_id"] == "talk"
