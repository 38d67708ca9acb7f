"""Index generations: each is built beside the one that is served, checked, and swapped in by a pointer.

``index/CURRENT`` names the served generation; ``index/g-000012/`` holds its manifest and, for each access label, one
index and its lexicon. A generation never changes once it is named. The last two are kept, for those who still read.
"""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lessons.access import AccessLabel, Reader
from lessons.engines.protocol import Engine, Index, IndexedPassage
from lessons.engines.registry import engine as engine_named
from lessons.errors import IndexMismatch, LessonsError, ProtectionError, UserError
from lessons.indexing import PassageIndexer, title_tokens
from lessons.lexicon import Lexicon
from lessons.storage.catalog import QUARANTINE, Catalog
from lessons.storage.rows import Document

SCHEMA = 1
KEPT = 2
POINTER = "CURRENT"

Progress = Callable[[int], None]
"""Called with the number of passages indexed so far."""


@dataclass(frozen=True, slots=True)
class View:
    """What one reader may see of a generation: the permitted indexes and a lexicon over just them."""

    generation: str
    engine: str
    indexes: tuple[Index, ...]
    lexicon: Lexicon
    languages: tuple[str, ...]


@dataclass(slots=True)
class Generation:
    """An opened generation; `view` gives a reader his part of it."""

    name: str
    engine: str
    revision: int
    languages: tuple[str, ...]
    labels: dict[AccessLabel, tuple[Index, Lexicon]]
    _views: dict[tuple[AccessLabel, ...], View] = field(default_factory=dict)

    def view(self, reader: Reader) -> View:
        """The indexes that a reader may open; the others are as if they did not exist."""
        permitted = tuple(label for label in sorted(self.labels) if reader.may_read(label))
        if permitted not in self._views:
            lexicon = Lexicon.merged([self.labels[label][1] for label in permitted])
            indexes = tuple(self.labels[label][0] for label in permitted)
            self._views[permitted] = View(self.name, self.engine, indexes, lexicon, self.languages)
        return self._views[permitted]

    def close(self) -> None:
        """Close all indexes."""
        for index, _ in self.labels.values():
            index.close()


def served(folder: Path) -> str | None:
    """The name of the served generation, or None where there is none."""
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def manifest(folder: Path, name: str) -> dict[str, object]:
    """The manifest of a generation; raises IndexMismatch where it is missing, damaged or of another version."""
    try:
        found = json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexMismatch(f"the index generation {name} is missing or damaged: run `lessons reindex`") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise IndexMismatch("the index was written by another version of this program: run `lessons reindex`")
    return found


def open_generation(folder: Path) -> Generation:
    """Open the served generation; creates nothing."""
    name = served(folder)
    if name is None:
        raise UserError("nothing is indexed yet: run `lessons index FOLDER` first")
    about = manifest(folder, name)
    engine = engine_named(str(about["engine"]))
    labels = {}
    for entry in about["labels"]:  # type: ignore[attr-defined]
        place = folder / name / entry["folder"]
        label = AccessLabel(entry["sensitivity"], tuple(entry["groups"]))
        labels[label] = (engine.open(place / "index"), Lexicon.read(place))
    languages = tuple(about["languages"])  # type: ignore[arg-type]
    return Generation(name, engine.name, int(str(about["revision"])), languages, labels)


def build_generation(folder: Path, catalog: Catalog, engine: Engine, progress: Progress = lambda _: None) -> str:
    """Build a generation of all that is in the catalog, check it, and serve it; returns its name.

    The caller holds the writer's lock. A failed build leaves the served generation as it was.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_unfinished(folder)
    name = _next_name(folder)
    place = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder))
    try:
        _write(place, catalog, engine, progress)
        place.rename(folder / name)
        _point(folder, name)
    except OSError as error:
        raise ProtectionError(f"the index could not be written ({error.strerror or error}): free some space and run `lessons reindex`") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    _drop_old(folder, name)
    return name


def _write(place: Path, catalog: Catalog, engine: Engine, progress: Progress) -> None:
    revision = catalog.revision()
    groups: dict[AccessLabel, list[Document]] = defaultdict(list)
    languages: set[str] = set()
    for document in representatives(catalog.documents()):
        groups[document.access].append(document)
        languages.add(document.metadata.language or "en")
    entries, done = [], 0
    for number, label in enumerate(sorted(groups) or [AccessLabel()]):
        target = place / f"label-{number}"
        target.mkdir()
        builder = _LabelBuilder(catalog, groups.get(label, []), done, progress)
        engine.build(target / "index", builder.passages())
        builder.indexer.lexicon.build().write(target)
        _check(engine, target / "index", builder.count)
        done += builder.count
        entries.append({"folder": target.name, "sensitivity": label.sensitivity, "groups": list(label.groups), "passages": builder.count})
    about = {"schema": SCHEMA, "engine": engine.name, "revision": revision, "languages": sorted(languages), "labels": entries}
    _write_durably(place / "manifest.json", json.dumps(about, indent=1))


def representatives(documents: list[Document]) -> list[Document]:
    """The documents to index: those that were read, and of exact copies under one access label only the first."""
    chosen: dict[tuple[str, AccessLabel], Document] = {}
    for document in sorted(documents, key=lambda document: document.id):
        if document.outcome not in QUARANTINE:
            chosen.setdefault((document.sha256, document.access), document)
    return sorted(chosen.values(), key=lambda document: document.id)


class _LabelBuilder:
    def __init__(self, catalog: Catalog, documents: list[Document], done: int, progress: Progress) -> None:
        self.indexer = PassageIndexer()
        self.count = 0
        self._catalog, self._documents, self._done, self._progress = catalog, documents, done, progress

    def passages(self) -> Iterator[IndexedPassage]:
        for document in self._documents:
            title, parts = title_tokens(document), self._catalog.parts(document.id)
            for stored in self._catalog.passages(document.id):
                part = parts[stored.passage.part] if stored.passage.part < len(parts) else None
                self.count += 1
                yield self.indexer.passage(document, part, stored, title)
            self._progress(self._done + self.count)


def _check(engine: Engine, place: Path, expected: int) -> None:
    index = engine.open(place)
    try:
        if index.count() != expected:
            raise LessonsError(f"the new index holds {index.count()} passages, {expected} were given: it is not served")
    finally:
        index.close()


def _point(folder: Path, name: str) -> None:
    _write_durably(folder / f"{POINTER}.new", name)
    (folder / f"{POINTER}.new").replace(folder / POINTER)
    _sync_folder(folder)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("g-*") if path.is_dir())


def _next_name(folder: Path) -> str:
    names = _generations(folder)
    return f"g-{int(names[-1][2:]) + 1 if names else 1:06d}"


def _drop_old(folder: Path, current: str) -> None:
    older = [name for name in _generations(folder) if name < current]
    for name in older[: max(0, len(older) - KEPT + 1)]:
        shutil.rmtree(folder / name, ignore_errors=True)


def _clear_unfinished(folder: Path) -> None:
    for path in folder.glob("unfinished-*"):
        shutil.rmtree(path, ignore_errors=True)
