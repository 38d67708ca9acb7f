"""A judged collection through the real path: analysis, engine, ranking; beside the baseline, with a paired test."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.analysis import Token, tokens
from lessons.engines.protocol import UNDATED, Engine, IndexedPassage, Posting
from lessons.engines.vectors import write_vectors
from lessons.evaluation.baseline import DEPTH, baseline_runs
from lessons.evaluation.beir import JudgedCollection
from lessons.evaluation.metrics import Scores, p_value, score
from lessons.expansion.acronyms import Acronyms, Pair, explained
from lessons.expansion.expander import Expander
from lessons.generation import View
from lessons.indexing import twice
from lessons.lexicon import LexiconBuilder
from lessons.query.state import SearchState
from lessons.search.ranking import RankingMethod
from lessons.search.searcher import find
from lessons.semantic.corpus import embedded
from lessons.semantic.encoder import DIMENSIONS, Vectors, encoder

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Our scores and the baseline's over the same queries."""

    engine: str
    ranking: str
    queries: int
    ours: Scores
    baseline: Scores
    milliseconds: float

    def as_dict(self) -> dict[str, Any]:
        """The JSON shape of ``lessons evaluate --json``."""
        return {
            "queries": self.queries,
            "engine": self.engine,
            "ranking": self.ranking,
            "ndcg@10": self.ours.ndcg,
            "ndcg@10_condensed": self.ours.ndcg_condensed,
            "recall@100": self.ours.recall,
            "map@100": self.ours.average_precision,
            "judged@10": self.ours.judged,
            "ms_per_query": self.milliseconds,
            "baseline": {
                "ndcg@10": self.baseline.ndcg,
                "ndcg@10_condensed": self.baseline.ndcg_condensed,
                "recall@100": self.baseline.recall,
            },
            "p_value": p_value(self.ours, self.baseline),
        }


def evaluate(
    collection: JudgedCollection,
    engine: Engine,
    method: RankingMethod,
    vectors: Mapping[str, Vectors] | None = None,
) -> Evaluation:
    """Index the collection in a temporary folder, ask every query, score, and compare with the better baseline.

    `vectors` are those of its texts by id, for a ranking by meaning.
    """
    with tempfile.TemporaryDirectory(prefix="lessons-evaluate-") as folder:
        run, milliseconds = _our_run(collection, engine, method, vectors or {}, Path(folder) / "index")
    baselines = [score(collection.judgments, baseline) for baseline in baseline_runs(collection)]
    best = max(baselines, key=lambda scores: scores.ndcg)
    ours = score(collection.judgments, run)
    return Evaluation(engine.name, method.name, len(collection.queries), ours, best, milliseconds)


def text_vectors(
    collection: JudgedCollection, cache: Path, told: Callable[[int], None] = lambda _: None
) -> dict[str, Vectors]:
    """The vectors of a collection's texts by id, kept in a cache; raises MissingLibrary without the encoder."""
    texts = [document.text for document in collection.documents]
    found = embedded(texts, encoder(), cache, told)
    return {document.id: vector for document, vector in zip(collection.documents, found, strict=True)}


def _our_run(
    collection: JudgedCollection,
    engine: Engine,
    method: RankingMethod,
    vectors: Mapping[str, Vectors],
    folder: Path,
) -> tuple[dict[str, dict[str, float]], float]:
    lexicon = LexiconBuilder()
    engine.build(folder, indexed_passages(collection, lexicon))
    write_vectors(folder, lambda ids: {name: vectors[name] for name in ids if name in vectors}, DIMENSIONS)
    index = engine.open(folder)
    try:
        expander = Expander(Acronyms(explained_in(collection)))
        view = View("evaluation", engine.name, (index,), lexicon.build(), (LANGUAGE,), expander=expander)
        started = time.perf_counter()
        run = {query: ranked(view, text, method) for query, text in collection.queries.items()}
        return run, (time.perf_counter() - started) * 1000 / len(collection.queries)
    finally:
        index.close()


def explained_in(collection: JudgedCollection) -> Counter[Pair]:
    """The acronyms that the texts explain."""
    return Counter(pair for document in collection.documents for pair in explained(document.text))


def ranked(view: View, text: str, method: RankingMethod) -> dict[str, float]:
    """The first hits of a query by falling score: equal scores keep the engine's order."""
    hits = find(view, SearchState(query=text, size=DEPTH), method=method).answer.hits
    return {hit.id: float(len(hits) - rank) for rank, hit in enumerate(hits)}


def indexed_passages(collection: JudgedCollection, lexicon: LexiconBuilder) -> Iterator[IndexedPassage]:
    """The collection's texts as an engine takes them; their words are counted into the lexicon.

    A title that only one text has is that of a document of one passage.
    """
    sharing = Counter(document.title for document in collection.documents)
    for ordinal, document in enumerate(collection.documents):
        fields = {
            name: list(tokens(text, LANGUAGE)) for name, text in (("text", document.text), ("title", document.title))
        }
        lexicon.add(fields.values())
        if sharing[document.title] == 1:
            fields["title"] = twice(fields["title"])
        record = json.dumps({"text": document.text, "language": LANGUAGE}).encode()
        postings = {name: _postings(found) for name, found in fields.items()}
        yield IndexedPassage(
            document.id, postings | {"heading": ()}, {"language": (LANGUAGE,)}, UNDATED, (document.id, ordinal), record
        )


def _postings(found: list[Token]) -> tuple[Posting, ...]:
    return tuple(Posting(token.term, token.position) for token in found)
