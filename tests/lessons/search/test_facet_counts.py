"""Facet counts, totals and hits against a brute-force count over the records."""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import Text, ask, document, served

from lessons.engines.registry import ENGINES
from lessons.facets import FACETS
from lessons.generation import Generation
from lessons.indexing import ancestors
from lessons.query.state import SearchState
from lessons.vocabulary.countries import regions_of
from lessons.vocabulary.phases import UNKNOWN, phase_at

AT_LENGTH = 10_000 if os.environ.get("LESSONS_SOAK") else 1_000
"""States; `make soak` takes ten times as many."""
COUNTRIES = ["LBR", "SLE", "AGO", "XKX"]
THEMES = ["security", "security.ddr", "security.police", "rights", "rights.gender"]
WORDS = ["police", "army", "budget"]
QUERIES: dict[str, Callable[[str], bool]] = {
    "": lambda text: True,
    "police": lambda text: "police" in text,
    "police army": lambda text: "police" in text and "army" in text,
    "police OR budget": lambda text: "police" in text or "budget" in text,
    "NOT police": lambda text: "police" not in text,
    "nothing": lambda text: False,
}


@dataclass(frozen=True)
class Record:
    text: str
    codes: dict[str, set[str]]


ALL = tuple(facet.name for facet in FACETS)


def collection() -> tuple[list[tuple[Any, list[Text]]], list[Record]]:
    chance = random.Random(4)
    entries, records = [], []
    for number in range(40):
        date = chance.choice([None, "2003", "2004-05", "2010-01-31"])
        kinds = {
            "doc_type": chance.choice(["evaluation", "audit", None]),
            "originator": chance.choice(["mission", None]),
            "language": chance.choice(["en", "fr"]),
        }
        label = chance.choice(["unclassified", "unclassified", "confidential"])
        texts = []
        for _ in range(chance.randrange(1, 5)):
            text = Text(
                " ".join(chance.sample(WORDS, chance.randrange(1, 4))) + f" {number}",
                tuple(chance.sample(COUNTRIES, chance.randrange(3))),
                tuple(chance.sample(["UNMIL", "UNAMSIL"], chance.randrange(3))),
                tuple(chance.sample(THEMES, chance.randrange(4))),
                chance.choice(["lesson", "challenge", "narrative"]),
            )
            texts.append(text)
            codes = {name: {code} if code else set() for name, code in kinds.items()}
            codes |= {"country": set(text.country), "mission": set(text.mission), "kind": {text.kind}}
            codes["theme"] = {above for theme in text.theme for above in ancestors(theme)}
            codes["year"] = {date[:4]} if date else set()
            codes["region"] = {region for country in text.country for region in regions_of(country)}
            phases = {phase_at(mission, date) for mission in text.mission[:1]} - {UNKNOWN}
            codes["phase"] = phases
            codes["status"] = set() if text.kind == "narrative" else {"candidate"}
            records.append(Record(text.text, codes))
        entries.append((document(f"d{number:02}", sensitivity=label, date=date, **kinds), texts))
    return entries, records


ENTRIES, RECORDS = collection()


@pytest.fixture(scope="module", params=sorted(ENGINES))
def generation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    opened = served(tmp_path_factory.mktemp("served"), ENTRIES, request.param)
    yield opened
    opened.close()


def failing(record: Record, state: SearchState) -> set[str]:
    """The facets by whose choice, or range of years, a record falls out; all where something excludes it."""
    found = set()
    for facet, codes in record.codes.items():
        if codes & {code for name, code in state.excluded if name == facet}:
            return set(ALL)
        chosen = state.codes(facet)
        if chosen and not codes & chosen:
            found.add(facet)
    first, last = state.years
    in_years = any((first or 0) <= int(year) <= (9999 if last is None else last) for year in record.codes["year"])
    return found if in_years or state.years == (None, None) else found | {"year"}


def expected(state: SearchState) -> tuple[list[str], dict[str, dict[str, int]]]:
    """The texts that match, and each facet's counts without its own filter."""
    texts, counts = [], {facet: Counter[str]() for facet in ALL}
    for record in RECORDS:
        if QUERIES[state.query](record.text):
            fails = failing(record, state)
            texts += [] if fails else [record.text]
            for facet in ALL if not fails else fails if len(fails) == 1 else ():
                counts[facet].update(record.codes[facet])
    return sorted(texts), {facet: dict(counted) for facet, counted in counts.items()}


PAIRS = st.sampled_from(
    [
        *[("country", code) for code in COUNTRIES],
        *[("theme", code) for code in THEMES],
        ("mission", "UNMIL"),
        ("mission", "UNAMSIL"),
        ("kind", "lesson"),
        ("kind", "challenge"),
        ("kind", "narrative"),
        ("doc_type", "evaluation"),
        ("doc_type", "audit"),
        ("originator", "mission"),
        ("year", "2003"),
        ("year", "2010"),
        ("language", "fr"),
        ("status", "candidate"),
        ("country", "TCD"),
        ("region", "western-africa"),
        ("phase", "start_up"),
    ]
)
YEARS = st.sampled_from([None, 2003, 2004, 2005, 2010, 2011])


@st.composite
def states(draw: st.DrawFn) -> SearchState:
    pairs: Sequence[tuple[str, str]] = draw(st.lists(PAIRS, max_size=4, unique=True))
    excluded = draw(st.lists(PAIRS, max_size=2, unique=True))
    query = draw(st.sampled_from(sorted(QUERIES)))
    return SearchState(query, tuple(pairs), tuple(excluded), (draw(YEARS), draw(YEARS)), size=200)


def counts_are_exact(generation: Generation, state: SearchState) -> None:
    results = ask(
        generation,
        state.query,
        chosen=state.chosen,
        excluded=state.excluded,
        years=state.years,
        size=200,
        sort="newest",
    )
    texts, counts = expected(state)
    for facet in ALL:
        assert {count.code: count.count for count in results.facets[facet] if count.count} == counts[facet], facet
        assert {count.code for count in results.facets[facet] if count.chosen} == state.codes(facet)
    assert sorted(result.record["text"] for result in results.results) == texts
    assert results.total == len(texts)


@given(states())
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_counts_are_exact(generation: Generation, state: SearchState) -> None:
    counts_are_exact(generation, state)


@pytest.mark.slow
@given(states())
@settings(max_examples=AT_LENGTH, deadline=None, suppress_health_check=list(HealthCheck))
def test_counts_are_exact_at_length(generation: Generation, state: SearchState) -> None:
    counts_are_exact(generation, state)


def test_facets_come_commonest_first_and_years_newest_first(generation: Generation) -> None:
    facets = ask(generation).facets
    counts = [count.count for count in facets["country"]]
    assert counts == sorted(counts, reverse=True)
    assert [count.code for count in facets["year"]] == ["2010", "2004", "2003"]
    assert [count.label for count in facets["country"] if count.code == "LBR"] == ["Liberia"]


def test_a_chosen_code_is_listed_even_at_zero(generation: Generation) -> None:
    listed = {
        count.code: (count.count, count.chosen)
        for count in ask(generation, chosen=(("country", "TCD"),)).facets["country"]
    }
    assert listed["TCD"] == (0, True)
    assert listed["LBR"][0] > 0
