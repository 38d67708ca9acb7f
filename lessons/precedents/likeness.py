"""Passages like one: its weightiest words and its codes as a query, other documents first."""

import json
from collections import Counter
from dataclasses import dataclass, replace

from lessons.access import Reader
from lessons.analysis import tokens
from lessons.engines.clause import AtLeast, Codes, Term, Variant
from lessons.engines.protocol import Filter, Request
from lessons.errors import UserError
from lessons.generation import View
from lessons.indexing import DOCUMENT, result_record
from lessons.precedents.standing import Record
from lessons.search.citation import citation
from lessons.search.results import Result
from lessons.search.searcher import merged, standing_filters
from lessons.search.snippet import snippet
from lessons.search.weight import idf
from lessons.stop_words import is_stop_word
from lessons.storage.catalog import Catalog

MOST_WORDS = 25
"""Words of the passage that are searched: the 25 with the highest tf-idf, as Lucene's "more like this" takes them."""
FEWEST_SHARED = 0.12
"""Share of those words that must be found: with one alone half of the collection is like every passage."""
SHARED_CODES = 0.3
"""What the same countries, missions and themes add to a score, at most."""
DEPTH = 3
"""Times the wanted number that is looked at, for the codes to reorder."""


@dataclass(frozen=True, slots=True)
class Like:
    """Passages like one, of other documents and then of its own, and the words by which they were found."""

    elsewhere: tuple[Result, ...]
    same_document: tuple[Result, ...]
    words: tuple[str, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All of them in order."""
        return (*self.elsewhere, *self.same_document)

    def as_dict(self, identity: str) -> dict[str, object]:
        """The JSON shape of ``lessons similar --json``: what is like the passage of this id."""
        return {
            "id": identity,
            "words": list(self.words),
            "total": len(self.results),
            "results": [{**result.as_dict(), "citation": citation(result.record)} for result in self.results],
        }


def record_of(catalog: Catalog, identity: str, reader: Reader) -> Record:
    """A passage as it is indexed; raises UserError where there is none that this reader may see."""
    stored = catalog.passage(identity)
    document = catalog.document(stored.document_id) if stored else None
    if stored is None or document is None or not reader.may_read(document.access):
        raise UserError(f"there is no passage {identity!r}: take an id from `lessons search`")
    parts = catalog.parts(document.id)
    part = parts[stored.passage.part] if stored.passage.part < len(parts) else None
    return result_record(document, part, stored)


def similar(view: View, record: Record, size: int) -> Like:
    """The passages most like a record that this view holds; itself and its exact copies are none of them."""
    words = telling_words(view, record)
    if not words:
        return Like((), (), ())
    clauses = tuple(Term(tuple(map(Variant, terms)), ("text", "heading"), weight) for _, terms, weight in words)
    least = max(1, round(FEWEST_SHARED * len(clauses)))
    request = Request(AtLeast(clauses, least), tuple(standing_filters(view)), limit=DEPTH * size + 1)
    highlights = frozenset(term for _, terms, _ in words for term in terms)
    own = frozenset([record["document_id"]])
    here = replace(request, clause=AtLeast((request.clause, Codes(DOCUMENT, own)), 2))
    there = replace(request, filters=(*request.filters, Filter(DOCUMENT, exclude=own)))
    elsewhere = _results(view, there, record, highlights, size)
    within = _results(view, here, record, highlights, size - len(elsewhere)) if len(elsewhere) < size else ()
    return Like(elsewhere, within, tuple(word for word, _, _ in words))


def telling_words(view: View, record: Record) -> list[tuple[str, tuple[str, ...], float]]:
    """The words that tell most of a passage: each as it stands, its terms, and its tf-idf; of its headings too."""
    language = record["language"] or "en"
    counted: Counter[str] = Counter()
    words: dict[str, str] = {}
    for text in (record["text"], *record["heading"][-1:]):
        for token in tokens(text, language):
            if not token.stacked and not is_stop_word(token.word) and not token.word.isdigit():
                counted[token.term] += 1
                words.setdefault(token.term, token.word)
    passages = max(1, view.lexicon.passages)
    weighed = {term: times**0.5 * idf(view.lexicon.frequency(term), passages) for term, times in counted.items()}
    best = sorted(weighed, key=lambda term: (-weighed[term], term))[:MOST_WORDS]
    return [(words[term], (term,), weighed[term]) for term in best if view.lexicon.frequency(term)]


def _results(view: View, request: Request, record: Record, terms: frozenset[str], size: int) -> tuple[Result, ...]:
    answer = merged([index.search(request) for index in view.indexes], "relevance", request)
    found = [(json.loads(hit.record), hit.score) for hit in answer.hits]
    other = [
        (one, score * (1 + SHARED_CODES * _codes_shared(one, record))) for one, score in found if _differs(one, record)
    ]
    other.sort(key=lambda pair: (-pair[1], pair[0]["id"]))
    return tuple(
        Result(one, score, snippet(one["text"], terms, one["language"] or "en")) for one, score in other[:size]
    )


def _differs(one: Record, record: Record) -> bool:
    return bool(one["id"] != record["id"] and one["text"] != record["text"])


def _codes_shared(one: Record, record: Record) -> float:
    """The share of the record's countries, missions and themes that another passage has too."""
    mine, theirs = ({*found["countries"], *found["missions"], *found["themes"]} for found in (record, one))
    return len(mine & theirs) / len(mine) if mine else 0.0
