"""Words that are damaged in the real seminar notes are found by their right spelling.

The table lists them all, as found by reading the five files: eleven that a recognition misread or cut, and seven that
lost a space or hyphen. Left out is "l" for "I", which nobody searches for. Texts are shown as they are.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from running import lessons

from lessons.access import OWNER
from lessons.generation import View, open_generation
from lessons.query.state import SearchState
from lessons.search.searcher import search

TABLE = Path(__file__).with_name("seminar_damage.csv")
DAMAGE = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
AT_LEAST = 0.95


@pytest.fixture(scope="module")
def notes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notes") / "home"
    assert lessons("index", shared / "corpus" / "seminar_notes", home=home).code == 0
    return home


@pytest.fixture(params=["whoosh", "tantivy"])
def view(notes: Path, request: pytest.FixtureRequest) -> Iterator[View]:
    assert lessons("reindex", "--engine", request.param, home=notes).code == 0
    generation = open_generation(notes / "index")
    yield generation.view(OWNER)
    generation.close()


def texts(view: View, query: str) -> list[str]:
    found = search(view, SearchState(query, size=100)).results
    return [" ".join([result.record["text"], *result.record["heading"]]) for result in found]


def test_the_table_quotes_the_files(shared: Path) -> None:
    for row in DAMAGE:
        text = (shared / "corpus" / "seminar_notes" / row["file"]).read_text("utf-8")
        assert row["damaged"] in text, row


def test_damaged_words_are_found_by_their_right_spelling(view: View) -> None:
    missed = [
        row["damaged"]
        for row in DAMAGE
        if not any(row["damaged"].replace("UNHABITAT", "HABITAT") in text for text in texts(view, row["right"]))
    ]
    assert 1 - len(missed) / len(DAMAGE) >= AT_LEAST, missed


@pytest.mark.parametrize(
    ("form", "damaged"),
    [("support", "supp01ting"), ("reports", "rep01i"), ("partner", "pa1tners"), ("avert", "ave1ting")],
)
def test_other_forms_of_the_right_spelling_find_it_too(view: View, form: str, damaged: str) -> None:
    found = search(view, SearchState(form, size=50)).results
    assert any(damaged in result.record["text"] for result in found)


@pytest.mark.parametrize("word", ["peace", "prevention", "reform", "conflict", "development", "Commission"])
def test_good_words_keep_their_hits_and_get_no_others(view: View, word: str) -> None:
    every = SearchState(word, size=100)
    found = search(view, every)
    assert found.expansions == ()
    assert {one.record["id"] for one in found.results} == {
        one.record["id"] for one in search(view, replace(every, expand=False)).results
    }


@pytest.mark.parametrize(("word", "damaged"), [("supporting", "supp01ting"), ("forthcoming", "fo1thcoming")])
def test_the_answer_says_what_else_was_searched(notes: Path, word: str, damaged: str) -> None:
    found = json.loads(lessons("search", word, "--json", home=notes).out)
    assert found["expansions"] == [{"from": word, "to": [damaged], "reason": "misread characters"}]
