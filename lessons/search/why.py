"""Why a result stands where it stands: what matched, in which fields, its part of the score; alike on all engines.

The parts add up to the score. Each leaf of the query is asked for by itself, which costs time: only on demand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lessons.analysis import tokens
from lessons.engines.clause import AtLeast, Boosted, Clause, Codes, Exact, Term, Together, Without
from lessons.engines.protocol import Hit, Index, Request

SHOWN = 5
"""Words of feedback that are named."""
_ROUNDING = 1e-4
Leaf = Term | Exact | Together | Codes


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score: what (the passage's own words), why it was sought, where it stands, and how much it is."""

    what: tuple[str, ...]
    reason: str
    fields: tuple[str, ...]
    score: float

    def as_dict(self, whole: float) -> dict[str, Any]:
        """The JSON shape of the command line, with the part's share of the whole score."""
        return {
            "what": list(self.what),
            "reason": self.reason,
            "fields": list(self.fields),
            "score": round(self.score, 4),
            "share": round(self.score / whole, 4) if whole else 0.0,
        }


def reasons(
    indexes: Sequence[Index],
    request: Request,
    hits: Sequence[Hit],
    records: Sequence[Mapping[str, Any]],
    told: Mapping[Leaf, str],
) -> list[list[Reason]]:
    """For each hit the parts of its score, greatest first; `told` names the leaves that the reader did not write."""
    ids = [hit.id for hit in hits]
    found: list[list[Reason]] = [[] for _ in hits]
    scale = request.near.scale if request.near else 1.0
    for leaf, times, scores in _scored(indexes, request, ids):
        fields = _fields(indexes, request, leaf, ids)
        for number, score in enumerate(scores):
            if score > 0:
                what = _words(leaf, records[number])
                reason = told.get(plain(leaf), "phrase" if isinstance(leaf, Exact | Together) else "word")
                found[number].append(Reason(what, reason, fields[number], score * times * scale))
    for number, hit in enumerate(hits):
        found[number] += _later(indexes, request, hit, sum(part.score for part in found[number]))
        found[number].sort(key=lambda part: -part.score)
    return found


def plain(leaf: Leaf) -> Leaf:
    """A leaf whatever its boost."""
    return leaf if isinstance(leaf, Codes) else replace(leaf, boost=1.0)


def leaves(clause: Clause) -> Iterator[tuple[Leaf, tuple[Clause, ...]]]:
    """The leaves that may score, each with the branches that must match for it to count."""
    match clause:
        case Term() | Exact() | Together() | Codes():
            yield clause, ()
        case AtLeast(children, minimum):
            above = (clause,) if minimum > 1 else ()
            for child in children:
                yield from ((leaf, (*above, *branches)) for leaf, branches in leaves(child))
        case Without(child, _):
            yield from leaves(child)
        case Boosted(child, extras):
            for part in (child, *extras):
                yield from leaves(part)


def _scored(indexes: Sequence[Index], request: Request, ids: Sequence[str]) -> Iterator[tuple[Leaf, int, list[float]]]:
    """Each leaf once, how often it stands in the query, and what it scores in each passage."""
    together: dict[tuple[Leaf, tuple[Clause, ...]], int] = {}
    for key in leaves(request.clause):
        together[key] = together.get(key, 0) + 1
    known: dict[Clause, list[float]] = {}
    for (leaf, branches), times in together.items():
        for clause in (leaf, *branches):
            if clause not in known:
                known[clause] = _sum([index.scores(clause, request.ranking, ids) for index in indexes])
        counts = [all(known[branch][number] > 0 for branch in branches) for number in range(len(ids))]
        yield leaf, times, [score if one else 0.0 for score, one in zip(known[leaf], counts, strict=True)]


def _fields(indexes: Sequence[Index], request: Request, leaf: Leaf, ids: Sequence[str]) -> list[tuple[str, ...]]:
    """The fields in which a leaf stands in each passage."""
    if isinstance(leaf, Codes):
        return [(leaf.facet,) for _ in ids]
    standing = {
        name: _sum([index.scores(replace(leaf, fields=(name,)), request.ranking, ids) for index in indexes])
        for name in leaf.fields
    }
    return [tuple(name for name, scores in standing.items() if scores[number] > 0) for number in range(len(ids))]


def _later(indexes: Sequence[Index], request: Request, hit: Hit, so_far: float) -> Iterator[Reason]:
    """What meaning and feedback add."""
    if request.near is not None:
        [cosine] = _sum([index.similarities(request.near.vector, [hit.id]) for index in indexes])
        yield Reason((), "meaning", (), request.near.weight * max(cosine, 0.0))
        so_far += request.near.weight * max(cosine, 0.0)
    # Beyond the depth of feedback nothing was added.
    if request.rerank is not None and hit.score - so_far > _ROUNDING:
        added = _sum([index.added(request.rerank, request.ranking, [hit.id])[0] for index in indexes])
        ranked = sorted(zip(added, request.rerank.terms, strict=True), key=lambda pair: -pair[0])
        words = tuple(term for score, (term, _) in ranked[:SHOWN] if score > 0)
        yield Reason(words, "feedback", ("text",), sum(added))


def _sum(lists: Sequence[Sequence[float]]) -> list[float]:
    return [sum(values) for values in zip(*lists, strict=True)]


def _words(leaf: Leaf, record: Mapping[str, Any]) -> tuple[str, ...]:
    """A leaf in the passage's own words, in its own terms where none of them stands there."""
    if isinstance(leaf, Codes):
        return tuple(sorted(leaf.codes))
    terms = _terms(leaf)
    texts = (record.get("text"), record.get("title"), *(record.get("heading") or ()))
    language = record.get("language") or "en"
    standing = (
        text[token.start : token.end].casefold()
        for text in texts
        if text
        for token in tokens(text, language)
        if token.term in terms
    )
    return tuple(dict.fromkeys(standing)) or tuple(terms)


def _terms(leaf: Term | Exact | Together) -> list[str]:
    if isinstance(leaf, Term):
        return [variant.term for variant in leaf.variants]
    places = leaf.positions if isinstance(leaf, Exact) else leaf.words
    return [term for place in places for term in place or ()]
