"""Sketches: what is kept of documents makes the relations that all documents together make."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import Text, document, filled, relations_of, store

from lessons.relations import stage
from lessons.relations.stage import compute, relate
from lessons.storage.catalog import Catalog

WORDS = "fuel road camp rain truck guard clinic radio school water police judge election market bridge".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=9, unique=True).map(" ".join)
TEXTS = st.lists(
    st.builds(Text, SENTENCES, kind=st.sampled_from(["lesson", "recommendation", "narrative"])), min_size=1, max_size=5
)
SYMBOLS = ["S/2004/1", "S/2004/1/Rev.1", "S/2004/1/Add.1", "S/2005/7", None]
STEP = st.tuples(st.sampled_from("abcde"), st.one_of(st.none(), TEXTS), st.sampled_from(SYMBOLS), st.booleans())


@given(st.lists(STEP, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None)
def test_documents_that_come_change_and_go_leave_what_all_together_make(
    steps: list[tuple[str, list[Text] | None, str | None, bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, Catalog(Path(folder) / "catalog.db", create=True) as catalog:
        for name, texts, symbol, now in steps:
            if texts is None:
                catalog.remove([name] if catalog.document(name) else [])
            else:
                store(catalog, document(name, symbols=(symbol,) if symbol else ()), *texts)
            if now:
                relate(catalog)
        relate(catalog)
        little_by_little = relations_of(catalog)
        relate(catalog, anew=True)
        assert relations_of(catalog) == little_by_little


BODY = [Text(f"Week {n}: convoy {n} reached camp {n} with {n} trucks of water.", kind="lesson") for n in range(1, 9)]


def test_only_what_is_new_is_read_and_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    entries = [(document(name, date=f"200{number}"), BODY) for number, name in enumerate(["old", "older"])]
    with filled(tmp_path / "catalog.db", entries) as catalog:
        relate(catalog)
        assert len(catalog.relations.links()) == 1
        monkeypatch.setattr(
            Catalog, "passages", lambda self, name, passages=Catalog.passages: read.append(name) or passages(self, name)
        )
        assert not relate(catalog)
        store(catalog, document("new"), Text("Something else, which no other document says of any convoy."))
        assert relate(catalog)
        assert set(read) == {"new"}
        catalog.remove(["new"])
        relate(catalog)
        assert set(read) == {"new"}
        relate(catalog, anew=True)
        assert set(read) == {"new", "old", "older"}


def test_sketches_of_another_version_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(tmp_path / "catalog.db", [(document("a"), BODY)]) as catalog:
        relate(catalog)
        assert set(catalog.sketches.load(stage.MADE_BY).sketches) == {"a"}
        monkeypatch.setattr(stage, "MADE_BY", "another")
        assert not catalog.sketches.load(stage.MADE_BY).sketches
        store(catalog, document("b"), *BODY)
        relate(catalog)
        assert set(catalog.sketches.load("another").sketches) == {"a", "b"}
        assert catalog.relations.links() == list(compute(catalog).links)
