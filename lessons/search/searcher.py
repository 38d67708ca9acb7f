"""The search itself: parse, compile, ask each permitted index, merge, count, cut snippets."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from lessons.engines.clause import Boosted, Clause
from lessons.engines.protocol import Answer, Filter, Hit, Request, Sort
from lessons.errors import UnknownCode
from lessons.facets import BY_NAME, FACETS
from lessons.generation import View
from lessons.indexing import DOCUMENT
from lessons.query.parser import parse
from lessons.query.state import SearchState
from lessons.query.tree import Node
from lessons.relations.folding import FOLDED
from lessons.search.compiler import Compiled, compile_query
from lessons.search.diversity import span, spread
from lessons.search.feedback import PASSAGES, feedback
from lessons.search.meaning import best_method, nearness, obstacle
from lessons.search.ranking import RankingMethod, any_of
from lessons.search.results import FacetCount, Result, Results
from lessons.search.snippet import snippet
from lessons.search.why import reasons
from lessons.suggest.corrections import corrected
from lessons.suggest.ladder import FEW, ladder
from lessons.vocabulary import vocabulary
from lessons.vocabulary.missions import predecessors_of

MOST_CORRECTED = 8
"""Words of a query that are looked up for a better spelling."""
ENOUGH = 10
"""A query that fewer passages answer in full is searched for with any of its words: a page's worth."""
MOST_ABSENT = 3
LOOKS_AROUND = 2
"""A query of so few words does not say what it wants: more documents are shown."""
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


def search(
    view: View,
    state: SearchState,
    facets: Sequence[str] = tuple(BY_NAME),
    method: RankingMethod | None = None,
    *,
    why: bool = False,
) -> Results:
    """Answer a search for the reader whose view this is; `why` explains each result's score."""
    started = time.perf_counter()
    found = find(view, state, facets, method)
    compiled, answer = found.compiled, found.answer
    answered = answer.total if found.strict is None else found.strict
    meant = suggestions(state.query, compiled, view)
    results = tuple(_result(hit, compiled) for hit in answer.hits)
    if why:
        records = [result.record for result in results]
        explained = reasons(view.indexes, found.request, answer.hits, records, compiled.told)
        results = tuple(replace(one, why=tuple(parts)) for one, parts in zip(results, explained, strict=True))
    return Results(
        query=state.query,
        repairs=(*found.repairs, *compiled.repairs, *_absent(compiled), *_past_the_end(state, answer.total)),
        expansions=tuple(compiled.expansions),
        suggestions=tuple(meant),
        total=answer.total,
        results=results,
        facets={name: facet_counts(name, answer.facets.get(name, {}), state) for name in facets},
        engine=view.engine,
        answered=answered,
        ladder=tuple(ladder(state, answered, meant, partial(total, view)) if answered < FEW else ()),
        took_ms=(time.perf_counter() - started) * 1000,
    )


def total(view: View, state: SearchState) -> int:
    """How many passages a search finds; by date, so that nothing need be ranked."""
    return find(view, replace(state, sort="newest", size=1, page=1)).answer.total


@dataclass(frozen=True, slots=True)
class Found:
    """An answer and the compiled query behind it, before anything is made ready to show.

    `strict` tells how many passages have all the words, where others were searched for too.
    """

    answer: Answer
    compiled: Compiled
    repairs: tuple[str, ...]
    request: Request = field(default_factory=Request)
    strict: int | None = None


def find(view: View, state: SearchState, facets: Sequence[str] = (), method: RankingMethod | None = None) -> Found:
    """Parse, compile, ask every index of the view, and merge: the hits of the state's page, and counts.

    Where hardly any passage has the words that should stand together, each of them is enough.
    """
    method = method or best_method(view)
    found = _found(view, state, facets, method)
    if found.answer.total >= ENOUGH or method.minimum is any_of or not (state.query and state.expand):
        return found
    loose = compile_query(parse(state.query, try_code).node, view, expand=_expands(state, method), minimum=any_of)
    if loose.clause == found.compiled.clause or _whole(view, found.request) >= ENOUGH:
        return found
    again = _found(view, state, facets, replace(method, minimum=any_of), first=found.compiled.clause)
    if again.answer.total == found.answer.total:
        return found
    again.compiled.expansions.append(_loosened(state.query, again.compiled))
    return replace(again, strict=found.answer.total)


def _expands(state: SearchState, method: RankingMethod) -> bool:
    return state.expand and method.expansion


def _whole(view: View, request: Request) -> int:
    """How many passages a query finds without filters: by them a search must not change its words, or counts differ."""
    left_out = tuple(standing_filters(view))
    bare = replace(request, filters=left_out, years=(None, None), sort="newest", facets=(), limit=0, offset=0)
    return sum(index.search(replace(bare, rerank=None)).total for index in view.indexes)


def _loosened(query: str, compiled: Compiled) -> dict[str, object]:
    return {"from": query, "to": list(dict.fromkeys(compiled.asked)), "reason": "single words"}


def _found(
    view: View, state: SearchState, facets: Sequence[str], method: RankingMethod, first: Clause | None = None
) -> Found:
    """Ask; what `first` matches too scores twice, so that a passage with all the words stands before a short one with
    the rarest ("Canton of Vaud" was ahead of the cantonment of combatants)."""
    parsed = parse(state.query, try_code)
    compiled = compile_query(parsed.node, view, expand=_expands(state, method), minimum=method.minimum)
    if first is not None:
        compiled.clause = Boosted(compiled.clause, (first,))
    request = Request(
        clause=compiled.clause,
        filters=(*filters(state), *standing_filters(view)),
        years=state.years,
        sort=state.sort,
        facets=tuple(facets),
        ranking=method.fields,
    )
    lacking = obstacle(view) if method.meaning else None
    request = _deepened(view, request, compiled, parsed.node, state, method, meaning=method.meaning and not lacking)
    spreads = method.diversity and state.sort == "relevance"
    offset = (state.page - 1) * state.size
    begin, end = span(offset, state.size) if spreads else (offset, offset + state.size)
    answer = _asked(view, request, begin, end)
    few = len(set(compiled.asked)) <= LOOKS_AROUND
    hits = spread(answer.hits, looks_around=few) if spreads else answer.hits
    shown = tuple(hits[offset - begin : offset - begin + state.size])
    return Found(replace(answer, hits=shown), compiled, (*parsed.repairs, *([lacking] if lacking else [])), request)


def _deepened(
    view: View,
    request: Request,
    compiled: Compiled,
    node: Node,
    state: SearchState,
    method: RankingMethod,
    *,
    meaning: bool,
) -> Request:
    """The request with what its own best hits teach, and with the query's meaning.

    Meaning is asked for in every order, since it also finds; feedback only changes the order by relevance.
    """
    learns = method.feedback and state.expand and state.sort == "relevance"
    if not learns and not meaning:
        return request
    first = replace(request, facets=(), sort="relevance", limit=PASSAGES, words=True)
    best = merged([index.search(first) for index in view.indexes], "relevance", first).hits
    near = nearness(state.query, node, best) if meaning else None
    if near is not None and learns:  # passages that are near in meaning teach too
        first = replace(first, near=near)
        best = merged([index.search(first) for index in view.indexes], "relevance", first).hits
    rerank = (
        feedback(best, compiled.clause, view.lexicon, method.query_share, near.scale if near else 1.0)
        if learns
        else None
    )
    return replace(request, rerank=rerank, near=near)


def _asked(view: View, request: Request, first: int, last: int) -> Answer:
    """The merged answer of all indexes with the hits from `first` to before `last`."""
    if len(view.indexes) == 1:
        return view.indexes[0].search(replace(request, offset=first, limit=last - first))
    if first and first >= sum(index.search(replace(request, limit=0, facets=())).total for index in view.indexes):
        last = 0  # past the end: no index need bring its hits
    wanted = replace(request, limit=last)
    answer = merged([index.search(wanted) for index in view.indexes], request.sort, wanted)
    return replace(answer, hits=answer.hits[first:last])


def standing_filters(view: View) -> list[Filter]:
    """What a reader's every search leaves out: documents restricted meanwhile, and passages of which he sees a copy."""
    left_out = ((DOCUMENT, view.hidden), (FOLDED, view.folded))
    return [Filter(name, exclude=codes) for name, codes in left_out if codes]


def filters(state: SearchState) -> tuple[Filter, ...]:
    """The state's choices as filters: OR within a facet, AND between facets."""
    found = []
    for facet in FACETS:
        include = state.codes(facet.name)
        if state.predecessors and facet.name == "mission":
            include |= {earlier for code in include for earlier in predecessors_of(code)}
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
    """The query with each unknown or rare word replaced by the texts' own word that was probably meant."""
    return corrected(query, [*compiled.unknown[:MOST_CORRECTED], *compiled.asked[:MOST_CORRECTED]], view.lexicon)


def _result(hit: Hit, compiled: Compiled) -> Result:
    record = json.loads(hit.record)
    cut = snippet(record["text"], compiled.highlights, record["language"] or "en")
    return Result(record, hit.score, cut)


def _absent(compiled: Compiled) -> list[str]:
    """What the reader should know of words that no passage has and nothing stands for, where others were found."""
    absent = list(dict.fromkeys(compiled.absent))
    found = len(absent) < len(set(compiled.asked))
    return [f"no passage has “{word}”" for word in absent[:MOST_ABSENT]] if found else []


def _past_the_end(state: SearchState, total: int) -> list[str]:
    pages = max(1, -(-total // state.size))
    if state.page <= pages:
        return []
    return [
        f"page {state.page} is past the end: there {'is one page' if pages == 1 else f'are {pages} pages'} of results"
    ]
