"""Fits the weights of the identification rules on labelled paragraphs and reports ten folds by source.

Usage: python benchmarks/weigh_rules.py [--write] [--shared DIR]

The paragraphs beside the project lack headings; the passages of the sample corpus have them. A rule adds its weight to
its own kind only; the weights are those of a softmax over the kinds, drawn towards 1 and never negative. ``--write``
puts the weights fitted on all sources into the table; rules of other languages keep theirs.
"""

import argparse
import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.identify.identifier import tally
from indexer.identify.rules import Rules, standard_rules
from indexer.reading import assemble

KINDS = ("lesson", "good_practice", "recommendation", "challenge", "narrative")
PROJECT = Path(__file__).resolve().parent.parent
TABLE = PROJECT / "indexer" / "identify" / "data" / "rules.csv"
# Too rare among the labelled to be weighed, or, for the heading, labelled in another kind of document only.
FIXED = {
    "narrative.economy",
    "narrative.formula",
    "narrative.report_request", "narrative.lead_in", "heading.conclusions_recommendations",
}  # fmt: skip
START = 1.0
PULL = 3.0
BALANCE = 0.5
STEPS = 1_000
FOLDS = 10
Numbers = NDArray[np.float64]
Row = dict[str, Any]


def labelled(shared: Path) -> list[Row]:
    """The paragraphs beside the project, and the passages of the sample corpus with their headings and layout."""
    gold = (shared / "data" / "gold_kinds" / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[Row] = [{**json.loads(line), "heading": (), "layout": "paragraph"} for line in gold]
    with (PROJECT / "tests" / "sample_corpus" / "expected_passages.csv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    for path in dict.fromkeys(row["path"] for row in expected):
        wanted = {row["first_words"]: row["kind"] for row in expected if row["path"] == path}
        for passage in read_here(PROJECT / "corpus" / path, Limits(), assemble).passages:
            start = " ".join(passage.text.split())[:120]
            kind = next((wanted[words] for words in wanted if words in start), None)
            if kind and passage.layout not in {"title", "table", "footnote"}:
                rows.append({"source": path, "text": passage.text, "kind": kind, "heading": passage.heading,
                             "layout": passage.layout})  # fmt: skip
    return rows


def matches(rows: list[Row], rules: Rules) -> Numbers:
    """Which rule matches which paragraph; base rules match all."""
    places = {rule.name: place for place, rule in enumerate(rules.all)}
    found = np.zeros((len(rows), len(places)))
    for number, row in enumerate(rows):
        for rule in tally(row["text"], row["heading"], row["layout"], rules).rules:
            found[number, places[rule.name]] = 1
    found[:, [place for place, rule in enumerate(rules.all) if rule.scope == "base"]] = 1
    return found


def fit(found: Numbers, kinds: NDArray[np.int64], own: Numbers, prior: Numbers) -> Numbers:
    """Weights by gradient descent; rare kinds count more, else no lesson would ever be found."""
    truth = np.eye(len(KINDS))[kinds]
    share = (len(kinds) / np.maximum(truth.sum(0), 1)) ** BALANCE
    worth = share[kinds] / share[kinds].mean()
    weights = prior.copy()
    for _ in range(STEPS):
        scores = found @ (own * weights[:, None])
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        slope = ((found.T @ ((chances - truth) * worth[:, None])) * own).sum(1) + PULL * (weights - prior)
        weights = np.maximum(weights - 0.02 * slope / (1 + len(kinds) * 0.003), 0)
    return weights


def f1(truth: NDArray[np.int64], guess: NDArray[np.int64]) -> list[float]:
    """F1 of each kind."""
    return [2 * ((truth == kind) & (guess == kind)).sum() / max(1, (truth == kind).sum() + (guess == kind).sum())
            for kind in range(len(KINDS))]  # fmt: skip


def cross_validated(rows: list[Row], rules: Rules) -> dict[str, list[float]]:
    """F1 of each kind, beside the project and in the sample, when a source is judged by weights fitted without it."""
    found, kinds, own, prior = problem(rows, rules)
    folds = np.array([int(hashlib.sha1(str(row["source"]).encode()).hexdigest(), 16) % FOLDS for row in rows])
    guess = np.zeros(len(rows), dtype=np.int64)
    for fold in range(FOLDS):
        weights = fit(found[folds != fold], kinds[folds != fold], own, prior)
        guess[folds == fold] = (found[folds == fold] @ (own * weights[:, None])).argmax(1)
    sample = np.array(["stratum" not in row for row in rows])
    return {"paragraphs": f1(kinds[~sample], guess[~sample]), "sample": f1(kinds[sample], guess[sample])}


def problem(rows: list[Row], rules: Rules) -> tuple[Numbers, NDArray[np.int64], Numbers, Numbers]:
    """The matrix of matches, the kinds, the kind of each rule and the weights to start from."""
    own = np.eye(len(KINDS))[[KINDS.index(rule.kind) for rule in rules.all]]
    kinds = np.array([KINDS.index(row["kind"]) for row in rows])
    prior = np.array([0.0 if rule.scope == "base" else START for rule in rules.all])
    return matches(rows, rules), kinds, own, prior


def write(weights: Numbers) -> None:
    """Put the weights into the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row, weight in zip(rows, weights, strict=True):
        if row["language"] in {"", "en"} and row["name"] not in FIXED:
            row["weight"] = f"{weight:.2f}"
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    """Report, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--shared", type=Path, default=TABLE.parents[4] / "shared")
    options = parser.parse_args()
    rows = labelled(options.shared)
    rules = standard_rules()
    scores = cross_validated(rows, rules)
    for name, by_kind in scores.items():
        shown = "  ".join(f"{kind} {score:.2f}" for kind, score in zip(KINDS, by_kind, strict=True))
        print(f"{name:<10} macro {np.mean(by_kind):.3f}  {shown}")
    if options.write:
        found, kinds, own, prior = problem(rows, rules)
        write(fit(found, kinds, own, prior))


if __name__ == "__main__":
    main()
