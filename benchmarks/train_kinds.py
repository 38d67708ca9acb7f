"""Trains the weights that tell the kinds of passages apart, and writes them into the table of the package.

Usage: python benchmarks/train_kinds.py [--shared DIR]

A softmax over the kinds with a prior for each weight: a rule is believed to speak for its own kind as its table says,
everything else is believed to say nothing. What the labels do not show therefore stays as its author meant it. Learned
from: labelled paragraphs, those of ``kind_labels.csv`` (ids and kinds, no texts), the sample corpus, recommendations of
human rights reviews (recommendations for sure), and the lesson fields of an engineering collection (some kind of
candidate; which, the model itself guesses). The same input gives the same weights.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack

from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.identify import style
from indexer.identify.classifier import GRAM_WEIGHT, KINDS, STYLE, WORDS
from indexer.identify.grams import grams, sentences_of_words
from indexer.identify.observe import observe, opening
from indexer.identify.rules import standard_rules
from indexer.reading import assemble

PROJECT = Path(__file__).resolve().parent.parent
TABLE = PROJECT / "indexer" / "identify" / "data" / "weights.csv"
LABELS = PROJECT / "benchmarks" / "kind_labels.csv"
NARRATIVE = KINDS.index("narrative")
RECOMMENDATION = KINDS.index("recommendation")
OWN, OTHER, STYLE_PULL, WORD_PULL, FREE = 3.0, 10.0, 5.0, 20.0, 0.01
SAMPLE, REVIEWS, LESSONS, LABELLED = 0.5, 0.02, 0.1, 0.7
"""What one example counts beside a labelled paragraph."""
MOST_REVIEWED = 700
COMMON_WORD, LEARNED_WORD = 10, 6
BALANCE = 0.3
"""How far a rare kind is raised towards the commonest: not at all 0, to the same weight 1."""
Numbers = NDArray[np.float64]
Row = dict[str, Any]


@dataclass(frozen=True)
class Examples:
    """Passages as features, with the chance of each kind, what each counts, and its source."""

    features: csr_matrix
    kinds: Numbers
    worth: Numbers
    sources: NDArray[np.str_]

    def but(self, left_out: NDArray[np.bool_]) -> "Examples":
        """All but some."""
        kept = np.flatnonzero(~left_out)
        return Examples(self.features[kept], self.kinds[kept], self.worth[kept], self.sources[kept])


def rows_of(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold(shared: Path) -> list[Row]:
    """The labelled paragraphs."""
    return rows_of(shared / "data" / "gold_kinds" / "passages.jsonl")


def sample() -> list[Row]:
    """The passages of the sample corpus, with their headings."""
    with (PROJECT / "tests" / "sample_corpus" / "expected_passages.csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    rows: list[Row] = []
    for path in dict.fromkeys(row["path"] for row in expected):
        wanted = {row["first_words"]: row["kind"] for row in expected if row["path"] == path}
        for passage in read_here(PROJECT / "corpus" / path, Limits(), assemble).passages:
            start = " ".join(passage.text.split())[:120]
            kind = next((wanted[words] for words in wanted if words in start), None)
            if kind and passage.layout not in {"title", "table", "footnote"}:
                rows.append({"source": path, "text": passage.text, "kind": kind, "heading": passage.heading,
                             "layout": passage.layout})  # fmt: skip
    return rows


def reviewed(shared: Path) -> list[Row]:
    """Recommendations of human rights reviews, evenly taken from all that were found in their report."""
    found = [row for row in rows_of(shared / "data" / "upr" / "recommendations.jsonl") if row["found_share"] >= 0.7]
    once = list({row["text"]: {"source": row["pdf"], "text": row["text"]} for row in found}.values())
    return once[:: max(1, len(once) // MOST_REVIEWED)]


def lessons(shared: Path) -> list[Row]:
    """The lesson fields of the engineering collection."""
    found = rows_of(shared / "data" / "nasa_llis" / "lessons.jsonl")
    return [{"source": row["LessonId"], "text": " ".join(row["Lesson"].split())} for row in found]


def further(shared: Path) -> list[Row]:
    """Paragraphs of United Nations reports labelled for this project; the table holds their ids only."""
    texts = {row["_id"]: row["text"] for row in rows_of(shared / "data" / "ir_un" / "corpus.jsonl")}
    with LABELS.open(encoding="utf-8", newline="") as lines:
        labels = list(csv.DictReader(lines))
    return [{"source": f"{row['id'].split('#')[0]}.en.pdf", "text": texts[row["id"]], "kind": row["kind"]}
            for row in labels if row["id"] in texts]  # fmt: skip


def vocabulary(shared: Path, learned: Sequence[Row]) -> list[str]:
    """The words and pairs that are common in reports and were seen often enough among the labelled."""
    reports = rows_of(shared / "data" / "ir_un" / "corpus.jsonl")
    common = Counter(gram for row in reports[::2] for gram in grams_of(row["text"]))
    seen = Counter(gram for row in learned for gram in grams_of(row["text"]))
    return sorted(gram for gram, count in seen.items() if count >= LEARNED_WORD and common[gram] >= COMMON_WORD)


def grams_of(text: str) -> set[str]:
    """The grams of a text."""
    return grams(sentences_of_words(opening(text)))


class Features:
    """The columns: rules, style, words."""

    def __init__(self, words: Sequence[str]) -> None:
        self.rules = list(standard_rules().all)
        self.words = list(words)
        self.names = [*(rule.name for rule in self.rules), *(STYLE + name for name in style.NAMES),
                      *(WORDS + word for word in self.words)]  # fmt: skip
        self._place = {name: place for place, name in enumerate(self.names)}
        self._known = frozenset(self.words)

    def matrix(self, rows: Sequence[Row]) -> csr_matrix:
        """The features of passages."""
        data, columns, starts = [], [], [0]
        for row in rows:
            seen = observe(row["text"], row.get("heading", ()), row.get("layout", "paragraph"), standard_rules(),
                           self._known)  # fmt: skip
            values = {self._place[rule.name]: 1.0 for rule in seen.rules}
            values |= {self._place[STYLE + name]: value for name, value in zip(style.NAMES, seen.style, strict=True)}
            values |= {self._place[WORDS + gram]: GRAM_WEIGHT / max(1, len(seen.grams)) ** 0.5 for gram in seen.grams}
            # In order, for sums of floats depend on it and sets have none.
            columns += sorted(values)
            data += [values[place] for place in sorted(values)]
            starts.append(len(data))
        return csr_matrix((data, columns, starts), shape=(len(rows), len(self.names)))

    def prior(self, *, rules: bool = True, words: bool = True, style_too: bool = True) -> tuple[Numbers, Numbers]:
        """What is believed of each weight beforehand, and how firmly; what may not be used is held at nothing."""
        own = np.eye(len(KINDS))[[KINDS.index(rule.kind) for rule in self.rules]]
        held = np.where(own > 0, OWN, OTHER) if rules else np.full(own.shape, 1e6)
        believed = own * rules * np.array([rule.weight for rule in self.rules])[:, None]
        rest = len(self.names) - len(self.rules)
        firm = np.full((rest, len(KINDS)), STYLE_PULL if style_too else 1e6)
        firm[0] = FREE
        firm[len(style.NAMES) :] = WORD_PULL if words else 1e6
        return np.vstack([believed, np.zeros((rest, len(KINDS)))]), np.vstack([held, firm])


def examples(features: Features, rows: Sequence[Row], worth: float, kind: int | None = None) -> Examples:
    """Rows as examples; `kind` where all have the same, else each has its own, or none yet."""
    kinds = np.zeros((len(rows), len(KINDS)))
    for at, row in enumerate(rows):
        if kind is not None or "kind" in row:
            kinds[at, KINDS.index(row["kind"]) if kind is None else kind] = 1
    sources = np.array([str(row["source"]) for row in rows], dtype=np.str_)
    return Examples(features.matrix(rows), kinds, np.full(len(rows), worth), sources)


def chances(scores: Numbers) -> Numbers:
    """Softmax."""
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def fitted(parts: Sequence[Examples], prior: tuple[Numbers, Numbers]) -> Numbers:
    """The likeliest weights."""
    believed, firm = prior
    features = csr_matrix(vstack([part.features for part in parts]))
    kinds, worth = np.vstack([part.kinds for part in parts]), np.concatenate([part.worth for part in parts])
    turned = csr_matrix(features.T)

    def cost(flat: Numbers) -> tuple[float, Numbers]:
        weights = flat.reshape(believed.shape)
        guess = chances(features @ weights)
        loss = -(worth[:, None] * kinds * np.log(guess + 1e-12)).sum() + (firm * (weights - believed) ** 2).sum() / 2
        return loss, (turned @ (worth[:, None] * (guess - kinds)) + firm * (weights - believed)).ravel()

    found = minimize(cost, believed.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.asarray(found.x).reshape(believed.shape)


def trained(told: Sequence[Examples], untold: Examples, prior: tuple[Numbers, Numbers]) -> Numbers:
    """Weights from what is labelled, then with the lesson fields as the candidates they most look like."""
    weights = fitted(told, prior)
    guess = chances(np.asarray(untold.features @ weights))
    guess[:, NARRATIVE] = 0
    guess /= guess.sum(1, keepdims=True)
    return fitted([*told, Examples(untold.features, guess, untold.worth, untold.sources)], prior)


def write(features: Features, weights: Numbers) -> None:
    """Put the weights into the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(["feature", *KINDS])
        for name, row in zip(features.names, weights, strict=True):
            table.writerow([name, *(f"{weight:.3f}" for weight in row)])


def main() -> None:
    """Train on everything and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    features, told, untold = everything(options.shared)
    weights = trained(list(told.values()), untold, features.prior())
    write(features, weights)
    print(f"{len(features.names)} features, {TABLE.stat().st_size:,} bytes")


def balanced(part: Examples, raised: Numbers) -> Examples:
    """The examples of rare kinds made to count more."""
    return Examples(part.features, part.kinds, part.worth * (part.kinds @ raised), part.sources)


def everything(shared: Path) -> tuple[Features, dict[str, Examples], Examples]:
    """The features, all labelled examples by origin, and the lesson fields."""
    labelled, own, more = gold(shared), sample(), further(shared)
    features = Features(vocabulary(shared, [*labelled, *own, *more]))
    counts = np.array([sum(row["kind"] == kind for row in labelled) for kind in KINDS])
    raised = (len(labelled) / counts) ** BALANCE
    raised *= len(labelled) / (raised * counts).sum()
    told = {
        "gold": balanced(examples(features, labelled, 1.0), raised),
        "sample": balanced(examples(features, own, SAMPLE), raised),
        "further": balanced(examples(features, more, LABELLED), raised),
        "reviews": examples(features, reviewed(shared), REVIEWS, RECOMMENDATION),
    }
    return features, told, examples(features, lessons(shared), LESSONS)


if __name__ == "__main__":
    main()
