"""Judged collections in BEIR layout: ``corpus.jsonl``, ``queries.jsonl``, ``qrels/test.tsv``."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessons.errors import UserError


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """A text of the collection."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedCollection:
    """Texts, queries (id -> text, judged ones only) and judgments (query id -> text id -> grade)."""

    documents: tuple[JudgedDocument, ...]
    queries: dict[str, str]
    judgments: dict[str, dict[str, int]]


def read_collection(folder: Path) -> JudgedCollection:
    """Read a folder; raises UserError that names the file at fault."""
    documents = tuple(
        JudgedDocument(str(row["_id"]), str(row.get("title") or ""), str(row["text"] or ""))
        for row in _rows(folder / "corpus.jsonl")
    )
    judgments = _judgments(folder / "qrels" / "test.tsv")
    queries = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
    queries = {query: text for query, text in queries.items() if query in judgments}
    if not documents or not queries:
        raise UserError(
            f"{folder} has no texts or no judged queries: it needs corpus.jsonl, queries.jsonl and qrels/test.tsv"
        )
    return JudgedCollection(documents, queries, {query: judgments[query] for query in queries})


def _rows(path: Path) -> Iterator[dict[str, object]]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _row(json.loads(line), number)
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be read ({error}): give a folder in BEIR layout") from error


def _row(value: object, number: int) -> dict[str, object]:
    if not isinstance(value, dict) or not {"_id", "text"} <= value.keys():
        raise ValueError(f"line {number} is no object with _id and text")
    return value


def _judgments(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            cells = line.split("\t")
            if number == 0 and not cells[-1].lstrip("-").isdigit():
                continue
            found[cells[0]][cells[-2]] = int(cells[-1])
    except (OSError, ValueError, IndexError) as error:
        raise UserError(
            f"{path} cannot be read ({error}): it needs lines of query, text and grade, tab-separated"
        ) from error
    return dict(found)
