import shutil
from pathlib import Path

import pytest
from running import complaint, lessons

from lessons.engines.registry import ENGINES
from lessons.home import Home


def test_the_index_comes_back_from_the_catalog_alone(home: Path) -> None:
    before = lessons("search", "police", "--json", home=home).json
    shutil.rmtree(home / "index")
    found = lessons("reindex", "--json", home=home).json
    assert (found["generation"], found["engine"]) == ("g-000001", "whoosh")
    after = lessons("search", "police", "--json", home=home).json
    assert {**before, "took_ms": 0} == {**after, "took_ms": 0}


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_another_engine_finds_the_same(home: Path, engine: str) -> None:
    before = lessons("search", "police", "--json", home=home).json
    assert lessons("reindex", "--engine", engine, home=home).code == 0
    after = lessons("search", "police", "--json", home=home).json
    assert after["engine"] == engine
    assert [one["id"] for one in after["results"]] == [one["id"] for one in before["results"]]
    assert after["facets"] == before["facets"]


def test_an_unknown_engine(home: Path) -> None:
    assert "whoosh" in complaint(lessons("reindex", "--engine", "magic", home=home), 2)


def test_another_run_holds_the_lock(home: Path) -> None:
    with Home(home).lock():
        assert "wait for it to end" in complaint(lessons("reindex", home=home), 5)


def test_for_people(home: Path) -> None:
    assert "g-000002 is served" in lessons("reindex", home=home).out
