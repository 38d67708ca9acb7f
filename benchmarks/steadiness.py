"""Whether each step of ranking gains steadily: over halves of the queries, without its best ones, on fewer passages.

    python benchmarks/steadiness.py [--shared ../shared] [--collections ir_un ...] [--engine whoosh] [--keep 1.0 0.5]

Each step is compared with the one before it, query by query, in nDCG@10 (condensed where `ir_un`), and recall@100.
Prints the gain, its 90% interval (2,000 bootstraps), in how many of 200 random halves of the queries it gains, how many
queries it helps and hurts, and what is left of it without the three queries it helps most. `--keep` takes that share of
the passages at random, judged ones too: smaller collections with other rarities.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import R, nDCG
from ranking import BARE, in_documents

from lessons.engines.registry import engine
from lessons.evaluation.baseline import baseline_runs
from lessons.evaluation.beir import JudgedCollection, read_collection
from lessons.evaluation.evaluate import explained_in, indexed_passages, ranked
from lessons.evaluation.metrics import score
from lessons.expansion.acronyms import Acronyms
from lessons.expansion.expander import Expander
from lessons.generation import View
from lessons.lexicon import LexiconBuilder
from lessons.search.ranking import DEFAULT

COLLECTIONS = ("ir_un", "ir_cranfield", "ir_cisi")
CONDENSED = ("ir_un",)
BEST = 3
STEPS = {
    "BM25F, two words or a rare one": BARE,
    "... other names, spellings": replace(BARE, expansion=True),
    "... feedback": replace(BARE, expansion=True, feedback=True),
    "... diversity = default": DEFAULT,
}

Run = Mapping[str, Mapping[str, float]]
Values = dict[str, tuple[float, float]]
"""Query -> nDCG@10 and recall@100."""


def fewer(collection: JudgedCollection, keep: float) -> JudgedCollection:
    """A share of the passages, and the queries that still have an answer among them."""
    chance = random.Random(5)
    documents = tuple(one for one in collection.documents if chance.random() < keep)
    ids = {one.id for one in documents}
    judged = {
        query: {one: grade for one, grade in found.items() if one in ids}
        for query, found in collection.judgments.items()
    }
    judged = {query: found for query, found in judged.items() if any(grade > 0 for grade in found.values())}
    return JudgedCollection(documents, {query: collection.queries[query] for query in judged}, judged)


def values(collection: JudgedCollection, run: Run, *, condensed: bool) -> Values:
    """The measures of each query; condensed: unjudged texts are left out for nDCG."""
    judged = collection.judgments
    short = {q: {one: s for one, s in run[q].items() if not condensed or one in judged[q]} for q in judged}
    ndcg = {one.query_id: one.value for one in ir_measures.iter_calc([nDCG @ 10], judged, short)}
    recall = {one.query_id: one.value for one in ir_measures.iter_calc([R @ 100], judged, run)}
    return {query: (ndcg.get(query, 0.0), recall.get(query, 0.0)) for query in judged}


def line(name: str, before: Values, after: Values) -> str:
    """How steadily one step gains over another."""
    queries = sorted(before)
    old, new = (np.array([found[query] for query in queries]) for found in (before, after))
    gains = new[:, 0] - old[:, 0]
    chance = np.random.default_rng(0)
    drawn = gains[chance.integers(0, len(gains), (2000, len(gains)))].mean(axis=1)
    halves = [chance.permutation(gains)[: len(gains) // 2].mean() for _ in range(200)]
    rest = np.sort(gains)[:-BEST].sum() / len(gains)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return (
        f"{name:<34} {new[:, 0].mean():.3f} {gains.mean():+.3f} [{low:+.3f}, {high:+.3f}]"
        f"  halves {np.mean(np.array(halves) > 0):4.0%}  helps {(gains > 0).sum():3} hurts {(gains < 0).sum():3}"
        f"  without best {BEST} {rest:+.3f}  recall {new[:, 1].mean():.3f} {(new[:, 1] - old[:, 1]).mean():+.3f}"
    )


def measured(collection: JudgedCollection, name: str, *, condensed: bool) -> Iterator[str]:
    """A line for each step, and one for all of them together."""
    chosen, lexicon = engine(name), LexiconBuilder()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        chosen.build(place, in_documents(indexed_passages(collection, lexicon)))
        index = chosen.open(place)
        expander = Expander(Acronyms(explained_in(collection)))
        view = View("benchmark", chosen.name, (index,), lexicon.build(), ("en",), expander=expander)
        best = max(baseline_runs(collection), key=lambda run: score(collection.judgments, run).ndcg)
        plain = before = values(collection, best, condensed=condensed)
        for step, method in STEPS.items():
            run = {query: ranked(view, text, method) for query, text in collection.queries.items()}
            after = values(collection, run, condensed=condensed)
            yield line(step, before, after)
            before = after
        yield line("all, against plain BM25", plain, before)
        index.close()


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--collections", nargs="+", default=COLLECTIONS)
    parser.add_argument("--keep", nargs="+", type=float, default=(1.0, 0.5))
    options = parser.parse_args()
    for name in options.collections:
        whole = read_collection(options.shared / "data" / name)
        for keep in options.keep:
            collection = fewer(whole, keep) if keep < 1 else whole
            print(f"{name}, {keep:.0%}: {len(collection.documents)} passages, {len(collection.queries)} queries")
            for text in measured(collection, options.engine, condensed=name in CONDENSED):
                print(text, flush=True)


if __name__ == "__main__":
    main()
