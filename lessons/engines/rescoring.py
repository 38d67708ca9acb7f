"""The second step of ranking, alike on every embedded engine: further words and nearness of meaning, in numpy."""

import numpy as np

from lessons.engines.columns import Columns
from lessons.engines.matches import Matches, Scores
from lessons.engines.ordering import page
from lessons.engines.protocol import Near, Ranking, Rerank
from lessons.engines.texts import Rows
from lessons.engines.vectors import Vectors

TEXT = "text"


def added(columns: Columns, rows: Rows, rerank: Rerank, ranking: Ranking) -> Scores:
    """What each term adds to each row, as a table: BM25 over the text, the terms' weights in place of idf."""
    frequencies = columns.words.frequencies(rows, [term for term, _ in rerank.terms]).astype(np.float64)
    b = ranking.b.get(TEXT, 0.0)
    shares = np.maximum(columns.lengths[TEXT][rows] / columns.average_lengths[TEXT], ranking.least.get(TEXT, 0.0))
    norms = 1.0 - b + b * shares
    normed = frequencies / np.maximum(norms, 1e-9)[:, None]
    weights = np.array([weight for _, weight in rerank.terms])
    table: Scores = weights * (ranking.k1 + 1) * normed / np.maximum(normed + ranking.k1, 1e-9)
    return table


def reranked(columns: Columns, hits: Matches, rerank: Rerank, ranking: Ranking) -> Matches:
    """The hits, the best with what the terms add to them; what is added is never negative, so the rest stays behind."""
    if hits.scores is None or not rerank.terms or not len(hits.rows):
        return hits
    best = page(columns, hits, "relevance", 0, rerank.depth)
    scores = hits.scores.copy()
    scores[best] += added(columns, hits.rows[best], rerank, ranking).sum(axis=1)
    return Matches(hits.rows, scores)


def neared(columns: Columns, found: Matches, near: Near, cosines: Scores) -> Matches:
    """The matches and the nearest passages, each with its scaled score and its weighted cosine."""
    rows, scores = found.rows, np.zeros(len(columns))
    if found.scores is not None:
        scores[rows] = found.scores * near.scale
    if near.reach:
        living = cosines[columns.live_rows]
        least = min(near.reach, len(living))
        nearest = columns.live_rows[np.argpartition(-living, least - 1)[:least]] if least else columns.live_rows
        either = np.zeros(len(columns), bool)  # 20 times as fast as a union of numbers for 25,000 rows
        either[rows] = either[nearest[cosines[nearest] > 0]] = True
        rows = np.flatnonzero(either).astype(np.int32)
    return Matches(rows, scores[rows] + near.weight * np.maximum(cosines[rows], 0.0))


def cosines_of(vectors: Vectors, vector: Vectors) -> Scores:
    """The cosine of every row to a vector."""
    found: Scores = (vectors @ vector).astype(np.float64)
    return found
