"""The index of an embedded engine: its own matching, and filters, facets, order and totals over the columns."""

from collections.abc import Sequence
from typing import Protocol

from lessons.engines.clause import Clause
from lessons.engines.columns import Columns, Rows
from lessons.engines.matches import Matches
from lessons.engines.narrowing import Narrowing
from lessons.engines.ordering import page
from lessons.engines.protocol import Answer, Hit, Ranking, Request


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

    def __init__(self, columns: Columns, store: Store):
        self._columns = columns
        self._store = store

    def search(self, request: Request) -> Answer:
        """Answer one request."""
        found = self._store.match(request.clause, request.ranking)
        narrowing = Narrowing.of(self._columns, request)
        hits = narrowing.hits(found)
        return Answer(
            len(hits.rows),
            self._page(hits, request),
            {facet: narrowing.counts(found, hits, facet) for facet in request.facets},
        )

    def _page(self, hits: Matches, request: Request) -> tuple[Hit, ...]:
        places = page(self._columns, hits, request.sort, request.offset, request.limit)
        rows: Rows = hits.rows[places]
        scores = [0.0] * len(rows) if hits.scores is None else hits.scores[places].tolist()
        records = self._store.records(rows.tolist())
        columns = self._columns
        return tuple(
            Hit(columns.ids[row], score, int(columns.dates[row]), columns.sequence(row), record)
            for row, score, record in zip(rows.tolist(), scores, records, strict=True)
        )

    def count(self) -> int:
        """The number of passages."""
        return len(self._columns.live_rows)

    def close(self) -> None:
        """Release files; the index cannot be asked any more."""
        self._store.close()
