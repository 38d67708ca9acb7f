"""How well a document's title, symbol, date, type and language are read, on the hand-labelled real documents.

python benchmarks/document_metadata.py [--shared FOLDER] [--wrong]
"""

import argparse
import json
import os
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from indexer.formats.source import Limits, Rejected, Source
from indexer.reading import assemble
from lessons.records import Metadata

FIELDS = ("title", "date", "symbol", "doc_type", "language")
CODES = {"audit or board document": "audit", "verbatim or meeting record": "meeting_record"}
TOLERATED_DISTANCE = 0.1


def edit_distance(first: str, second: str) -> int:
    """The number of letters to insert, delete or change."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def loose(title: str) -> str:
    """A title without the labeller's words in brackets at the end, in small letters and plain punctuation."""
    title = re.sub(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\s*$", "", title)
    return " ".join(re.sub(r"[^\w\s]", " ", title.replace("’", "'")).lower().split())


def same_title(expected: str | None, found: str | None) -> bool:
    """Whether titles agree exactly or within a tenth of their letters."""
    if not expected or not found:
        return not expected and not found
    pairs = [(loose(expected), loose(found)), (expected.lower(), found.lower())]
    return any(edit_distance(a, b) <= TOLERATED_DISTANCE * max(len(a), 1) for a, b in pairs)


def bare(symbol: str | None) -> str:
    """A symbol without year in brackets and space."""
    return re.sub(r"\s*\((?:19|20)\d\d\)", "", symbol or "").replace(" ", "")


def code(words: str) -> str:
    """The project's code of a type that the labels give in words."""
    return CODES.get(words, words.replace(" ", "_").replace("-", "_"))


def check(row: dict[str, Any], metadata: Metadata) -> dict[str, bool]:
    """Which fields are right."""
    symbols = {bare(symbol) for symbol in (row["symbol"], *row["symbol_alt"])}
    return {
        "title": same_title(row["title"], metadata.title),
        "date": row["date"] == metadata.date,
        "symbol": bare(metadata.symbol) in symbols,
        "doc_type": (metadata.doc_type or "other")
        in {code(words) for words in (row["doc_type"], *row["doc_type_alt"])},
        "language": metadata.language is None if row["title"] is None else row["language"] == metadata.language,
    }


def read(path: Path) -> Source:
    """A PDF as the project reads it."""
    from indexer.formats.pdf import Pdf  # noqa: PLC0415 - loaded only when the benchmark runs

    return Pdf().read(path, Limits())


def main() -> None:
    """Read every labelled document and print the share of right fields."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(__file__).resolve().parent.parent
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("LESSONS_SHARED", here.parent / "shared")))
    parser.add_argument("--wrong", action="store_true", help="print what was expected and found")
    arguments = parser.parse_args()
    rows = [
        json.loads(line) for line in (arguments.shared / "data/gold_documents/documents.jsonl").open(encoding="utf-8")
    ]
    right: dict[str, int] = defaultdict(int)
    seconds = 0.0
    for row in rows:
        try:
            source = read(arguments.shared / "corpus/un_reports" / row["file"])
        except Rejected as reason:
            print(f"rejected: {row['file']}: {reason}")
            source = Source("pdf", ())
        start = time.perf_counter()
        metadata = assemble(source, row["file"]).metadata
        seconds += time.perf_counter() - start
        for field, is_right in check(row, metadata).items():
            right[field] += is_right
            if arguments.wrong and not is_right:
                print(f"{row['file']}: {field}: expected {row[field]!r}, found {getattr(metadata, field)!r}")
    for field in FIELDS:
        print(f"{field:10} {right[field] / len(rows):.3f}  ({right[field]} of {len(rows)})")
    print(f"{seconds:.1f} s for everything after reading the files")


if __name__ == "__main__":
    main()
