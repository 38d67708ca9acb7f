"""A judged collection through the real path: analysis, engine, ranking; beside the baseline, with a paired test."""

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lessons.analysis import Token, tokens
from lessons.engines.protocol import UNDATED, Engine, IndexedPassage, Posting
from lessons.evaluation.baseline import DEPTH, baseline_runs
from lessons.evaluation.beir import JudgedCollection
from lessons.evaluation.metrics import Scores, p_value, score
from lessons.generation import View
from lessons.lexicon import LexiconBuilder
from lessons.query.state import SearchState
from lessons.search.ranking import RankingMethod
from lessons.search.searcher import find

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


def evaluate(collection: JudgedCollection, engine: Engine, method: RankingMethod) -> Evaluation:
    """Index the collection in a temporary folder, ask every query, score, and compare with the better baseline."""
    with tempfile.TemporaryDirectory(prefix="lessons-evaluate-") as folder:
        run, milliseconds = _our_run(collection, engine, method, Path(folder) / "index")
    baselines = [score(collection.judgments, baseline) for baseline in baseline_runs(collection)]
    best = max(baselines, key=lambda scores: scores.ndcg)
    ours = score(collection.judgments, run)
    return Evaluation(engine.name, method.name, len(collection.queries), ours, best, milliseconds)


def _our_run(
    collection: JudgedCollection, engine: Engine, method: RankingMethod, folder: Path
) -> tuple[dict[str, dict[str, float]], float]:
    lexicon = LexiconBuilder()
    engine.build(folder, indexed_passages(collection, lexicon))
    index = engine.open(folder)
    try:
        view = View("evaluation", engine.name, (index,), lexicon.build(), (LANGUAGE,))
        started = time.perf_counter()
        run = {query: ranked(view, text, method) for query, text in collection.queries.items()}
        return run, (time.perf_counter() - started) * 1000 / len(collection.queries)
    finally:
        index.close()


def ranked(view: View, text: str, method: RankingMethod) -> dict[str, float]:
    """The first hits of a query by falling score: equal scores keep the engine's order."""
    hits = find(view, SearchState(query=text, size=DEPTH), method=method).answer.hits
    return {hit.id: float(len(hits) - rank) for rank, hit in enumerate(hits)}


def indexed_passages(collection: JudgedCollection, lexicon: LexiconBuilder) -> Iterator[IndexedPassage]:
    """The collection's texts as an engine takes them; their words are counted into the lexicon."""
    for ordinal, document in enumerate(collection.documents):
        fields = {
            name: list(tokens(text, LANGUAGE)) for name, text in (("text", document.text), ("title", document.title))
        }
        lexicon.add(fields.values())
        record = json.dumps({"text": document.text, "language": LANGUAGE}).encode()
        postings = {name: _postings(found) for name, found in fields.items()}
        yield IndexedPassage(
            document.id, postings | {"heading": ()}, {"language": (LANGUAGE,)}, UNDATED, ("", ordinal), record
        )


def _postings(found: list[Token]) -> tuple[Posting, ...]:
    return tuple(Posting(token.term, token.position) for token in found)
