import json
from pathlib import Path

import pytest

from lessons.errors import UserError
from lessons.evaluation.beir import read_collection


def write(folder: Path, corpus: object = None, queries: object = None, qrels: str | None = None) -> Path:
    (folder / "qrels").mkdir(parents=True)
    for name, rows in (
        ("corpus", [{"_id": "d1", "title": "T", "text": "one"}] if corpus is None else corpus),
        ("queries", [{"_id": "q1", "text": "ask"}, {"_id": "q2", "text": "unjudged"}] if queries is None else queries),
    ):
        (folder / f"{name}.jsonl").write_text(
            "\n".join(map(json.dumps, rows)) + "\n" if isinstance(rows, list) else str(rows)
        )
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n" if qrels is None else qrels)
    return folder


def test_a_folder_is_read(tmp_path: Path) -> None:
    found = read_collection(write(tmp_path / "c"))
    assert [(one.id, one.title, one.text) for one in found.documents] == [("d1", "T", "one")]
    assert found.queries == {"q1": "ask"}
    assert found.judgments == {"q1": {"d1": 1}}


def test_titles_may_be_missing_ids_may_be_numbers_and_grades_negative(tmp_path: Path) -> None:
    found = read_collection(
        write(tmp_path / "c", [{"_id": 1, "text": None}], [{"_id": 2, "text": "x"}], "2\t0\t1\t-1\n")
    )
    assert found.documents[0].id == "1"
    assert found.judgments == {"2": {"1": -1}}


@pytest.mark.parametrize(
    ("changes", "file"),
    [
        ({"corpus": "{"}, "corpus.jsonl"),
        ({"corpus": [["d1", "one"]]}, "corpus.jsonl"),
        ({"corpus": [{"title": "no id"}]}, "corpus.jsonl"),
        ({"queries": [{"_id": "q1"}]}, "queries.jsonl"),
        ({"qrels": "q1\td1\t1\nq1\n"}, "test.tsv"),
        ({"qrels": "q1\td1\t1\nq1\td1\tgood\n"}, "test.tsv"),
        ({"corpus": []}, "no texts or no judged queries"),
        ({"qrels": ""}, "no texts or no judged queries"),
    ],
)
def test_a_bad_folder_names_the_file(tmp_path: Path, changes: dict[str, object], file: str) -> None:
    with pytest.raises(UserError, match=file) as caught:
        read_collection(write(tmp_path / "c", **changes))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "c")
    (folder / name).unlink()
    with pytest.raises(UserError, match=Path(name).name):
        read_collection(folder)
