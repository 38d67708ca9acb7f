"""The vectors of passages in the catalog: made after indexing, kept as long as a passage keeps its words."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from lessons.storage.catalog_tables import embeddings, passages
from lessons.storage.database import Database

BLOCK = 500


class Embeddings:
    """Packed vectors by passage, of one model."""

    def __init__(self, database: Database, model: str) -> None:
        self._database, self._model = database, model

    def missing(self, after: str, most: int) -> list[tuple[str, str]]:
        """The next passages by id that have no vector of this model, with their texts."""
        known = select(embeddings.c.passage_id).where(embeddings.c.model == self._model)
        wanted = select(passages.c.id, passages.c.text).where(passages.c.id > after, passages.c.id.not_in(known))
        with self._database.begin() as connection:
            found = connection.execute(wanted.order_by(passages.c.id).limit(most))
            return [(str(row.id), str(row.text)) for row in found]

    def count(self) -> tuple[int, int]:
        """How many passages have a vector of this model, and how many there are."""
        of_model = embeddings.c.model == self._model
        present = select(func.count()).where(of_model, embeddings.c.passage_id == passages.c.id)
        with self._database.begin() as connection:
            known = connection.execute(present).scalar_one()
            return int(known), int(connection.execute(select(func.count()).select_from(passages)).scalar_one())

    def store(self, packed: Mapping[str, bytes]) -> None:
        """Keep vectors; one transaction."""
        rows = [{"passage_id": name, "model": self._model, "vector": vector} for name, vector in packed.items()]
        change = upsert(embeddings)
        change = change.on_conflict_do_update(
            index_elements=["passage_id"], set_={"model": change.excluded.model, "vector": change.excluded.vector}
        )
        with self._database.begin() as connection:
            connection.execute(change, rows)

    def find(self, passage_ids: Sequence[str]) -> dict[str, bytes]:
        """The packed vectors of those passages that have one."""
        found: dict[str, bytes] = {}
        with self._database.begin() as connection:
            for start in range(0, len(passage_ids), BLOCK):
                wanted = embeddings.c.passage_id.in_(passage_ids[start : start + BLOCK])
                query = select(embeddings.c.passage_id, embeddings.c.vector)
                rows = connection.execute(query.where(wanted, embeddings.c.model == self._model))
                found |= {str(row.passage_id): bytes(row.vector) for row in rows}
        return found

    def prune(self) -> None:
        """Drop the vectors of passages that are gone."""
        with self._database.begin() as connection:
            connection.execute(delete(embeddings).where(embeddings.c.passage_id.not_in(select(passages.c.id))))
