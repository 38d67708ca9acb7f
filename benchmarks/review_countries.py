"""Whether each report of the Universal Periodic Review is said to be about the country under review, however spelt.

Usage: python benchmarks/review_countries.py [--shared DIR] [--limit N]

The true country is that of the report's recommendations in ``data/upr/recommendations.jsonl``; a report without any
there is checked by the name of its file. Prints each miss, and how many reports name the country first.
"""

import argparse
import json
import re
from pathlib import Path

from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.reading import assemble
from indexer.recognise import Recogniser
from lessons.vocabulary.folding import fold
from lessons.vocabulary.registry import vocabulary


def true_countries(shared: Path) -> dict[str, str]:
    """The code of the country under review by the name of the report's file."""
    countries = vocabulary("country")
    found = {path.name: re.sub(r"\d+", "", path.stem) for path in sorted((shared / "corpus" / "upr").glob("*.pdf"))}
    for line in (shared / "data" / "upr" / "recommendations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["pdf"] in found:
            found[row["pdf"]] = row["country"]
    return {name: countries.find(country) or f"unknown: {fold(country)}" for name, country in found.items()}


def main() -> None:
    """Read and recognise every report and compare its first country."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    truth = sorted(true_countries(options.shared).items())[: options.limit]
    recogniser = Recogniser()
    right = alone = 0
    for name, code in truth:
        reading = read_here(options.shared / "corpus" / "upr" / name, Limits(), assemble)
        about = recogniser.recognise(reading.metadata, reading.parts, reading.passages).about
        right += about.country[:1] == (code,)
        alone += about.country == (code,)
        if about.country != (code,):
            print(f"{name}: expected {code}, found {', '.join(about.country) or 'none'}")
    print(f"country under review first in {right} of {len(truth)} reports, alone in {alone}")


if __name__ == "__main__":
    main()
