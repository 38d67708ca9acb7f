"""The protocol once more, in the plainest Python: what every engine is compared with."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

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
from lessons.engines.protocol import Filter, IndexedPassage, Posting, Ranking, Request


def passage(
    name: str,
    text: str = "",
    heading: str = "",
    title: str = "",
    *,
    date: int = 0,
    document: str = "",
    ordinal: int = 0,
    record: bytes | None = None,
    **codes: str | tuple[str, ...],
) -> IndexedPassage:
    """A passage of words at successive positions; `a/b` stacks two terms on one position, `_` is a gap."""
    return IndexedPassage(
        id=name,
        fields={"text": postings(text), "heading": postings(heading), "title": postings(title)},
        codes={facet: (given,) if isinstance(given, str) else given for facet, given in codes.items()},
        date=date,
        sequence=(document or name, ordinal),
        record=name.encode() if record is None else record,
    )


def postings(text: str) -> tuple[Posting, ...]:
    return tuple(
        Posting(term, position)
        for position, words in enumerate(text.split())
        for term in words.split("/")
        if term != "_"
    )


def term(*words: str, **options: object) -> Term:
    return Term(tuple(Variant(word) for word in words), **options)  # type: ignore[arg-type]


def exact(text: str, **options: object) -> Exact:
    """`a b/c _ d`: alternatives by slashes, gaps as underscores."""
    places = tuple(None if word == "_" else tuple(word.split("/")) for word in text.split())
    return Exact(places, **options)  # type: ignore[arg-type]


def both(*children: Clause) -> AtLeast:
    return AtLeast(children, len(children))


def either(*children: Clause) -> AtLeast:
    return AtLeast(children, 1)


def matches(clause: Clause, one: IndexedPassage) -> bool:  # noqa: PLR0911 - one for each kind of clause
    match clause:
        case Term(variants, fields):
            wanted = {variant.term for variant in variants}
            return any(posting.term in wanted for name in fields for posting in one.fields.get(name, ()))
        case Exact(places, fields):
            return any(_phrase(places, one.fields.get(name, ())) for name in fields)
        case Together(words, distance, fields):
            return any(_near(words, distance, one.fields.get(name, ())) for name in fields)
        case AtLeast(children, minimum):
            return sum(matches(child, one) for child in children) >= minimum
        case Without(child, excluded):
            return matches(child, one) and not matches(excluded, one)
        case Boosted(child, _):
            return matches(child, one)
        case Codes(facet, codes):
            return bool(codes & set(one.codes.get(facet, ())))
        case Years(first, last):
            return in_years(one, first, last)
        case Everything():
            return True
        case Nothing():
            return False


def _phrase(places: Sequence[tuple[str, ...] | None], given: Iterable[Posting]) -> bool:
    words = {(posting.term, posting.position) for posting in given}
    wanted = [(offset, terms) for offset, terms in enumerate(places) if terms is not None]
    starts = {position - offset for _, position in words for offset, _ in wanted}
    return bool(wanted) and any(
        all(any((word, start + offset) in words for word in terms) for offset, terms in wanted) for start in starts
    )


def _near(words: Sequence[tuple[str, ...]], distance: int, given: Iterable[Posting]) -> bool:
    places = [[posting.position for posting in given if posting.term in terms] for terms in words]
    return (
        bool(places)
        and all(places)
        and all(any(abs(a - b) <= distance for a in one for b in other) for one, other in pairwise(places))
    )


def in_years(one: IndexedPassage, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    years = [int(code) for code in one.codes.get("year", ()) if code.isdecimal()]
    return any((first is None or year >= first) and (last is None or year <= last) for year in years)


def passes(filters: Iterable[Filter], years: tuple[int | None, int | None], one: IndexedPassage, but: str = "") -> bool:
    for chosen in filters:
        codes = set(one.codes.get(chosen.facet, ()))
        if codes & chosen.exclude or (chosen.include and chosen.facet != but and not codes & chosen.include):
            return False
    return but == "year" or in_years(one, *years)


def total(passages: Iterable[IndexedPassage], request: Request) -> int:
    return sum(matches(request.clause, one) and passes(request.filters, request.years, one) for one in passages)


def facets(passages: Iterable[IndexedPassage], request: Request) -> dict[str, dict[str, int]]:
    found = [one for one in passages if matches(request.clause, one)]
    return {
        facet: dict(
            Counter(
                code
                for one in found
                if passes(request.filters, request.years, one, facet)
                for code in set(one.codes.get(facet, ()))
            )
        )
        for facet in request.facets
    }


def ordered(passages: Iterable[IndexedPassage], request: Request, scores: Mapping[str, float]) -> list[str]:
    """The ids of all hits in the order asked for, given the scores of the engine."""
    hits = [one for one in passages if matches(request.clause, one) and passes(request.filters, request.years, one)]

    def key(one: IndexedPassage) -> tuple[object, ...]:
        newest = (one.date == 0, -one.date, one.sequence)
        if request.sort == "newest":
            return newest
        if request.sort == "oldest":
            return (one.date == 0, one.date, one.sequence)
        return (-scores[one.id], *newest)

    return [one.id for one in sorted(hits, key=key)]


def bm25f(  # noqa: PLR0911 - one for each kind of clause that scores
    clause: Clause, one: IndexedPassage, passages: Sequence[IndexedPassage], ranking: Ranking
) -> float:
    """The score as the protocol's ranking and the clause's leaves define it."""
    match clause:
        case Term():
            return _saturated(clause, one, passages, ranking) if matches(clause, one) else 0.0
        case Exact(places, fields, idf, boost):
            words = [term(*terms, fields=fields, idf=idf, boost=boost) for terms in places if terms is not None]
            return sum(bm25f(word, one, passages, ranking) for word in words) if matches(clause, one) else 0.0
        case Together(places, _, fields, idf, boost):
            words = [term(*terms, fields=fields, idf=idf, boost=boost) for terms in places]
            return sum(bm25f(word, one, passages, ranking) for word in words) if matches(clause, one) else 0.0
        case AtLeast(children, _):
            return sum(bm25f(child, one, passages, ranking) for child in children if matches(child, one))
        case Without(child, _):
            return bm25f(child, one, passages, ranking)
        case Boosted(child, extras):
            also = (extra for extra in extras if matches(extra, one))
            return bm25f(child, one, passages, ranking) + sum(bm25f(extra, one, passages, ranking) for extra in also)
        case Codes(_, _, score):
            return score if matches(clause, one) else 0.0
        case _:
            return 0.0


def _saturated(clause: Term, one: IndexedPassage, passages: Sequence[IndexedPassage], ranking: Ranking) -> float:
    frequency = 0.0
    for name in clause.fields:
        lengths = [size for size in (_length(other, name) for other in passages) if size]
        average = math.fsum(lengths) / len(lengths) if lengths else 1.0
        norm = 1 - ranking.b[name] + ranking.b[name] * _length(one, name) / average
        for variant in clause.variants:
            count = sum(posting.term == variant.term for posting in one.fields.get(name, ()))
            frequency += ranking.weights[name] * variant.weight * count / norm
    return clause.boost * clause.idf * frequency * (ranking.k1 + 1) / (frequency + ranking.k1) if frequency else 0.0


def _length(one: IndexedPassage, name: str) -> int:
    return len({posting.position for posting in one.fields.get(name, ())})
