"""Expansion, feedback, meaning and reasons, on every engine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from making import Text, document, served

from lessons.access import OWNER
from lessons.engines.registry import ENGINES
from lessons.engines.vectors import FILE, read_vectors, write_vectors
from lessons.generation import Generation, open_generation
from lessons.query.state import SearchState
from lessons.search import meaning
from lessons.search.ranking import BM25, DEFAULT, SEMANTIC
from lessons.search.results import Results
from lessons.search.searcher import search

TEXTS = {
    "short": "DDR began late in the north.",
    "long": "Disarmament, demobilization and reintegration began late in the south.",
    "own": "The village savings scheme (VSS) paid for wells.",
    "vss": "VSS groups met every week.",
    "fuel": "A shortage of fuel kept helicopters on the ground for a month.",
    "other": "Police officers trained recruits in the capital.",
    "more": "Helicopters brought fuel and water to the base.",
}
DIMENSIONS = 384


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    entries = [(document(name), [Text(text)]) for name, text in TEXTS.items()]
    opened = served(tmp_path_factory.mktemp("served"), entries, request.param)
    yield opened
    opened.close()


def asked(generation: Generation, query: str, **options: object) -> Results:
    view = generation.view(OWNER)
    expand = bool(options.pop("expand", True))
    return search(view, SearchState(query=query, expand=expand), (), DEFAULT, why=True, **options)  # type: ignore[arg-type]


def names(results: Results) -> list[str]:
    return [result.record["document_id"] for result in results.results]


def test_acronyms_find_long_forms_and_the_other_way_round(generation: Generation) -> None:
    assert set(names(asked(generation, "DDR"))) == {"short", "long"}
    assert names(asked(generation, "DDR"))[0] == "short"
    assert names(asked(generation, "DDR", expand=False)) == ["short"]
    assert "short" in names(asked(generation, "disarmament, demobilization and reintegration late"))


def test_the_texts_own_acronyms(generation: Generation) -> None:
    found = asked(generation, "village savings scheme")
    assert set(names(found)) >= {"own"}
    assert {"from": "VSS", "to": ["village savings scheme"], "reason": "other name"} in asked(
        generation, "VSS"
    ).expansions


def test_slips_are_put_right(generation: Generation) -> None:
    found = asked(generation, "fuel shortge")
    assert names(found)[0] == "fuel"
    assert {"from": "shortge", "to": ["shortage"], "reason": "spelling"} in found.expansions
    assert asked(generation, "fuel shortge", expand=False).expansions == ()


@pytest.mark.parametrize(
    "query", ["DDR", "fuel shortge helicopters base", '"began late"', "DDR OR police", "late -DDR"]
)
def test_reasons_add_up_to_the_score(generation: Generation, query: str) -> None:
    for result in asked(generation, query).results:
        assert result.why is not None
        assert sum(part.score for part in result.why) == pytest.approx(result.score, abs=1e-3)
        assert all(part.score > 0 for part in result.why)


def test_reasons_say_what_and_where(generation: Generation) -> None:
    long = next(one for one in asked(generation, "DDR").results if one.record["document_id"] == "long")
    [name] = [part for part in long.why or () if part.reason == "other name of DDR"]
    assert "demobilization" in name.what
    assert name.fields == ("text",)


def test_feedback_changes_the_order_and_not_what_is_found(generation: Generation) -> None:
    view, state = generation.view(OWNER), SearchState(query="helicopters")
    without = search(view, state, (), replace(DEFAULT, feedback=False))
    assert set(names(without)) == set(names(asked(generation, "helicopters")))
    assert without.total == asked(generation, "helicopters").total


def test_without_vectors_a_search_by_meaning_says_so(generation: Generation) -> None:
    found = search(generation.view(OWNER), SearchState(query="fuel"), (), SEMANTIC)
    assert meaning.NO_VECTORS in found.repairs
    assert names(found) == names(asked(generation, "fuel"))


@pytest.fixture
def encoded(generation: Generation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Generation]:
    """A generation with vectors: each document's own direction; a question means the police."""
    axes = {name: np.eye(DIMENSIONS, dtype=np.float32)[number] for number, name in enumerate(TEXTS)}
    entries = [(document(name), [Text(text)]) for name, text in TEXTS.items()]
    served(tmp_path, entries, generation.engine).close()
    for place in tmp_path.rglob("columns.bin"):
        write_vectors(place.parent, lambda ids: {one: axes[one.split("-")[0].split("#")[0]] for one in ids}, DIMENSIONS)
    monkeypatch.setattr(meaning, "installed", lambda: True)
    monkeypatch.setattr(meaning, "_vector", lambda _: axes["other"])
    opened = open_generation(next(tmp_path.rglob("CURRENT")).parent)
    yield opened
    opened.close()


def test_meaning_finds_what_shares_no_word(encoded: Generation) -> None:
    found = search(encoded.view(OWNER), SearchState(query="fuel for helicopters"), (), why=True)
    assert "other" in names(found)
    assert found.total == 3
    for result in found.results:
        assert sum(part.score for part in result.why or ()) == pytest.approx(result.score, abs=1e-3)


def test_meaning_adds_nothing_to_a_query_with_operators(encoded: Generation) -> None:
    assert set(names(search(encoded.view(OWNER), SearchState(query="fuel AND helicopters"), ()))) == {"fuel", "more"}
    assert set(names(search(encoded.view(OWNER), SearchState(query='"fuel kept"'), ()))) == {"fuel"}


def test_plain_bm25_takes_no_further_step(encoded: Generation) -> None:
    assert set(names(search(encoded.view(OWNER), SearchState(query="DDR"), (), BM25))) == {"short"}


def test_an_index_without_vectors_has_no_file_of_them(tmp_path: Path, generation: Generation) -> None:
    served(tmp_path, [(document("a"), ["one"])], generation.engine).close()
    place = next(tmp_path.rglob("columns.bin")).parent
    assert not (place / FILE).exists()
    assert read_vectors(place, 1) is None
