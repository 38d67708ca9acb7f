"""The search itself: parse, compile, ask each permitted index, merge, count, cut snippets."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lessons.analysis import tokens
from lessons.engines.protocol import Answer, Filter, Hit, Request, Sort
from lessons.errors import UnknownCode
from lessons.facets import BY_NAME, FACETS
from lessons.generation import View
from lessons.indexing import DOCUMENT
from lessons.query.parser import parse
from lessons.query.state import SearchState
from lessons.search.compiler import Compiled, compile_query
from lessons.search.ranking import DEFAULT, RankingMethod
from lessons.search.results import FacetCount, Result, Results
from lessons.search.snippet import snippet
from lessons.vocabulary import vocabulary

_NO_DATE = 99_999_999


def clean_code(facet: str, text: str) -> str:
    """Bring a facet's value, as a person writes it, to its code; raises UnknownCode that suggests the nearest."""
    if facet not in BY_NAME:
        raise UnknownCode(f"{facet!r} is no facet: use one of {', '.join(BY_NAME)}")
    return vocabulary(BY_NAME[facet].vocabulary).clean(text)


def try_code(facet: str, text: str) -> str | None:
    """The same for the query language: None where there is no such code.

    It looks for no near ones: 256 unknown codes took 3.8 s with suggestions, which nobody would see.
    """
    return vocabulary(BY_NAME[facet].vocabulary).find(text) if facet in BY_NAME else None


def search(view: View, state: SearchState, facets: Sequence[str] = tuple(BY_NAME)) -> Results:
    """Answer a search for the reader whose view this is."""
    started = time.perf_counter()
    found = find(view, state, facets)
    compiled, answer = found.compiled, found.answer
    return Results(
        query=state.query,
        repairs=(*found.repairs, *compiled.repairs, *_past_the_end(state, answer.total)),
        expansions=tuple(compiled.expansions),
        suggestions=tuple(suggestions(state.query, compiled, view)),
        total=answer.total,
        results=tuple(_result(hit, compiled) for hit in answer.hits),
        facets={name: facet_counts(name, answer.facets.get(name, {}), state) for name in facets},
        engine=view.engine,
        took_ms=(time.perf_counter() - started) * 1000,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """An answer and the compiled query behind it, before anything is made ready to show."""

    answer: Answer
    compiled: Compiled
    repairs: tuple[str, ...]


def find(view: View, state: SearchState, facets: Sequence[str] = (), method: RankingMethod = DEFAULT) -> Found:
    """Parse, compile, ask every index of the view, and merge: the hits of the state's page, and counts."""
    parsed = parse(state.query, try_code)
    compiled = compile_query(parsed.node, view, expand=state.expand, minimum=method.minimum)
    offset, alone = (state.page - 1) * state.size, len(view.indexes) == 1
    request = Request(
        clause=compiled.clause,
        filters=(*filters(state), *([Filter(DOCUMENT, exclude=view.hidden)] if view.hidden else [])),
        years=state.years,
        sort=state.sort,
        offset=offset if alone else 0,
        limit=state.size if alone else offset + state.size,
        facets=tuple(facets),
        ranking=method.fields,
    )
    if not alone and offset >= sum(index.search(replace(request, limit=0, facets=())).total for index in view.indexes):
        request = replace(request, limit=0)  # past the end: no index need bring its hits
    answer = merged([index.search(request) for index in view.indexes], state.sort, request)
    hits = answer.hits if alone else answer.hits[offset : offset + state.size]
    return Found(replace(answer, hits=hits), compiled, parsed.repairs)


def filters(state: SearchState) -> tuple[Filter, ...]:
    """The state's choices as filters: OR within a facet, AND between facets."""
    found = []
    for facet in FACETS:
        include = state.codes(facet.name)
        exclude = frozenset(code for name, code in state.excluded if name == facet.name)
        if include or exclude:
            found.append(Filter(facet.name, include, exclude))
    return tuple(found)


def merged(answers: Sequence[Answer], sort: Sort, request: Request) -> Answer:
    """One answer from those of several indexes: totals and counts added, hits in the order of the sort."""
    if len(answers) == 1:
        return answers[0]
    counted: dict[str, Counter[str]] = {name: Counter() for name in request.facets}
    for answer in answers:
        for name, counts in answer.facets.items():
            counted[name].update(counts)
    hits = sorted((hit for answer in answers for hit in answer.hits), key=_ORDER[sort])
    return Answer(sum(answer.total for answer in answers), tuple(hits), counted)


_ORDER: dict[Sort, Callable[[Hit], tuple[float, int, tuple[str, int]]]] = {
    "relevance": lambda hit: (-hit.score, -hit.date, hit.sequence),
    "newest": lambda hit: (0.0, -hit.date, hit.sequence),
    "oldest": lambda hit: (0.0, hit.date or _NO_DATE, hit.sequence),
}


def facet_counts(name: str, counts: Mapping[str, int], state: SearchState) -> tuple[FacetCount, ...]:
    """A facet's codes with labels, commonest first (years newest first); a chosen code is listed even at zero."""
    found = dict(counts)
    chosen = state.codes(name)
    for code in chosen:
        found.setdefault(code, 0)
    codes = vocabulary(BY_NAME[name].vocabulary)
    listed = [FacetCount(code, codes.label(code), count, code in chosen) for code, count in found.items()]
    if name == "year":
        return tuple(sorted(listed, key=lambda entry: entry.code, reverse=True))
    return tuple(sorted(listed, key=lambda entry: (-entry.count, entry.label)))


def suggestions(query: str, compiled: Compiled, view: View) -> list[str]:
    """The query with each unknown word replaced by the nearest of the texts' own words, if there is one."""
    nearest = {word: view.lexicon.nearest(word) for word in dict.fromkeys(compiled.unknown[:5])}
    corrected = query
    for token in reversed(list(tokens(query)) if any(nearest.values()) else []):  # from the end, so that offsets hold
        near = nearest.get(token.word)
        if near:
            corrected = corrected[: token.start] + near + corrected[token.end :]
    return [corrected] if corrected != query else []


def _result(hit: Hit, compiled: Compiled) -> Result:
    record = json.loads(hit.record)
    cut = snippet(record["text"], compiled.highlights, record["language"] or "en")
    return Result(record, hit.score, cut)


def _past_the_end(state: SearchState, total: int) -> list[str]:
    pages = max(1, -(-total // state.size))
    if state.page <= pages:
        return []
    return [
        f"page {state.page} is past the end: there {'is one page' if pages == 1 else f'are {pages} pages'} of results"
    ]
