"""The tables of the catalog: all of it can be rebuilt from the files."""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

VERSION = 1

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
    Column("countries", JSON, nullable=False),
    Column("missions", JSON, nullable=False),
    Column("themes", JSON, nullable=False),
    Column("annotations", JSON, nullable=False),
    Index("passages_of_document", "document_id", "ordinal"),
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
