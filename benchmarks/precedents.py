"""What `lessons precedents` is worth: situations of a judged collection, beside `search` with the same text.

    python benchmarks/precedents.py [--shared ../shared] [--home FOLDER] [--sort c]

Reads a collection in BEIR layout into a catalog through the real recognition (kinds, countries, missions, themes),
indexes it, and asks each situation both ways. Prints nDCG@10, plain and condensed (unjudged paragraphs left out), the
share of the first ten that was judged, and the time; with `--each` for every situation. `--home` keeps the index.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from indexer.recognise import Recogniser
from lessons.access import OWNER
from lessons.engines.registry import engine
from lessons.evaluation.metrics import score
from lessons.generation import View, build_generation, open_generation
from lessons.home import Home
from lessons.precedents.finder import Finder
from lessons.precedents.situation import understand
from lessons.query.state import SearchState
from lessons.records import Metadata, Passage
from lessons.search.searcher import find
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, stored_passages

DEPTH = 20
Run = dict[str, dict[str, float]]


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def build(folder: Path, home: Home) -> None:
    """Store and index a collection: one document for each part of the ids before the "#", recognised as a whole."""
    recogniser = Recogniser()
    home.create()
    names: dict[str, str] = {}
    with Catalog(home.catalog, create=True) as catalog:
        catalog.add_root(str(folder))
        for name, group in groupby(lines(folder / "corpus.jsonl"), key=lambda row: row["_id"].partition("#")[0]):
            rows = list(group)
            recognition = recogniser.recognise(metadata(rows[0]["title"]), (), [passage(row) for row in rows])
            stored = stored_passages(name, recognition.passages)
            names |= {one.id: row["_id"] for one, row in zip(stored, rows, strict=True)}
            document = Document(
                id=name, path=str(folder / name), root=str(folder), sha256=f"{name:x<64}", size=1, modified=1,
                pipeline="benchmark/1", read_at="2026-01-01T00:00:00Z", metadata=metadata(rows[0]["title"]),
                about=recognition.about,
            )  # fmt: skip
            catalog.store(document, (), stored)
        build_generation(home.index, catalog, engine("whoosh"))
    (home.path / "names.json").write_text(json.dumps(names), encoding="utf-8")


def metadata(title: str) -> Metadata:
    """Title and symbol, which the collection puts in brackets at its end."""
    text, _, symbol = title.rpartition(" (")
    return Metadata(title=text or title, symbols=(symbol.rstrip(")"),), language="en")


def passage(row: dict[str, str]) -> Passage:
    """A paragraph with its page and number as its id tells them: "A_79_912#p8-23"."""
    page, _, unit = row["_id"].partition("#p")[2].partition("-")
    number = "".join(letter for letter in unit if letter.isdigit()) if unit[:1].isdigit() else None
    return Passage(row["text"], page=int(page) if page.isdigit() else None, paragraph=number or None)


def by_search(view: View, text: str) -> list[str]:
    """The passages that `search` finds first."""
    return [hit.id for hit in find(view, SearchState(query=text, size=DEPTH)).answer.hits]


def by_precedents(view: View, catalog: Catalog, text: str) -> list[str]:
    """The passages that `precedents` finds first."""
    found = Finder(view, catalog, OWNER).find(understand(text, view), size=DEPTH)
    return [precedent.record["id"] for precedent in found.precedents]


def ranked(ask: Callable[[str], list[str]], queries: dict[str, str], names: dict[str, str]) -> tuple[Run, float]:
    """A run over the queries, and the milliseconds of each."""
    started = time.perf_counter()
    run = {query: {names[one]: 1 / (rank + 1) for rank, one in enumerate(ask(text))} for query, text in queries.items()}
    return run, (time.perf_counter() - started) * 1000 / len(queries)


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--collection", default="ir_un", help="folder below data of the shared collections")
    parser.add_argument("--sort", default="c", help="only queries of this sort; empty for all")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    folder = options.shared / "data" / options.collection
    with tempfile.TemporaryDirectory() as scratch:
        home = Home(options.home or Path(scratch) / "home")
        if not (home.path / "names.json").exists():
            build(folder, home)
        report(folder, home, options.sort, each=options.each)


def report(folder: Path, home: Home, sort: str, *, each: bool) -> None:
    """Print both ways side by side."""
    names = json.loads((home.path / "names.json").read_text(encoding="utf-8"))
    queries = {row["_id"]: row["text"] for row in lines(folder / "queries.jsonl") if sort in ("", row.get("sort"))}
    judgments: dict[str, dict[str, int]] = {query: {} for query in queries}
    for line in (folder / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, text, grade = line.split("\t")
        if query in judgments:
            judgments[query][text] = int(grade)
    generation = open_generation(home.index)
    with Catalog(home.catalog) as catalog:
        view = generation.view(OWNER)
        ways = {
            "search": lambda text: by_search(view, text),
            "precedents": lambda text: by_precedents(view, catalog, text),
        }
        print(f"{'':<12}{'nDCG@10':>9}{'condensed':>11}{'judged@10':>11}{'ms':>7}")
        for name, ask in ways.items():
            run, milliseconds = ranked(ask, queries, names)
            found = score(judgments, run)
            print(f"{name:<12}{found.ndcg:>9.3f}{found.ndcg_condensed:>11.3f}{found.judged:>11.2f}{milliseconds:>7.0f}")
            if each:
                print("  ".join(f"{query} {value:.3f}" for query, value in found.ndcg_by_query.items()))
    generation.close()


if __name__ == "__main__":
    main()
