"""Words that a machine misread in the real seminar notes are found by their right spelling, on the first page."""

import json
from pathlib import Path

import pytest
from running import lessons


@pytest.fixture(scope="module")
def notes(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("notes") / "home"
    assert lessons("index", shared / "corpus" / "seminar_notes", home=home).code == 0
    return home


@pytest.mark.parametrize(("word", "damaged"), [("supporting", "supp01ting"), ("forthcoming", "fo1thcoming")])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_damaged_word_is_found_by_its_right_spelling(notes: Path, engine: str, word: str, damaged: str) -> None:
    assert lessons("reindex", "--engine", engine, home=notes).code == 0
    found = json.loads(lessons("search", word, "--json", home=notes).out)
    assert any(damaged in result["text"] for result in found["results"])
    assert found["expansions"] == [{"from": word, "to": [damaged], "reason": "misread characters"}]
