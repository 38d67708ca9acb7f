"""Makes documents, passages, catalogs and generations for tests, without reading any file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lessons.access import OWNER, AccessLabel, Reader
from lessons.engines.registry import engine as engine_named
from lessons.generation import Generation, build_generation, open_generation
from lessons.query.state import SearchState
from lessons.records import About, Judgement, Kind, Metadata, Part, Passage, RecognisedPassage
from lessons.search.results import Results
from lessons.search.searcher import search
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, StoredPassage, stored_passages

ROOT = "/reports"


@dataclass(frozen=True)
class Text:
    """A passage in short."""

    text: str
    country: tuple[str, ...] = ()
    mission: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    kind: Kind = "narrative"
    heading: tuple[str, ...] = ()
    paragraph: str | None = None
    page: int | None = None
    language: str | None = None


def document(
    name: str, *, groups: Sequence[str] = (), sensitivity: str = "unclassified", **metadata: object
) -> Document:
    """A document called `name`, with metadata of these values."""
    return Document(
        id=name,
        path=f"{ROOT}/{name}.txt",
        root=ROOT,
        sha256=f"{name:f<64}",
        size=1,
        modified=1,
        pipeline="test/1",
        read_at="2025-01-01T00:00:00Z",
        metadata=Metadata(**{"title": f"Report {name}", **metadata}),  # type: ignore[arg-type]
        access=AccessLabel.of(sensitivity, tuple(groups)),
    )


def recognised(text: Text | str) -> RecognisedPassage:
    given = Text(text) if isinstance(text, str) else text
    passage = Passage(
        given.text, page=given.page, paragraph=given.paragraph, heading=given.heading, language=given.language
    )
    judgement = Judgement(given.kind, "none", 0.5, "test")
    return RecognisedPassage(passage, (), About(given.country, given.mission, given.theme), judgement)


def passages(name: str, *texts: Text | str) -> list[StoredPassage]:
    return stored_passages(name, [recognised(text) for text in texts])


Entry = tuple[Document, Iterable[Text | str]]


def store(catalog: Catalog, one: Document, *texts: Text | str, parts: Sequence[Part] = ()) -> None:
    catalog.add_root(one.root)
    catalog.store(one, parts, passages(one.id, *texts))


def filled(path: Path, entries: Iterable[Entry]) -> Catalog:
    """A catalog of these documents with their texts."""
    catalog = Catalog(path, create=True)
    for one, texts in entries:
        store(catalog, one, *texts)
    return catalog


def served(folder: Path, entries: Iterable[Entry], engine: str = "whoosh") -> Generation:
    """An opened generation of these documents, built in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with filled(folder / "catalog.db", entries) as catalog:
        build_generation(folder / "index", catalog, engine_named(engine))
    return open_generation(folder / "index")


def ask(generation: Generation, query: str = "", reader: Reader = OWNER, **state: object) -> Results:
    return search(generation.view(reader), replace(SearchState(query), **state))  # type: ignore[arg-type]


def texts_of(results: Results) -> list[str]:
    return [result.record["text"] for result in results.results]


def relations_of(catalog: Catalog) -> list[object]:
    """All relations as the catalog keeps them."""
    kept = catalog.relations
    ids = [passage.id for one in catalog.documents() for passage in catalog.passages(one.id)]
    taught = sorted(kept.clusters_of(ids).items())
    near = sorted(kept.near(), key=lambda pair: (pair.one, pair.other))
    return [kept.links(), kept.better_copies(), taught, near, kept.answers_to(ids)]
