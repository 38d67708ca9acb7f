"""What each step of ranking is worth on judged collections, against plain BM25 in the same run.

    python benchmarks/ranking.py [--shared ../shared] [--engine whoosh] [--collections judged ir_un ...]

`judged` is the project's own collection, `tests/judged` over `corpus/`, which is indexed whole in a temporary home;
passages of files that were not judged are left out of its rankings.

Prints for each step nDCG@10, condensed nDCG@10 and recall@100, each beside plain BM25 (bm25s, the better of text and
title + text), and p of the paired t-test over the queries' nDCG@10. Vectors come from the cache of `lessons evaluate
--ranking semantic`. Where ids are those of documents and passages (`A_52_826#p1-2`), the documents are told, so
that diversity has its say; each collection is indexed once.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lessons.access import OWNER
from lessons.engines.protocol import IndexedPassage
from lessons.engines.registry import engine
from lessons.engines.vectors import write_vectors
from lessons.evaluation.baseline import baseline_runs
from lessons.evaluation.beir import JudgedCollection, JudgedDocument, read_collection
from lessons.evaluation.evaluate import explained_in, indexed_passages, ranked, text_vectors
from lessons.evaluation.metrics import Scores, p_value, score
from lessons.expansion.acronyms import Acronyms
from lessons.expansion.expander import Expander
from lessons.generation import View, build_generation, open_generation
from lessons.lexicon import LexiconBuilder
from lessons.search import compiler, searcher
from lessons.search.ranking import BM25, DEFAULT, SEMANTIC, any_of
from lessons.semantic.encoder import DIMENSIONS, installed
from lessons.settings import Settings
from lessons.storage.catalog import Catalog

PROJECT = Path(__file__).resolve().parent.parent
COLLECTIONS = ("judged", "ir_un", "ir_cranfield", "ir_cisi")
JUDGED = PROJECT / "tests" / "judged"
BARE = replace(DEFAULT, feedback=False, expansion=False, diversity=False)
STEPS = {
    "our analysis, BM25 over the text": (BM25, True),
    "BM25F: title, headings, k1 1.6, b 0.65": (replace(BARE, minimum=any_of), True),
    "two of three words and more": (BARE, False),
    "two, or one rare word; single words": (BARE, True),
    "... and other names, spellings": (replace(BARE, expansion=True), True),
    "... and feedback": (replace(BARE, expansion=True, feedback=True), True),
    "... and diversity = default": (DEFAULT, True),
    "default without other names": (replace(DEFAULT, expansion=False), True),
    "semantic without feedback": (replace(SEMANTIC, feedback=False), True),
    "semantic": (SEMANTIC, True),
}


@contextmanager
def rare_words(*, alone: bool) -> Iterator[None]:
    """Let one rare word be enough, and single words where hardly any passage has all; or neither."""
    before = compiler.RARE, compiler.FEW, searcher.ENOUGH
    if not alone:
        compiler.RARE, compiler.FEW, searcher.ENOUGH = 0.0, 0, 0
    try:
        yield
    finally:
        compiler.RARE, compiler.FEW, searcher.ENOUGH = before


def in_documents(passages: Iterator[IndexedPassage]) -> Iterator[IndexedPassage]:
    """The passages with their documents, where their ids tell them."""
    for passage in passages:
        document, mark, _ = passage.id.partition("#")
        yield replace(passage, sequence=(document if mark else passage.id, passage.sequence[1]))


def line(step: str, ours: Scores, theirs: Scores) -> str:
    """One step's figures."""
    pairs = [
        (ours.ndcg, theirs.ndcg),
        (ours.ndcg_condensed, theirs.ndcg_condensed),
        (ours.recall, theirs.recall),
    ]
    cells = "".join(f"  {mine:.3f} {mine / other - 1:+7.1%}" for mine, other in pairs)
    return f"{step:<40}{cells}  p {p_value(ours, theirs):.3f}"


def measured(collection: JudgedCollection, name: str) -> Iterator[str]:
    """The lines of one collection."""
    chosen, lexicon = engine(name), LexiconBuilder()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        chosen.build(place, in_documents(indexed_passages(collection, lexicon)))
        if installed():
            vectors = text_vectors(collection, Settings.from_environment().cache / "vectors")
            write_vectors(place, lambda ids: {one: vectors[one] for one in ids}, DIMENSIONS)
        index = chosen.open(place)
        expander = Expander(Acronyms(explained_in(collection)))
        view = View("benchmark", chosen.name, (index,), lexicon.build(), ("en",), expander=expander)
        yield from steps(collection, view, semantic=installed())
        index.close()


def steps(collection: JudgedCollection, view: View, *, semantic: bool) -> Iterator[str]:
    """A line for each step; texts that the collection does not have are left out of the runs."""
    known = {document.id for document in collection.documents}
    theirs = max((score(collection.judgments, run) for run in baseline_runs(collection)), key=lambda one: one.ndcg)
    yield line("plain BM25 (bm25s)", theirs, theirs)
    for step, (method, alone) in STEPS.items():
        if method.meaning and not semantic:
            continue
        with rare_words(alone=alone):
            found = {query: ranked(view, text, method) for query, text in collection.queries.items()}
        run = {query: {one: value for one, value in hits.items() if one in known} for query, hits in found.items()}
        yield line(step, score(collection.judgments, run), theirs)


def table(name: str) -> list[dict[str, str]]:
    """A table of the project's own judgments."""
    with (JUDGED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def own_collection(catalog: Catalog) -> JudgedCollection:
    """The passages of the files that were judged, and the judgments by passage id."""
    read = set((JUDGED / "files.txt").read_text(encoding="utf-8").split())
    texts: list[JudgedDocument] = []
    starts: dict[str, list[tuple[str, str]]] = {}
    for document, passages in catalog.each_document():
        name = Path(document.path).name
        if name in read:
            listed = list(passages)
            texts += [JudgedDocument(one.id, document.metadata.title or "", one.passage.text) for one in listed]
            starts[name] = [(" ".join(one.passage.text.split()), one.id) for one in listed]
    judgments: dict[str, dict[str, int]] = defaultdict(dict)
    for row in table("qrels.tsv"):
        [found] = [identity for text, identity in starts[row["file"]] if text.startswith(row["quote"])]
        judgments[row["query"]][found] = int(row["grade"])
    return JudgedCollection(tuple(texts), {row["query"]: row["text"] for row in table("queries.tsv")}, dict(judgments))


def measured_own(name: str) -> Iterator[str]:
    """The lines of the project's own collection, read and indexed as any other."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        command = [sys.executable, "-m", "lessons", "index", str(PROJECT / "corpus"), "--home", str(home), "--force"]
        subprocess.run(command, check=True, capture_output=True)
        with Catalog(home / "catalog.db") as catalog:
            build_generation(Path(folder) / "index", catalog, engine(name))
            collection = own_collection(catalog)
        generation = open_generation(Path(folder) / "index")
        yield from steps(collection, generation.view(OWNER), semantic=False)
        generation.close()


def main() -> None:
    """Index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--collections", nargs="+", default=COLLECTIONS)
    options = parser.parse_args()
    for name in options.collections:
        print(f"{name}, {options.engine}: nDCG@10, condensed, recall@100", flush=True)
        own = name == "judged"
        folder = options.shared / "data" / name
        lines = measured_own(options.engine) if own else measured(read_collection(folder), options.engine)
        for text in lines:
            print(text, flush=True)


if __name__ == "__main__":
    main()
