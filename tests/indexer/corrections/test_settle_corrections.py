"""Corrections in the catalog: taken back, it is as if they had never been made."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from corrected import LINES, content
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.corrections.attach import GONE, NO_DOCUMENT
from indexer.corrections.settle import mark, settle, touched
from lessons.anchors import anchored
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction, Decisions
from lessons.storage.originals import Content

FOUND = {
    "a": content(),
    "b": content("Georgia is a country. The Mission is not in it.", *LINES[2:], title="Georgia", name="b"),
}
EVERYWHERE = [
    ("always", "mission", "UNAMSIL", "the Mission"),
    ("never", "country", "GEO", "Georgia"),
    ("always", "country", "JOR", "Jordan"),
    ("never", "organization", "", "United Nations"),
    ("merge", "person", "Ban", "Ban Ki-moon"),
    ("merge", "mission", "UNOMIL", "UNMIL"),
    ("merge", "country", "ARM", "GEO"),
]
OF_ONE = [
    ("reject", "country", "LBR"), ("reject", "country", "GEO"), ("reject", "theme", "security"),
    ("add", "country", "TCD"), ("add", "theme", "politics.elections"), ("add", "mission", "UNOCI"),
]  # fmt: skip
FIELDS = [
    ("set", "title", "Roads"),
    ("set", "mission", "UNOCI"),
    ("set", "doc_type", "audit"),
    ("set", "groups", "dpo"),
]
KINDS = [("kind", "kind", "lesson"), ("kind", "kind", "narrative"), ("reject", "kind", "recommendation")]


@contextmanager
def stores() -> Iterator[tuple[Catalog, Decisions]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Catalog(place / "catalog.db", create=True) as catalog, Decisions(place / "decisions.db") as decisions:
            for found in FOUND.values():
                put(catalog, found)
            yield catalog, decisions


def put(catalog: Catalog, found: Content) -> None:
    catalog.add_root(found.document.root)
    catalog.store(found.document, found.parts, found.passages)


def state(catalog: Catalog) -> list[Any]:
    """All of the catalog that corrections may change."""
    documents = [replace(document, revision=0) for document in catalog.documents()]
    contents = [(catalog.parts(one.id), catalog.passages(one.id), catalog.corrected_by(one.id)) for one in documents]
    return [documents, contents]


def decide(decisions: Decisions, where: str, place: int, request: tuple[str, ...]) -> Correction:
    found = FOUND.get(where)
    scope = "collection" if found is None else "document" if place < 0 else "passage"
    anchor = anchored(found.document, found.passages[place] if place >= 0 else None, found.passages) if found else None
    action, field, value, *rest = request
    surface = rest[0] if rest else None
    number = decisions.correct(
        where if found else "", field, value, "officer", action=action, scope=scope, surface=surface, anchor=anchor
    )
    return next(one for one in decisions.corrections() if one.id == number)


REQUESTS = st.one_of(
    st.tuples(st.just(""), st.just(-1), st.sampled_from(EVERYWHERE)),
    st.tuples(st.sampled_from("ab"), st.just(-1), st.sampled_from([*EVERYWHERE, *OF_ONE, *FIELDS])),
    st.tuples(st.sampled_from("ab"), st.integers(0, 2), st.sampled_from([*EVERYWHERE, *OF_ONE, *KINDS])),
)


@pytest.fixture(scope="module")
def used() -> Iterator[tuple[Catalog, Decisions]]:
    """Databases that examples share: each takes back all that it decided."""
    with stores() as both:
        yield both


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.tuples(REQUESTS, st.booleans()), max_size=5))
def test_taking_back_is_the_same_as_never_having_corrected(
    used: tuple[Catalog, Decisions], made: list[tuple[Any, bool]]
) -> None:
    catalog, decisions = used
    pristine = state(catalog)
    numbers = []
    for request, _ in made:
        one = decide(decisions, *request)
        numbers.append(one)
        settle(catalog, decisions, touched(catalog, one))
    for one, (_, undone) in zip(numbers, made, strict=True):
        if undone:
            decisions.reverse(one.id)
            settle(catalog, decisions, touched(catalog, one))
    incremental = state(catalog)
    settle(catalog, decisions)
    assert state(catalog) == incremental  # what was touched was enough
    for found in FOUND.values():
        put(catalog, found)  # as a run would, and then
    settle(catalog, decisions)
    assert state(catalog) == incremental  # and a later run says the same
    for one in numbers:
        decisions.reverse(one.id)
    settle(catalog, decisions)
    assert state(catalog) == pristine


def test_settling_twice_changes_nothing_and_the_revision_stays() -> None:
    with stores() as (catalog, decisions):
        decide(decisions, "", -1, EVERYWHERE[1])
        assert settle(catalog, decisions) == 2
        revision = catalog.revision()
        assert settle(catalog, decisions) == 0
        assert catalog.revision() == revision
        assert catalog.applied() == mark(decisions)


def test_only_documents_with_the_words_are_touched() -> None:
    with stores() as (catalog, decisions):
        assert touched(catalog, decide(decisions, "", -1, ("never", "country", "JOR", "Jordan Smith"))) == {"a", "b"}
        assert touched(catalog, decide(decisions, "", -1, ("never", "country", "GEO", "combatants"))) == {"a"}
        assert touched(catalog, decide(decisions, "", -1, ("never", "country", "GEO", "Cómbatants"))) == {"a"}
        assert touched(catalog, decide(decisions, "", -1, ("never", "country", "GEO", "Géorgie"))) == set()
        assert touched(catalog, decide(decisions, "", -1, ("never", "country", "GEO", "جورجيا"))) == {"a", "b"}
        assert touched(catalog, decide(decisions, "", -1, ("merge", "mission", "UNOMIL", "UNMIL"))) == {"a"}


def test_a_correction_finds_its_passage_in_a_new_version_and_waits_where_it_is_gone() -> None:
    with stores() as (catalog, decisions):
        one = decide(decisions, "a", 1, ("add", "country", "TCD"))
        changed = LINES[1].replace("early", "very early")
        put(catalog, content(LINES[0], changed, *LINES[2:]))
        settle(catalog, decisions)
        passage = catalog.passages("a")[1]
        assert passage.about.country[0] == "TCD"
        assert decisions.corrections()[0].passage_id == passage.id != one.passage_id
        put(catalog, content(*LINES[2:]))
        settle(catalog, decisions)
        assert "not in the document" in (decisions.corrections()[0].waiting or "")
        put(catalog, FOUND["a"])
        settle(catalog, decisions)
        assert decisions.corrections()[0].waiting is None
        assert catalog.passages("a")[1].about.country[0] == "TCD"


def test_repeated_words_are_told_apart_by_what_stands_around_them() -> None:
    lines = ("The camp was closed.", "One.", "The camp was closed.", "Two.")
    with stores() as (catalog, decisions):
        FOUND["r"] = content(*lines, name="r")
        put(catalog, FOUND["r"])
        decide(decisions, "r", 2, ("add", "country", "TCD"))
        put(catalog, content(*lines[1:], name="r"))
        settle(catalog, decisions)
        assert ["TCD" in one.about.country for one in catalog.passages("r")] == [False, True, False]
        del FOUND["r"]


def test_a_lost_catalog_gives_new_ids_and_corrections_follow_fingerprint_and_path() -> None:
    found = FOUND["a"]
    with stores() as (_, decisions), tempfile.TemporaryDirectory() as folder:
        decide(decisions, "a", -1, ("add", "country", "TCD"))
        decide(decisions, "b", 0, ("add", "country", "TCD"))
        with Catalog(Path(folder) / "catalog.db", create=True) as catalog:
            moved = replace(found.document, id="new", path="/reports/elsewhere.txt")
            put(catalog, Content(moved, found.parts, content(name="new").passages))
            settle(catalog, decisions)
            assert catalog.document("new").about.country[0] == "TCD"  # type: ignore[union-attr]
            first, second = decisions.corrections()
            assert (first.document_id, first.path, first.waiting) == ("new", "/reports/elsewhere.txt", None)
            assert second.waiting == NO_DOCUMENT
            other = FOUND["b"]
            again = content("Georgia is a country.", *LINES[2:], title="Georgia", name="c")
            put(catalog, replace(again, document=replace(again.document, path=other.document.path, sha256="0" * 64)))
            settle(catalog, decisions)
            assert decisions.corrections()[1].document_id == "c"
            catalog.remove(["new"])
            settle(catalog, decisions)
            assert decisions.corrections()[0].waiting == GONE
