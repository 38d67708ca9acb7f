"""The part of the catalog that depends on several files: links, copies, teachings, answers; rebuilt after each run."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from lessons.access import AccessLabel, Reader
from lessons.storage.catalog_tables import (
    answers,
    copies,
    counters,
    document_links,
    documents,
    near_teachings,
    passages,
    teachings,
)
from lessons.storage.database import Database

RELATED = "related"
"""The counter that holds the revision of the catalog for which the relations were computed."""
MOST_PARAMETERS = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A document's relation to another, which may not be here: then `to_id` is empty. `evidence` says why."""

    from_id: str
    relation: str
    target: str
    to_id: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PassageCopy:
    """A passage and the documents in which a better copy of it stands."""

    passage_id: str
    document_id: str
    better: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Teaching:
    """What a lesson candidate teaches: a key of its content words, and the cluster of keys that may be alike."""

    passage_id: str
    key: str
    cluster: str


@dataclass(frozen=True, slots=True)
class NearTeaching:
    """Two keys (the smaller first) whose words are alike."""

    one: str
    other: str
    similarity: float
    cluster: str


@dataclass(frozen=True, slots=True)
class AnswerTo:
    """A passage that answers a recommendation: what was decided, how far it is carried out, why it is the answer."""

    recommendation_id: str
    response_id: str
    answer: str | None
    implementation: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Related:
    """All that one computation of the relations found."""

    links: Sequence[Link]
    copies: Sequence[tuple[str, str]]
    teachings: Sequence[Teaching]
    near: Sequence[NearTeaching]
    answers: Sequence[AnswerTo]


@dataclass(frozen=True, slots=True)
class Member:
    """A lesson candidate as a group of recurring ones needs it: where it stands, what it is about, who may see it."""

    id: str
    document_id: str
    key: str
    cluster: str
    text: str
    kind: str
    countries: tuple[str, ...]
    missions: tuple[str, ...]
    themes: tuple[str, ...]
    implementation: str | None
    date: str | None
    symbol: str | None
    title: str | None
    about: Mapping[str, Sequence[str]]
    access: AccessLabel


class Relations:
    """The tables of relations of one catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revision(self) -> int | None:
        """The catalog's revision when the relations were computed, None where they never were."""
        found = self._rows(select(counters.c.value).where(counters.c.name == RELATED))
        return int(found[0]["value"]) if found else None

    def replace(self, related: Related, revision: int) -> None:
        """Put newly computed relations in the place of the former, in one transaction."""
        with self._database.begin() as connection:
            for table, rows in (
                (document_links, map(asdict, related.links)),
                (copies, ({"passage_id": one, "copy_of": other} for one, other in related.copies)),
                (teachings, map(asdict, related.teachings)),
                (near_teachings, map(asdict, related.near)),
                (answers, map(asdict, related.answers)),
            ):
                _refill(connection, table, rows)
            count = upsert(counters).values(name=RELATED, value=revision)
            connection.execute(
                count.on_conflict_do_update(index_elements=["name"], set_={"value": count.excluded.value})
            )

    def links(self) -> list[Link]:
        """All links."""
        return [Link(**row) for row in self._rows(select(document_links).order_by(*document_links.c))]

    def links_of(self, document_id: str) -> list[Link]:
        """The links from a document and to it."""
        mine = (document_links.c.from_id == document_id) | (document_links.c.to_id == document_id)
        order = (document_links.c.relation, document_links.c.target, document_links.c.from_id)
        return [Link(**row) for row in self._rows(select(document_links).where(mine).order_by(*order))]

    def links_at(self, document_ids: Collection[str], relations: Collection[str]) -> list[Link]:
        """The links of these relations from or to some documents."""
        either = document_links.c.from_id.in_(document_ids) | document_links.c.to_id.in_(document_ids)
        query = select(document_links).where(either & document_links.c.relation.in_(relations))
        return [Link(**row) for row in self._rows(query.order_by(*document_links.c))]

    def links_to(self, document_ids: Collection[str], relations: Collection[str]) -> list[Link]:
        """The links of these relations that lead to some documents."""
        query = select(document_links).where(document_links.c.relation.in_(relations)).order_by(*document_links.c)
        return [Link(**row) for row in self._among(query, document_links.c.to_id, document_ids)]

    def better_copies(self) -> list[PassageCopy]:
        """The passages that say what others say, with the documents whose copy is shown before them."""
        mine, better = passages.alias("mine"), passages.alias("better")
        query = (
            select(copies.c.passage_id, mine.c.document_id, better.c.document_id.label("better"))
            .join(mine, mine.c.id == copies.c.passage_id)
            .join(better, better.c.id == copies.c.copy_of)
            .order_by(copies.c.passage_id, better.c.document_id)
        )
        found: dict[tuple[str, str], list[str]] = {}
        for row in self._rows(query):
            found.setdefault((row["passage_id"], row["document_id"]), []).append(row["better"])
        return [PassageCopy(*names, tuple(documents)) for names, documents in found.items()]

    def copies_of(self, passage_ids: Sequence[str]) -> list[dict[str, Any]]:
        """The passages that say what these say: each with `copy_of`, its place and its document's label."""
        columns = (
            copies.c.copy_of, passages.c.id, passages.c.document_id, documents.c.title, documents.c.symbols,
            documents.c.date, documents.c.sensitivity, documents.c.groups,
        )  # fmt: skip
        query = (
            select(*columns)
            .join(passages, passages.c.id == copies.c.passage_id)
            .join(documents, documents.c.id == passages.c.document_id)
            .where(copies.c.copy_of.in_(passage_ids))
            .order_by(documents.c.date, passages.c.id)
        )
        return self._rows(query)

    def clusters_of(self, passage_ids: Sequence[str]) -> dict[str, Teaching]:
        """The teachings of some passages."""
        found = self._rows(select(teachings).where(teachings.c.passage_id.in_(passage_ids)))
        return {row["passage_id"]: Teaching(**row) for row in found}

    def near(self, clusters: Collection[str] | None = None) -> list[NearTeaching]:
        """The keys that are alike, of some clusters or of all."""
        return [NearTeaching(**row) for row in self._among(select(near_teachings), near_teachings.c.cluster, clusters)]

    def members(self, clusters: Collection[str] | None = None) -> list[Member]:
        """The lesson candidates of some clusters or of all, with what is known of their documents."""
        names = ("id", "document_id", "text", "kind", "countries", "missions", "themes", "statement")
        known = ("date", "symbols", "title", "about", "sensitivity", "groups")
        query = (
            select(
                teachings.c.key,
                teachings.c.cluster,
                *(passages.c[name] for name in names),
                *(documents.c[name] for name in known),
            )
            .join(passages, passages.c.id == teachings.c.passage_id)
            .join(documents, documents.c.id == passages.c.document_id)
            .where(passages.c.kind != "narrative", documents.c.removed_at.is_(None))
        )
        return [_member(row) for row in self._among(query, teachings.c.cluster, clusters)]

    def answers_to(self, recommendation_ids: Sequence[str]) -> list[AnswerTo]:
        """The answers that some recommendations were given."""
        wanted = answers.c.recommendation_id.in_(recommendation_ids)
        order = (answers.c.recommendation_id, answers.c.response_id)
        return [AnswerTo(**row) for row in self._rows(select(answers).where(wanted).order_by(*order))]

    def answered_by(self, response_id: str) -> list[AnswerTo]:
        """The recommendations that a passage answers."""
        query = select(answers).where(answers.c.response_id == response_id).order_by(answers.c.recommendation_id)
        return [AnswerTo(**row) for row in self._rows(query)]

    def implemented(self, reader: Reader) -> frozenset[str]:
        """The recommendations of which an answer says that they are carried out, as far as a reader may see it."""
        query = (
            select(answers.c.recommendation_id, documents.c.sensitivity, documents.c.groups)
            .join(passages, passages.c.id == answers.c.response_id)
            .join(documents, documents.c.id == passages.c.document_id)
            .where(answers.c.implementation == "implemented")
        )
        return frozenset(
            row["recommendation_id"]
            for row in self._rows(query)
            if reader.may_read(AccessLabel(row["sensitivity"], tuple(row["groups"])))
        )

    def _among(self, query: Select[Any], column: Column[Any], values: Collection[str] | None) -> list[dict[str, Any]]:
        """The rows with one of some values, or all; asked for in pieces, for SQLite takes only so many parameters."""
        if values is None:
            return self._rows(query)
        wanted = sorted(values)
        return [
            row
            for start in range(0, len(wanted), MOST_PARAMETERS)
            for row in self._rows(query.where(column.in_(wanted[start : start + MOST_PARAMETERS])))
        ]

    def _rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        with self._database.begin() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def _refill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    given = list(rows)
    if given:
        connection.execute(insert(table), given)


def _member(row: Mapping[str, Any]) -> Member:
    statement, symbols = row["statement"] or {}, row["symbols"]
    return Member(
        **{name: row[name] for name in ("id", "document_id", "key", "cluster", "text", "kind", "date", "title")},
        countries=tuple(row["countries"]),
        missions=tuple(row["missions"]),
        themes=tuple(row["themes"]),
        implementation=statement.get("implementation"),
        symbol=symbols[0] if symbols else None,
        about=row["about"],
        access=AccessLabel(row["sensitivity"], tuple(row["groups"])),
    )
