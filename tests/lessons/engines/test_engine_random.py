"""Random passages, requests and histories: every engine against the reference, and incremental against full builds."""

import tempfile
from pathlib import Path

import engine_reference as reference
import pytest
from engine_reference import passage
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lessons.engines.clause import (
    AtLeast,
    Boosted,
    Clause,
    Codes,
    Everything,
    Exact,
    Nothing,
    Term,
    Together,
    Variant,
    Without,
    Years,
)
from lessons.engines.protocol import Answer, Engine, Filter, IndexedPassage, Ranking, Request

WORDS = ("war", "peace", "ddr", "côte", "mine", "vote")
COUNTRIES = ("LBR", "SLE", "MLI")
YEARS = ("1999", "2003", "2004", "odd")
FACETS = ("country", "year", "kind")
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

words = st.sampled_from(WORDS)
texts = st.lists(st.lists(words, min_size=1, max_size=2).map("/".join) | st.just("_"), max_size=8).map(" ".join)
dates = st.sampled_from((0, 0, 19990101, 20030000, 20030500, 20030514, 20040101))
fields = st.lists(st.sampled_from(("text", "heading", "title")), min_size=1, unique=True).map(tuple)


@st.composite
def collections(draw: st.DrawFn, names: str = "p") -> list[IndexedPassage]:
    size = draw(st.integers(0, 14))
    return [
        passage(
            f"{names}{i}",
            draw(texts),
            draw(texts),
            draw(st.just("") | texts),
            date=draw(dates),
            document=draw(st.sampled_from(("d1", "d2", "ä"))),
            ordinal=i,
            country=tuple(draw(st.lists(st.sampled_from(COUNTRIES), max_size=3))),
            year=draw(st.sampled_from(YEARS) | st.just(())),
            kind=draw(st.just("lesson") | st.just(())),
        )
        for i in range(size)
    ]


variants = st.builds(Variant, words, st.sampled_from((1.0, 0.5, 0.25)))
terms = st.builds(
    Term,
    st.lists(variants, min_size=1, max_size=3, unique_by=lambda v: v.term).map(tuple),
    fields,
    st.sampled_from((1.0, 2.5)),
    st.sampled_from((1.0, 3.0)),
)
places = st.lists(words, min_size=1, max_size=2, unique=True).map(tuple)
phrases = st.builds(
    Exact, st.lists(places | st.none(), min_size=1, max_size=4).map(tuple), fields, st.sampled_from((1.0, 2.5))
)
nearby = st.builds(
    Together, st.lists(places, max_size=3).map(tuple), st.integers(0, 4), fields, st.sampled_from((1.0, 2.5))
)
leaves = (
    terms
    | phrases
    | nearby
    | st.builds(Codes, st.just("country"), st.frozensets(st.sampled_from(COUNTRIES)), st.sampled_from((0.0, 0.5, 2.0)))
    | st.builds(Years, st.sampled_from((None, 2003)), st.sampled_from((None, 2003, 2004)))
    | st.just(Everything())
    | st.just(Nothing())
)


@st.composite
def _many(draw: st.DrawFn, children: st.SearchStrategy[Clause]) -> Clause:
    chosen = tuple(draw(st.lists(children, max_size=4)))
    return AtLeast(chosen, draw(st.integers(0, len(chosen) + 1)))


clauses: st.SearchStrategy[Clause] = st.recursive(
    leaves,
    lambda children: (
        _many(children)
        | st.builds(Without, children, children)
        | st.builds(Boosted, children, st.lists(children, max_size=3).map(tuple))
    ),
    max_leaves=8,
)

codes = {"country": COUNTRIES, "year": YEARS, "kind": ("lesson", "none")}
filters = st.sampled_from(FACETS).flatmap(
    lambda facet: st.builds(
        Filter,
        st.just(facet),
        st.frozensets(st.sampled_from(codes[facet]), max_size=2),
        st.frozensets(st.sampled_from(codes[facet]), max_size=1),
    )
)
requests = st.builds(
    Request,
    clauses,
    st.lists(filters, max_size=2).map(tuple),
    st.tuples(st.sampled_from((None, 1999, 2003)), st.sampled_from((None, 2003, 2004))),
    st.sampled_from(("relevance", "newest", "oldest")),
    st.integers(0, 4),
    st.integers(0, 6),
    st.just(FACETS),
)


def ask(engine: Engine, passages: list[IndexedPassage], *asked: Request) -> list[Answer]:
    with tempfile.TemporaryDirectory() as folder:
        engine.build(Path(folder) / "i", passages)
        return answers(engine, Path(folder) / "i", *asked)


def answers(engine: Engine, directory: Path, *asked: Request) -> list[Answer]:
    index = engine.open(directory)
    try:
        return [index.search(request) for request in asked]
    finally:
        index.close()


@RELAXED
@given(passages=collections(), request=requests)
def test_every_engine_answers_as_the_reference(
    any_engine: Engine, passages: list[IndexedPassage], request: Request
) -> None:
    whole = Request(request.clause, request.filters, request.years, request.sort, 0, 100, request.facets)
    answer, everything = ask(any_engine, passages, request, whole)
    scores = {hit.id: hit.score for hit in everything.hits}
    order = reference.ordered(passages, request, scores)
    assert answer.total == everything.total == reference.total(passages, request)
    assert [hit.id for hit in everything.hits] == order
    assert [hit.id for hit in answer.hits] == order[request.offset : request.offset + request.limit]
    assert answer.facets == everything.facets == reference.facets(passages, request)
    by_id = {one.id: one for one in passages}
    for hit in everything.hits:
        one = by_id[hit.id]
        assert (hit.date, hit.sequence, hit.record) == (one.date, one.sequence, one.record)


@RELAXED
@given(passages=collections(), clause=clauses, k1=st.sampled_from((0.0, 0.9, 1.2)))
def test_the_embedded_default_scores_bm25f(passages: list[IndexedPassage], clause: Clause, k1: float) -> None:
    from lessons.engines.whoosh import Whoosh  # noqa: PLC0415 - the only engine whose formula is its own promise

    ranking = Ranking(k1=k1)
    (answer,) = ask(Whoosh(), passages, Request(clause, limit=100, ranking=ranking))
    by_id = {one.id: one for one in passages}
    for hit in answer.hits:
        assert hit.score == pytest.approx(reference.bm25f(clause, by_id[hit.id], passages, ranking), rel=1e-6)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[list[IndexedPassage], set[str]]]:
    """Changes, each with the passages that come and the ids that go; an id may come back with another text."""
    known: set[str] = set()
    changes = []
    for step in range(draw(st.integers(1, 5))):
        gone = draw(st.sets(st.sampled_from(sorted(known) or ["p0"])))
        coming = [one for one in draw(collections("p" if step % 2 else f"s{step}-")) if one.id not in known - gone]
        known = (known - gone) | {one.id for one in coming}
        changes.append((coming, gone))
    return changes


@pytest.mark.parametrize("limits", [(12, 9, 0.3), (1, 2, 0.3), (12, 9, 1.0)], ids=["usual", "merging", "linking"])
@RELAXED
@given(history=histories(), asked=st.lists(requests, min_size=1, max_size=4))
def test_incremental_equals_full(
    updating_engine: Engine,
    limits: tuple[int, int, float],
    history: list[tuple[list[IndexedPassage], set[str]]],
    asked: list[Request],
) -> None:
    current: dict[str, IndexedPassage] = {}
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name, value in zip(("MOST_SMALL", "MERGED", "MOST_REMOVED"), limits, strict=True):
            patch.setattr(f"lessons.engines.build.{name}", value)
        directory = None
        for number, (coming, gone) in enumerate(history):
            current = {name: one for name, one in current.items() if name not in gone}
            current |= {one.id: one for one in coming}
            base, directory = directory, Path(folder) / f"g{number}"
            updating_engine.build(directory, coming, base=base, removed=gone)
        assert directory is not None
        incremental = answers(updating_engine, directory, *asked)
    full = ask(updating_engine, list(current.values()), *asked)
    for one, other in zip(incremental, full, strict=True):
        assert (one.total, one.facets) == (other.total, other.facets)
        assert [(hit.id, hit.date, hit.sequence, hit.record) for hit in one.hits] == [
            (hit.id, hit.date, hit.sequence, hit.record) for hit in other.hits
        ]
        assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits], abs=1e-6)
