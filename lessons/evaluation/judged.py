"""Judgments of readers on the served collection, scored through the search that they used."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lessons.access import Reader
from lessons.anchors import Anchor, Place, find_document, find_passage
from lessons.evaluation.baseline import baseline_runs
from lessons.evaluation.beir import JudgedCollection, JudgedDocument
from lessons.evaluation.evaluate import Evaluation, ranked
from lessons.evaluation.metrics import score
from lessons.generation import View
from lessons.search.ranking import RankingMethod
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Judgment


@dataclass(frozen=True, slots=True)
class Located:
    """Judgments by query and present passage id, and those whose passage is not there any more."""

    grades: Mapping[str, Mapping[str, int]]
    lost: int


def located(catalog: Catalog, judgments: Iterable[Judgment]) -> Located:
    """Find the passages that were judged; of two judgments of one passage the later counts."""
    documents = catalog.documents(removed=True)
    known = {one.id: Place(one.id, one.sha256, one.path, bool(one.removed_at)) for one in documents}
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    lost = 0
    for one in judgments:
        passage = _passage(catalog, known, one.anchor)
        if passage is None:
            lost += 1
        else:
            grades[one.query][passage] = one.grade
    return Located(grades, lost)


def _passage(catalog: Catalog, known: Mapping[str, Place], anchor: Anchor) -> str | None:
    document = find_document(anchor, known)
    found = find_passage(anchor, catalog.passages(document)) if document else None
    return found.id if found else None


def evaluate_judged(
    catalog: Catalog, view: View, reader: Reader, grades: Mapping[str, Mapping[str, int]], method: RankingMethod
) -> Evaluation:
    """Ask every judged query of the served collection, score, and compare with plain BM25 over the same passages."""
    queries = {query: query for query in grades}
    started = time.perf_counter()
    run = {query: ranked(view, query, method) for query in queries}
    milliseconds = (time.perf_counter() - started) * 1000 / max(1, len(queries))
    judgments = {query: dict(found) for query, found in grades.items()}
    collection = JudgedCollection(tuple(_texts(catalog, reader)), queries, judgments)
    baselines = [score(judgments, baseline) for baseline in baseline_runs(collection)]
    best = max(baselines, key=lambda scores: scores.ndcg_condensed)
    return Evaluation(view.engine, method.name, len(queries), score(judgments, run), best, milliseconds)


def _texts(catalog: Catalog, reader: Reader) -> Iterable[JudgedDocument]:
    for document, passages in catalog.each_document():
        if reader.may_read(document.access):
            for one in passages:
                yield JudgedDocument(one.id, document.metadata.title or "", one.passage.text)
