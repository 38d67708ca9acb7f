"""The tables of the catalog: all of it can be rebuilt from the files."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 3

tables = MetaData()

roots = Table("roots", tables, Column("path", String, primary_key=True), Column("added", String, nullable=False))

documents = Table(
    "documents",
    tables,
    Column("id", String, primary_key=True),
    Column("path", String, nullable=False, unique=True),
    Column("root", String, ForeignKey("roots.path"), nullable=False, index=True),
    Column("sha256", String, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("sheet", JSON, nullable=False),
    Column("format", String),
    Column("outcome", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("title", Text),
    Column("symbols", JSON, nullable=False),
    Column("date", String),
    Column("doc_type", String),
    Column("originator", String),
    Column("language", String),
    Column("pages", Integer),
    Column("sensitivity", String, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("about", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("guidance", JSON),
    Column("stated", JSON),
    Column("read_at", String, nullable=False),
    Column("removed_at", String),
)

versions = Table(
    "versions",
    tables,
    Column("document_id", String, ForeignKey("documents.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("path", String, nullable=False),
    Column("read_at", String, nullable=False),
)

parts = Table(
    "parts",
    tables,
    Column("document_id", String, ForeignKey("documents.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("label", String, nullable=False),
    Column("doc_type", String),
    Column("originator", String),
    Column("title", Text),
    Column("symbol", String),
    Column("first_page", Integer),
)

passages = Table(
    "passages",
    tables,
    Column("id", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("page", Integer),
    Column("page_end", Integer),
    Column("page_label", String),
    Column("paragraph", String),
    Column("heading", JSON, nullable=False),
    Column("layout", String, nullable=False),
    Column("ocr", Boolean, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("language", String),
    Column("kind", String, nullable=False),
    Column("polarity", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("rule", String, nullable=False),
    Column("statement", JSON),
    Column("countries", JSON, nullable=False),
    Column("missions", JSON, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("annotations", JSON, nullable=False),
    Index("passages_of_document", "document_id", "ordinal"),
)

document_links = Table(
    "document_links",
    tables,
    Column("from_id", String, primary_key=True),
    Column("relation", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("to_id", String, primary_key=True, index=True),
    Column("evidence", Text, nullable=False),
)

copies = Table(
    "copies",
    tables,
    Column("passage_id", String, primary_key=True),
    Column("copy_of", String, primary_key=True, index=True),
)

teachings = Table(
    "teachings",
    tables,
    Column("passage_id", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("cluster", String, nullable=False, index=True),
)

near_teachings = Table(
    "near_teachings",
    tables,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("similarity", Float, nullable=False),
    Column("cluster", String, nullable=False, index=True),
)

answers = Table(
    "answers",
    tables,
    Column("recommendation_id", String, primary_key=True),
    Column("response_id", String, primary_key=True, index=True),
    Column("answer", String),
    Column("implementation", String),
    Column("evidence", Text, nullable=False),
)

sketches = Table(
    "sketches",  # what the stage after a run compares of a document, at its revision
    tables,
    Column("document_id", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("made_by", String, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("teachings", JSON, nullable=False),
    Column("signatures", LargeBinary, nullable=False),
    Column("repeatable", JSON, nullable=False),
    Column("answering", Boolean, nullable=False),
    Column("answers", JSON, nullable=False),
)

comparisons = Table(
    "comparisons",  # what comparing two documents word by word gave, at their revisions
    tables,
    Column("sort", String, primary_key=True),
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("revisions", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("found", JSON, nullable=False),
)

originals = Table(
    "originals",  # what the machine found where a person's word changed it
    tables,
    Column("id", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id"), nullable=False, index=True),
    Column("found", JSON, nullable=False),
    Column("numbers", JSON, nullable=False),
)

embeddings = Table(
    "embeddings",  # a passage's vector stays while its words do, also when its document is read again
    tables,
    Column("passage_id", String, primary_key=True),
    Column("model", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    tables,
    Column("id", Integer, primary_key=True),
    Column("started", String, nullable=False),
    Column("finished", String),
    Column("outcome", String, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("counts", JSON, nullable=False),
)

counters = Table("counters", tables, Column("name", String, primary_key=True), Column("value", Integer, nullable=False))
