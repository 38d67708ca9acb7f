"""How well the kinds of passages are told: everything that is measured of identification, in one run.

Usage: python benchmarks/kinds.py [--shared DIR] [--folds N] [--compare] [--reports N]

Labelled paragraphs are judged by their text alone, each by weights that never saw its source (folds over sources);
recommendations of human rights reviews and the lesson fields of an engineering collection likewise. Then the shipped
weights read whole review reports, with headings and layout. ``--compare`` adds other ways on the same folds;
``--reports`` limits how many reports are read.
"""

import argparse
import hashlib
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import train_kinds
from numpy.typing import NDArray
from train_kinds import KINDS, Examples, Numbers, Row

from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.identify.identifier import identify, unjudged, weighed
from indexer.identify.observe import observe
from indexer.identify.rules import standard_rules
from indexer.reading import assemble
from lessons.records import Passage

WORD = re.compile(r"\w+")
CHAPTER = re.compile(r"conclusions|recommendations", re.I)
SHINGLE, COVERED = 5, 0.7
Kinds = NDArray[np.str_]


def folds_of(sources: Sequence[str], folds: int) -> NDArray[np.int64]:
    """The fold of each source."""
    return np.array([int(hashlib.sha1(source.encode()).hexdigest(), 16) % folds for source in sources])


class Judged:
    """What was judged of rows: kind and confidence, by weights that did not see the row's source."""

    def __init__(self, rows: Sequence[Row], chances: Numbers) -> None:
        seen = [observe(row["text"], (), "paragraph", standard_rules()) for row in rows]
        dicts = [dict(zip(KINDS, map(float, line), strict=True)) for line in chances]
        judged = [
            ("narrative", 0.9) if unjudged(row["text"], "paragraph") else weighed(row["text"], one, observed)
            for row, one, observed in zip(rows, dicts, seen, strict=True)
        ]
        self.kinds: Kinds = np.array([kind for kind, _ in judged])
        self.confidence = np.array([confidence for _, confidence in judged])


def cross_validated(
    told: dict[str, Examples], untold: Examples, folds: int, prior: tuple[Numbers, Numbers]
) -> dict[str, Numbers]:
    """The chances of each kind for labelled paragraphs, reviews and lesson fields, each source judged unseen."""
    measured = {"gold": told["gold"], "reviews": told["reviews"], "lessons": untold}
    places = {name: folds_of(list(part.sources), folds) for name, part in measured.items()}
    found = {name: np.zeros((len(part.sources), len(KINDS))) for name, part in measured.items()}
    further = folds_of(list(told["further"].sources), folds) if len(told["further"].sources) else np.zeros(0, int)
    for fold in range(folds):
        parts = [told["gold"].but(places["gold"] == fold), told["sample"], told["further"].but(further == fold),
                 told["reviews"].but(places["reviews"] == fold)]  # fmt: skip
        weights = train_kinds.trained(parts, untold.but(places["lessons"] == fold), prior)
        for name, part in measured.items():
            here = np.flatnonzero(places[name] == fold)
            found[name][here] = train_kinds.chances(np.asarray(part.features[here] @ weights))
    return found


def f1(truth: Kinds, judged: Kinds, kind: str) -> float:
    """F1 of one kind."""
    right = int(((truth == kind) & (judged == kind)).sum())
    return 2 * right / max(1, int((truth == kind).sum() + (judged == kind).sum()))


def calibration(right: NDArray[np.bool_], confidence: Numbers) -> tuple[float, list[str]]:
    """The expected calibration error over ten bins, and the table behind it."""
    error, table = 0.0, []
    for low in np.arange(0, 1, 0.1):
        here = (confidence > low) & (confidence <= low + 0.1)
        if here.any():
            error += float(here.mean() * abs(confidence[here].mean() - right[here].mean()))
            table.append(
                f"{low:.1f}-{low + 0.1:.1f}: {int(here.sum())} judged, confidence {confidence[here].mean():.2f}, "
                f"right {right[here].mean():.2f}"
            )
    return error, table


def paragraphs(rows: Sequence[Row], judged: Judged, *, table: bool) -> None:
    """Print what is measured on the labelled paragraphs."""
    truth = np.array([row["kind"] for row in rows])
    engineering = np.array([str(row["source"]).isdigit() for row in rows])
    for name, part in (("all", np.full(len(rows), True)), ("UN", ~engineering), ("NASA", engineering)):
        scores = {kind: f1(truth[part], judged.kinds[part], kind) for kind in KINDS}
        shown = "  ".join(f"{kind} {score:.2f}" for kind, score in scores.items())
        print(f"  {name:<5} macro-F1 {np.mean(list(scores.values())):.3f}  {shown}")
    random = np.array([row["stratum"] == "random" for row in rows]) & ~engineering & (judged.kinds != "narrative")
    right = judged.kinds == truth
    print(f"  candidates in random UN paragraphs: {int(random.sum())}, kind right {right[random].mean():.2f}, "
          f"some candidate {(truth[random] != 'narrative').mean():.2f}")  # fmt: skip
    error, lines = calibration(right, judged.confidence)
    candidates = judged.kinds != "narrative"
    error_there, _ = calibration(right[candidates], judged.confidence[candidates])
    print(f"  calibration error {error:.3f}, of candidates {error_there:.3f}")
    if table:
        print("\n".join(f"    {line}" for line in lines))
    polar = right & np.isin(truth, ("lesson", "good_practice", "challenge"))
    told = [row for row, same in zip(rows, polar, strict=True) if same]
    signs = [identify(row["text"]).polarity == row["polarity"] for row in told]
    print(f"  polarity right in {sum(signs)} of {len(signs)} lessons, good practices and challenges rightly told")


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of five words of a text."""
    words = WORD.findall(text.lower())
    return {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


class Report:
    """A review report as read and judged, against its listed recommendations."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.judgements = [identify(p.text, p.heading, p.layout) for p in passages]
        self.listed = [False] * len(passages)
        self._holding: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, passage in enumerate(passages):
            for shingle in shingles(passage.text):
                self._holding[shingle].append(at)

    def bearing(self, text: str) -> list[int]:
        """The passages that bear a recommendation."""
        wanted = shingles(text)
        counts = Counter(at for shingle in wanted for at in self._holding.get(shingle, ()))
        return [at for at, count in counts.items() if count >= COVERED * len(wanted)]

    def check(self, row: Row) -> Counter[str]:
        """Whether a listed recommendation was read, judged one, and rightly numbered."""
        bearing = self.bearing(row["text"])
        for at in bearing:
            self.listed[at] = True
        found = [at for at in bearing if self.judgements[at].kind == "recommendation"]
        numbered = bool(found and row["para"])
        return Counter(
            listed=1, read=bool(bearing), found=bool(found), numbered=numbered,
            right=numbered and any(self.passages[at].paragraph == row["para"] for at in found),
        )  # fmt: skip

    def precision(self) -> Counter[str]:
        """How many of the passages judged recommendations are listed, inside and outside the chapter."""
        counts: Counter[str] = Counter()
        for passage, judgement, listed in zip(self.passages, self.judgements, self.listed, strict=True):
            if judgement.kind == "recommendation":
                place = "inside" if any(CHAPTER.search(above) for above in passage.heading) else "outside"
                counts[place] += 1
                counts[f"{place} listed"] += listed
        return counts


def reports(shared: Path, most: int) -> None:
    """Print what is measured on whole review reports."""
    listed: defaultdict[str, list[Row]] = defaultdict(list)
    for row in train_kinds.rows_of(shared / "data" / "upr" / "recommendations.jsonl"):
        if row["found_share"] >= COVERED:
            listed[row["pdf"]].append(row)
    total: Counter[str] = Counter()
    for name in sorted(listed)[:most]:
        reading = read_here(shared / "corpus" / "upr" / name, Limits(), assemble)
        report = Report(reading.passages)
        for row in listed[name]:
            total += report.check(row)
        total += report.precision()
    found, read = total["found"] / total["listed"], total["read"] / total["listed"]
    print(f"  recommendations found {found:.3f} of {total['listed']} (read at all {read:.3f})")
    print(f"  number right {total['right'] / max(1, total['numbered']):.3f} of {total['numbered']}")
    for place in ("inside", "outside"):
        share = total[f"{place} listed"] / max(1, total[place])
        print(f"  precision {place} the chapter {share:.3f} of {total[place]}")


def headed() -> None:
    """Print F1 on the sample corpus, which was trained on, with headings and layout and by the text alone."""
    rows = train_kinds.sample()
    truth = np.array([row["kind"] for row in rows])
    for name, judged in (
        ("with headings", [identify(row["text"], row["heading"], row["layout"]) for row in rows]),
        ("text alone", [identify(row["text"]) for row in rows]),
    ):
        kinds = np.array([judgement.kind for judgement in judged])
        scores = [f1(truth, kinds, kind) for kind in KINDS]
        print(
            f"  {name:<14} macro-F1 {np.mean(scores):.3f}, recommendation {scores[KINDS.index('recommendation')]:.2f}"
        )


def speed(rows: Sequence[Row]) -> None:
    """Print words a second of one core."""
    texts = [row["text"] for row in rows]
    start = time.process_time()
    for text in texts:
        identify(text)
    words = sum(len(text.split()) for text in texts)
    print(f"  {words / (time.process_time() - start):,.0f} words a second on one core, identification alone")


def measured(found: dict[str, Numbers], data: dict[str, list[Row]], *, table: bool) -> None:
    """Print what is measured by the text alone."""
    paragraphs(data["gold"], Judged(data["gold"], found["gold"]), table=table)
    kept = Judged(data["lessons"], found["lessons"]).kinds != "narrative"
    asked = Judged(data["reviews"], found["reviews"]).kinds == "recommendation"
    print(
        f"  lesson fields judged a candidate {kept.mean():.3f}; review recommendations by their text {asked.mean():.3f}"
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=train_kinds.PROJECT.parent / "shared")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--reports", type=int, default=1_000)
    options = parser.parse_args()
    features, told, untold = train_kinds.everything(options.shared)
    data: dict[str, Any] = {"gold": train_kinds.gold(options.shared), "reviews": train_kinds.reviewed(options.shared),
                            "lessons": train_kinds.lessons(options.shared)}  # fmt: skip
    ways = {"rules, style and words": features.prior()}
    if options.compare:
        ways |= {
            "rules and style": features.prior(words=False),
            "rules alone": features.prior(words=False, style_too=False),
            "words and style": features.prior(rules=False),
        }
    for name, prior in ways.items():
        print(f"by the text alone, folds over sources: {name}")
        found = cross_validated(told, untold, options.folds, prior)
        measured(found, data, table=name == "rules, style and words")
    print("shipped weights, sample corpus (trained on)")
    headed()
    print("shipped weights, whole review reports with headings and layout")
    reports(options.shared, options.reports)
    speed(data["gold"])


if __name__ == "__main__":
    main()
