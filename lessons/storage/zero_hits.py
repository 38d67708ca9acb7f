"""Searches that found nothing, for those who care for the collection: the query and the day, never who asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, func, insert, select

from lessons.storage.catalog import now
from lessons.storage.database import Database

VERSION = 1
LONGEST = 300
"""Characters of a query that are kept: a longer one is a pasted text, and not logged at all."""

tables = MetaData()
searches = Table(
    "searches",
    tables,
    Column("id", Integer, primary_key=True),
    Column("query", Text, nullable=False, index=True),
    Column("filters", Text, nullable=False),
    Column("day", String, nullable=False),
)


class ZeroHits:
    """The log of searches without a hit; a day and no time, so that it tells nothing about a person."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, tables, VERSION, create=True)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def add(self, query: str, filters: Sequence[tuple[str, str]]) -> None:
        """Note a search; a pasted text is not kept."""
        if not query.strip() or len(query) > LONGEST:
            return
        chosen = " ".join(f"{name}={value}" for name, value in filters)
        row = {"query": " ".join(query.split()), "filters": chosen, "day": now()[:10]}
        with self._database.begin() as connection:
            connection.execute(insert(searches).values(**row))

    def commonest(self, most: int = 50) -> list[Mapping[str, object]]:
        """The searches with how often each was made and when last, commonest first."""
        times, last = func.count().label("times"), func.max(searches.c.day).label("last")
        query = (
            select(searches.c.query, searches.c.filters, times, last)
            .group_by(searches.c.query, searches.c.filters)
            .order_by(times.desc(), last.desc(), searches.c.query)
            .limit(most)
        )
        with self._database.begin() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]
