"""What each choice of ranking is worth: fields' weights and how many words must match, on judged collections.

    python benchmarks/ranking.py [--shared ../shared] [--engine whoosh]

Prints nDCG@10, condensed nDCG@10 and recall@100 of each choice; each collection is indexed once.
"""

import argparse
import tempfile
from math import ceil
from pathlib import Path

from lessons.engines.protocol import Ranking
from lessons.engines.registry import engine
from lessons.evaluation.beir import read_collection
from lessons.evaluation.evaluate import indexed_passages, ranked
from lessons.evaluation.metrics import score
from lessons.generation import View
from lessons.lexicon import LexiconBuilder
from lessons.search.ranking import RankingMethod, any_of, most_of

COLLECTIONS = ("ir_un", "ir_cranfield", "ir_cisi")


def strict(terms: int) -> int:
    """All of one or two, all but one of three to five, 40% of more: the rule that was tried first."""
    return terms if terms <= 2 else terms - 1 if terms <= 5 else ceil(0.4 * terms)


MINIMA = {"any one": any_of, "two of more (shipped)": most_of, "strict": strict}
WEIGHTS = {
    "text alone": {"text": 1.0, "heading": 0.0, "title": 0.0},
    "title and heading 0.1": {"text": 1.0, "heading": 0.1, "title": 0.1},
    "shipped": dict(Ranking().weights),
}


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--engine", default="whoosh")
    options = parser.parse_args()
    chosen = engine(options.engine)
    print(f"{'must match':<24}{'fields':<24}" + "".join(f"{name:>24}" for name in COLLECTIONS))
    rows: dict[tuple[str, str], list[str]] = {(m, w): [] for m in MINIMA for w in WEIGHTS}
    for name in COLLECTIONS:
        collection, lexicon = read_collection(options.shared / "data" / name), LexiconBuilder()
        with tempfile.TemporaryDirectory() as folder:
            chosen.build(Path(folder) / "index", indexed_passages(collection, lexicon))
            index = chosen.open(Path(folder) / "index")
            view = View("benchmark", chosen.name, (index,), lexicon.build(), ("en",))
            for (minimum, weights), cells in rows.items():
                method = RankingMethod("tried", Ranking(weights=WEIGHTS[weights]), MINIMA[minimum])
                run = {query: ranked(view, text, method) for query, text in collection.queries.items()}
                found = score(collection.judgments, run)
                cells.append(f"{found.ndcg:.3f} / {found.ndcg_condensed:.3f} / {found.recall:.3f}")
            index.close()
    for (minimum, weights), cells in rows.items():
        print(f"{minimum:<24}{weights:<24}" + "".join(f"{cell:>24}" for cell in cells))


if __name__ == "__main__":
    main()
