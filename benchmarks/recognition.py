"""How well and how fast documents are recognised, against the labelled documents and paragraphs beside the project.

Usage: python benchmarks/recognition.py [--shared DIR] [--verbose]

Prints country and mission micro-F1 (United Nations missions only, as the labels have no others), how many documents
about no country get one, in how many one of the first three themes is exactly one of the labels (and how often always
naming the three commonest would be right), the kinds' F1 on the paragraphs whose labels the
weights were fitted on (the honest figure is that of ``kinds.py``), and words a second on one core.
"""

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexer.annotate.annotator import Annotator
from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.identify.identifier import identify
from indexer.reading import assemble
from indexer.recognise import Recogniser
from lessons.records import About, Metadata, Reading, Recognition
from lessons.vocabulary import missions

KINDS = ("lesson", "good_practice", "recommendation", "challenge", "narrative")
TOP = 3
Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Right, false and missed codes over all documents."""

    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def add(self, file: str, found: set[str], wanted: set[str], tolerated: set[str]) -> None:
        """Count one document."""
        self.right += len(found & wanted)
        self.false += [f"{file}: {code}" for code in sorted(found - wanted - tolerated)]
        self.missed += [f"{file}: {code}" for code in sorted(wanted - found)]

    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + len(self.false) + len(self.missed))


def rows(path: Path) -> list[Row]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def united_nations(codes: tuple[str, ...]) -> set[str]:
    """The missions that the labels would name."""
    return {code for code in codes if "UN" in missions()[code].lead_body.split("-")}


def theme_is_right(about: About, wanted: list[str]) -> bool:
    """Tell whether one of the first themes is labelled; a child of a labelled parent is not."""
    return any(code in wanted for code in about.theme[:TOP])


def commonest(labels: list[Row]) -> int:
    """In how many documents one of the three commonest labels is right."""
    counted = Counter(code for row in labels for code in row["themes"])
    always = {code for code, _ in counted.most_common(TOP)}
    return sum(bool(always & set(row["themes"])) for row in labels)


def documents(shared: Path, verbose: bool) -> None:
    """Recognise the labelled documents and print the figures."""
    labels = rows(shared / "data" / "gold_documents" / "documents.jsonl")
    readings = [read_here(shared / "corpus" / "un_reports" / row["file"], Limits(), assemble) for row in labels]
    found, seconds = recognised(Recogniser(), readings)
    _, bare_seconds = recognised(Recogniser(Annotator()), readings)
    country, mission, themes, wrong, none = Tally(), Tally(), 0, 0, 0
    for row, recognition in zip(labels, found, strict=True):
        about = recognition.about
        country.add(row["file"], set(about.country), set(row["countries_primary"]), set(row["countries_alt"]))
        wanted, tolerated = set(row["missions_primary"]), set(row["missions_alt"])
        mission.add(row["file"], united_nations(about.mission), wanted, tolerated)
        themes += theme_is_right(about, row["themes"])
        none += not row["countries_primary"]
        wrong += not row["countries_primary"] and bool(set(about.country) - set(row["countries_alt"]))
    print(f"countries  micro-F1 {country.f1():.3f}, false {len(country.false)}, missed {len(country.missed)}")
    print(f"missions   micro-F1 {mission.f1():.3f}, false {len(mission.false)}, missed {len(mission.missed)}")
    print(f"           of {none} documents about no country {wrong} get one")
    print(f"themes     one of the first {TOP} right in {themes} of {len(labels)} documents; "
          f"the {TOP} commonest labels would be in {commonest(labels)}")  # fmt: skip
    print(f"speed      {words(readings) / bare_seconds:,.0f} words a second on one core without the statistical model, "
          f"{words(readings) / seconds:,.0f} with it")  # fmt: skip
    if verbose:
        for name, tally in (("country", country), ("mission", mission)):
            print(f"false {name}: {', '.join(tally.false)}\nmissed {name}: {', '.join(tally.missed)}")


def recognised(recogniser: Recogniser, readings: list[Reading]) -> tuple[list[Recognition], float]:
    """What is recognised in each document, and the processor's seconds, its tables loaded before."""
    recogniser.recognise(Metadata(), (), [passage for reading in readings[:1] for passage in reading.passages[:20]])
    start = time.process_time()
    found = [recogniser.recognise(reading.metadata, reading.parts, reading.passages) for reading in readings]
    return found, time.process_time() - start


def words(readings: list[Reading]) -> int:
    """The words of all passages."""
    return sum(len(passage.text.split()) for reading in readings for passage in reading.passages)


def paragraphs(shared: Path) -> None:
    """Judge the labelled paragraphs and print F1 by kind, and the precision a reader of UN reports sees."""
    labels = rows(shared / "data" / "gold_kinds" / "passages.jsonl")
    pairs: Counter[tuple[str, str]] = Counter((row["kind"], identify(row["text"]).kind) for row in labels)
    scores = {kind: kind_f1(kind, pairs) for kind in KINDS}
    print(f"kinds      macro-F1 {sum(scores.values()) / len(scores):.3f} (fitted on these): "
          + ", ".join(f"{kind} {score:.2f}" for kind, score in scores.items()))  # fmt: skip
    seen = [row for row in labels if row["stratum"] == "random" and not str(row["source"]).isdigit()]
    told = [(row["kind"], judged) for row in seen if (judged := identify(row["text"]).kind) != "narrative"]
    print(f"           of {len(told)} candidates in random UN paragraphs {sum(a == b for a, b in told)} are right")


def kind_f1(kind: str, pairs: Counter[tuple[str, str]]) -> float:
    """F1 of one kind."""
    labelled = sum(count for (truth, _), count in pairs.items() if truth == kind)
    judged = sum(count for (_, guess), count in pairs.items() if guess == kind)
    return 2 * pairs[kind, kind] / max(1, labelled + judged)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    documents(options.shared, options.verbose)
    paragraphs(options.shared)


if __name__ == "__main__":
    main()
