"""After corrections, relations and index are what a full reindex would make of the catalog."""

import tempfile
from pathlib import Path
from typing import Any

from corrected import LINES, content
from hypothesis import given, settings
from hypothesis import strategies as st
from making import relations_of

from indexer.corrections.settle import settle, touched
from lessons.access import OWNER, Reader
from lessons.anchors import anchored
from lessons.engines.registry import engine as engine_named
from lessons.generation import build_generation, open_generation
from lessons.query.state import SearchState
from lessons.relations.recurrence import groups
from lessons.relations.stage import relate
from lessons.search.searcher import search
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions

ADVICE = (
    "Recommendation 3. The mission should order fuel for generators before the rains close the roads to its camps.",
    "The mission accepted recommendation 3, which has been implemented in all of its camps in Liberia.",
    "Fuel for generators should be ordered before the rains close the roads to the camps of a mission.",
)
FOUND = {
    "a": content(*LINES, *ADVICE[:2], name="a"),
    "b": content(*LINES[1:], ADVICE[2], title="Cantonment in Liberia, revised", name="b"),
    "c": content("Georgia sent lorries to a market.", ADVICE[2], "Roads were closed by rain.", title="Rain", name="c"),
}
READERS = (OWNER, Reader(), Reader("confidential", frozenset({"dpo"})))
EVERYWHERE = [
    ("always", "mission", "UNAMSIL", "the Mission"),
    ("never", "country", "LBR", "Liberia"),
    ("merge", "country", "ARM", "GEO"),
]
OF_ONE = [
    ("reject", "country", "LBR"),
    ("add", "mission", "UNOCI"),
    ("set", "title", "Roads"),
    ("set", "symbol", "S/2004/9/Rev.1"),
    ("set", "date", "2011-05"),
    ("set", "sensitivity", "confidential"),
    ("set", "groups", "dpo"),
]
OF_PASSAGE = [("kind", "kind", "lesson"), ("kind", "kind", "narrative"), ("kind", "kind", "recommendation")]
QUERIES = ("", "fuel AND generators", "camps", "roads")
REQUESTS = st.one_of(
    st.tuples(st.just(""), st.just(-1), st.sampled_from(EVERYWHERE)),
    st.tuples(st.sampled_from("abc"), st.just(-1), st.sampled_from(OF_ONE)),
    st.tuples(st.sampled_from("abc"), st.integers(-2, -1), st.sampled_from(OF_PASSAGE)),
)


def decide(decisions: Decisions, where: str, place: int, request: tuple[str, ...]) -> int:
    found = FOUND.get(where)
    of_passage = request[0] == "kind"
    anchor = anchored(found.document, found.passages[place] if of_passage else None, found.passages) if found else None
    scope = "collection" if found is None else "passage" if of_passage else "document"
    action, field, value, *rest = request
    surface = rest[0] if rest else None
    return decisions.correct(where, field, value, "officer", action=action, scope=scope, surface=surface, anchor=anchor)


def seen(catalog: Catalog, index: Path) -> list[Any]:
    """What every reader sees: relations, groups, and the answers of the index."""
    generation = open_generation(index)
    try:
        asked = [
            search(generation.view(reader), SearchState(query, size=50)) for reader in READERS for query in QUERIES
        ]
        answers = [
            (one.total, sorted(result.record["id"] for result in one.results), one.facets, one.expansions)
            for one in asked
        ]
    finally:
        generation.close()
    found = [[group.as_dict() for group in groups(catalog, reader)] for reader in READERS]
    return [relations_of(catalog), found, answers]


@settings(max_examples=12, deadline=None)
@given(made=st.lists(st.tuples(REQUESTS, st.booleans()), min_size=1, max_size=5))
def test_after_each_correction_all_is_as_after_a_full_reindex(made: list[tuple[Any, bool]]) -> None:
    engine = engine_named("whoosh")
    with (
        tempfile.TemporaryDirectory() as folder,
        Catalog(Path(folder) / "catalog.db", create=True) as catalog,
        Decisions(Path(folder) / "decisions.db") as decisions,
    ):
        index, whole = Path(folder) / "index", Path(folder) / "whole"
        for found in FOUND.values():
            catalog.add_root(found.document.root)
            catalog.store(found.document, found.parts, found.passages)
        relate(catalog)
        build_generation(index, catalog, engine)
        for request, undone in made:
            number = decide(decisions, *request)
            if undone:
                decisions.reverse(number)
            one = next(one for one in decisions.corrections(in_force=False) if one.id == number)
            if settle(catalog, decisions, touched(catalog, one)):
                relate(catalog)
                build_generation(index, catalog, engine)
        at_once = seen(catalog, index)
        relate(catalog, anew=True)
        build_generation(whole, catalog, engine, whole=True)
        assert seen(catalog, whole) == at_once
