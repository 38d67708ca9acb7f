import json
from pathlib import Path

import pytest
from running import complaint, lessons
from test_beir import write

from lessons.engines.registry import ENGINES

CORPUS = [
    {"_id": "d1", "title": "Camps", "text": "Closing camps took months in the north."},
    {"_id": "d2", "title": "Police", "text": "The police trained new officers."},
    {"_id": "d3", "title": "Budget", "text": "The budget came late for the police and the camps."},
    {"_id": "d4", "title": "Water", "text": "Wells were dug in the dry season."},
]
QUERIES = [
    {"_id": "q1", "text": "closing camps"},
    {"_id": "q2", "text": "police officers"},
    {"_id": "q3", "text": "dry wells"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\nq3\td4\t1\n"
SHAPE = [
    "queries",
    "engine",
    "ranking",
    "ndcg@10",
    "ndcg@10_condensed",
    "recall@100",
    "map@100",
    "judged@10",
    "ms_per_query",
    "baseline",
    "p_value",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "judged", CORPUS, QUERIES, QRELS)


@pytest.mark.parametrize("engine", sorted(ENGINES))
@pytest.mark.parametrize("ranking", ["default", "bm25"])
def test_a_perfect_collection(folder: Path, engine: str, ranking: str) -> None:
    found = lessons("evaluate", folder, "--engine", engine, "--ranking", ranking, "--json").json
    assert list(found) == SHAPE
    assert (found["queries"], found["engine"], found["ranking"]) == (3, engine, ranking)
    assert found["ndcg@10"] == found["recall@100"] == found["baseline"]["ndcg@10"] == 1.0
    assert found["p_value"] == 1.0
    assert set(found["baseline"]) == {"ndcg@10", "ndcg@10_condensed", "recall@100"}


def test_a_query_without_words_scores_nothing(tmp_path: Path) -> None:
    queries = [*QUERIES, {"_id": "q4", "text": "zzz"}]
    folder = write(tmp_path / "judged", CORPUS, queries, QRELS + "q4\td3\t1\n")
    found = lessons("evaluate", folder, "--json").json
    assert found["ndcg@10"] == pytest.approx(0.75)


def test_for_people(folder: Path) -> None:
    out = lessons("evaluate", folder).out
    assert "3 queries, engine whoosh" in out
    assert "paired t-test" in out


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["no-such-folder"], "is not a folder"),
        (["FOLDER", "--engine", "magic"], "whoosh"),
        (["FOLDER", "--ranking", "magic"], "default"),
    ],
)
def test_user_errors(folder: Path, arguments: list[str], mend: str) -> None:
    words = [str(folder) if word == "FOLDER" else word for word in arguments]
    assert mend in complaint(lessons("evaluate", *words), 2)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "corpus.jsonl" in complaint(lessons("evaluate", tmp_path), 2)


def test_the_output_is_valid_json(folder: Path) -> None:
    assert "NaN" not in json.dumps(lessons("evaluate", folder, "--json").json)
