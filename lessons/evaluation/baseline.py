"""The baseline: bm25s as Lucene ranks (k1 1.2, b 0.75), Snowball, stop words; the better of text and title + text."""

from collections.abc import Mapping, Sequence

from lessons.analysis import snowball
from lessons.errors import MissingLibrary
from lessons.evaluation.beir import JudgedCollection

try:
    import bm25s  # type: ignore[import-untyped]
except ImportError as error:  # pragma: no cover - exercised where the extra is absent
    raise MissingLibrary("evaluation needs more libraries: run `pip install lessons[evaluate]`") from error

DEPTH = 100


def baseline_runs(collection: JudgedCollection) -> list[dict[str, dict[str, float]]]:
    """Two runs, over the texts and over title + text."""
    texts = [document.text for document in collection.documents]
    titled = [f"{document.title} {document.text}" for document in collection.documents]
    ids = [document.id for document in collection.documents]
    return [_run(corpus, ids, collection.queries) for corpus in (texts, titled)]


def _run(corpus: Sequence[str], ids: Sequence[str], queries: Mapping[str, str]) -> dict[str, dict[str, float]]:
    stemmer = snowball("en")
    retriever = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    retriever.index(bm25s.tokenize(corpus, stopwords="en", stemmer=stemmer, show_progress=False), show_progress=False)
    asked = bm25s.tokenize(list(queries.values()), stopwords="en", stemmer=stemmer, show_progress=False)
    found, scores = retriever.retrieve(asked, k=min(DEPTH, len(ids)), show_progress=False)
    return {
        query: {
            ids[position]: float(value) for position, value in zip(found[row], scores[row], strict=True) if value > 0
        }
        for row, query in enumerate(queries)
    }
