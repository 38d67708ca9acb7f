"""The index of an embedded engine: its own matching, and filters, facets, order and totals over the columns."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from lessons.engines.clause import Clause
from lessons.engines.columns import Columns
from lessons.engines.matches import Matches, Scores
from lessons.engines.narrowing import Narrowing
from lessons.engines.ordering import page
from lessons.engines.protocol import Answer, Hit, Near, Ranking, Request, Rerank
from lessons.engines.rescoring import added, cosines_of, neared, reranked
from lessons.engines.texts import Rows
from lessons.engines.vectors import Vectors

# Matches kept of the last queries: 100,000 passages cost 1.2 MB each.
RECENT = 4


class Store(Protocol):
    """What each embedded engine brings: the matching rows of a clause, and the records of some rows."""

    def match(self, clause: Clause, ranking: Ranking) -> Matches:
        """The rows that match a clause, removed ones included, with their scores."""
        ...

    def records(self, rows: Sequence[int]) -> list[bytes]:
        """The stored records of the rows, in their order."""
        ...

    def close(self) -> None:
        """Release files."""
        ...


class EmbeddedIndex:
    """An opened index: a store and its columns."""

    def __init__(self, columns: Columns, store: Store, vectors: Vectors | None = None):
        self._columns = columns
        self._store = store
        self._vectors = vectors
        self.vectors = vectors is not None
        self._recent = lru_cache(maxsize=RECENT)(self._match)
        self._rows = lru_cache(maxsize=RECENT)(self._find)
        self._cosines = lru_cache(maxsize=RECENT)(self._scanned)

    def search(self, request: Request) -> Answer:
        """Answer one request."""
        found = self._near(self._matched(request), request.near)
        narrowing = Narrowing.of(self._columns, request)
        hits = narrowing.hits(found)
        if request.rerank is not None and request.sort == "relevance":
            hits = reranked(self._columns, hits, request.rerank, request.ranking)
        return Answer(
            len(hits.rows),
            self._page(hits, request),
            {facet: narrowing.counts(found, hits, facet) for facet in request.facets},
        )

    def _matched(self, request: Request) -> Matches:
        """The matches of a clause; a search asks twice for the same, first for what its best hits say."""
        ranking = request.ranking
        fields = tuple(
            (field, weight, ranking.b.get(field, 0.0), ranking.least.get(field, 0.0))
            for field, weight in ranking.weights.items()
        )
        return self._recent(request.clause, ranking.k1, fields)

    def _match(self, clause: Clause, k1: float, fields: tuple[tuple[str, float, float, float], ...]) -> Matches:
        weights = {name: weight for name, weight, _, _ in fields}
        b, least = {name: b for name, _, b, _ in fields}, {name: least for name, _, _, least in fields}
        return self._store.match(clause, Ranking(k1, weights, b, least))

    def _near(self, found: Matches, near: Near | None) -> Matches:
        if near is None or self._vectors is None:
            return found
        return neared(self._columns, found, near, self._cosines(near.vector.tobytes()))

    def _scanned(self, vector: bytes) -> Scores:
        """The cosine of every row; a search asks twice for the same, and scanning is the dearest part."""
        if self._vectors is None:
            return np.zeros(len(self._columns))
        return cosines_of(self._vectors, np.frombuffer(vector, np.float32))

    def _page(self, hits: Matches, request: Request) -> tuple[Hit, ...]:
        places = page(self._columns, hits, request.sort, request.offset, request.limit)
        rows: Rows = hits.rows[places]
        scores = [0.0] * len(rows) if hits.scores is None else hits.scores[places].tolist()
        records = self._store.records(rows.tolist())
        columns = self._columns
        words = [columns.words.terms(row) if request.words else Counter[str]() for row in rows.tolist()]
        return tuple(
            Hit(columns.ids[row], score, int(columns.dates[row]), columns.sequence(row), record, found)
            for row, score, record, found in zip(rows.tolist(), scores, records, words, strict=True)
        )

    def scores(self, clause: Clause, ranking: Ranking, ids: Sequence[str]) -> list[float]:
        """What a clause scores in each of some passages."""
        found = self._store.match(clause, ranking)
        dense = np.zeros(len(self._columns))
        if found.scores is not None:
            dense[found.rows] = found.scores
        return [float(dense[row]) if row >= 0 else 0.0 for row in self._rows(tuple(ids)).tolist()]

    def similarities(self, vector: Vectors, ids: Sequence[str]) -> list[float]:
        """The cosine of each of some passages to a vector, 0 where the index has no vectors."""
        if self._vectors is None:
            return [0.0] * len(ids)
        rows = self._rows(tuple(ids))
        return [float(cosine) for cosine in (self._vectors[rows] @ vector) * (rows >= 0)]

    def added(self, rerank: Rerank, ranking: Ranking, ids: Sequence[str]) -> list[list[float]]:
        """What each term of a rerank adds to each of some passages."""
        rows = self._rows(tuple(ids))
        table: list[list[float]] = (added(self._columns, rows, rerank, ranking) * (rows >= 0)[:, None]).tolist()
        return table

    def _find(self, ids: tuple[str, ...]) -> Rows:
        """The rows of some passages, -1 where they are not here; a removed one keeps its row for a while."""
        wanted = {name: place for place, name in enumerate(ids)}
        rows = np.full(len(ids), -1, np.int32)
        live = self._columns.live
        for row, name in enumerate(self._columns.ids.all()):
            if name in wanted and live[row]:
                rows[wanted[name]] = row
        return rows

    def count(self) -> int:
        """The number of passages."""
        return len(self._columns.live_rows)

    def close(self) -> None:
        """Release files; the index cannot be asked any more."""
        self._recent.cache_clear()
        self._cosines.cache_clear()
        self._store.close()
