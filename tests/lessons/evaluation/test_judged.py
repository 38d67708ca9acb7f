"""What readers judged, scored on the served collection."""

from pathlib import Path

import pytest
from making import Text, document, filled
from running import complaint, lessons

from lessons.anchors import anchored
from lessons.engines.registry import engine as engine_named
from lessons.evaluation.judged import located
from lessons.generation import build_generation
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions

TEXTS = (
    "Camps need wells before the rain comes to the valley.",
    "Wells were dug by hand in the camps of the north.",
    "Lorries were late, and nobody knew the road to the north.",
    "The police walked at night, and the market was quiet.",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    with filled(
        tmp_path / "home" / "catalog.db", [(document("a"), map(Text, TEXTS)), (document("b"), ["Roads."])]
    ) as one:
        build_generation(tmp_path / "home" / "index", one, engine_named("whoosh"))
    return tmp_path / "home"


def judge(home: Path, query: str, ordinal: int, grade: int) -> None:
    with Catalog(home / "catalog.db") as catalog, Decisions(home / "decisions.db") as decisions:
        passages = catalog.passages("a")
        found = catalog.document("a")
        assert found is not None
        decisions.judge(query, grade, "reader", anchored(found, passages[ordinal], passages))


def test_stored_judgments_are_scored_beside_plain_bm25(home: Path) -> None:
    judge(home, "wells camps", 0, 2)
    judge(home, "wells camps", 1, 0)
    judge(home, "night market", 3, 2)
    found = lessons("evaluate", "--judged", "--json", home=home).json
    assert (found["queries"], found["engine"], found["ranking"]) == (2, "whoosh", "default")
    assert 0.5 < found["ndcg@10_condensed"] <= 1.0
    assert found["recall@100"] == 1.0
    assert set(found["baseline"]) == {"ndcg@10", "ndcg@10_condensed", "recall@100"}
    told = lessons("evaluate", "--judged", home=home)
    assert "2 queries" in told.out and "recall@100" in told.out


def test_a_judgment_taken_back_does_not_count_and_a_lost_passage_is_told(home: Path) -> None:
    judge(home, "wells", 0, 2)
    judge(home, "lorries", 2, 2)
    with Decisions(home / "decisions.db") as decisions:
        first, second = decisions.judgments()
        decisions.withdraw(first.id)
        with filled(home / "catalog.db", [(document("a"), TEXTS[:2])]) as catalog:
            assert located(catalog, [second]).lost == 1
            kept = located(catalog, [first])
            assert (kept.lost, list(kept.grades)) == (0, ["wells"])
    ended = lessons("evaluate", "--judged", home=home)
    assert ended.code == 2 and "1 of 1 judged passages" in ended.err


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [(["--judged"], "lessons serve"), ([], "--judged"), (["somewhere", "--judged"], "leave out")],
)
def test_what_cannot_be_scored(home: Path, arguments: list[str], mend: str) -> None:
    assert mend in complaint(lessons("evaluate", *arguments, home=home), 2)
