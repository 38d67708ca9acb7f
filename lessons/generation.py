"""Index generations: each is built beside the one that is served, checked, and swapped in by a pointer.

``index/CURRENT`` names the served generation; ``index/g-000012/`` holds its manifest and, for each access label, one
index and its lexicon. A generation never changes once it is named. The last two are kept, for those who still read.
"""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lessons.access import AccessLabel, Reader
from lessons.engines.protocol import Engine, Index
from lessons.engines.registry import engine as engine_named
from lessons.errors import IndexMismatch, LessonsError, ProtectionError, UserError
from lessons.expansion.acronyms import Acronyms, Pair
from lessons.expansion.expander import Expander
from lessons.expansion.known import read_known, write_known
from lessons.lexicon import Lexicon
from lessons.misreading.listed import Listed, write_listed
from lessons.relations.folding import folded_for, folds
from lessons.share import INDEX, ShareBuilder, Takeover
from lessons.storage.catalog import QUARANTINE, Catalog
from lessons.storage.rows import Document

SCHEMA = 5
KEPT = 2
POINTER = "CURRENT"

Progress = Callable[[int], None]
"""Called with the number of passages indexed so far."""


@dataclass(frozen=True, slots=True)
class View:
    """What one reader may see of a generation: the permitted indexes and a lexicon over just them.

    `hidden` are documents restricted since the generation was built: a restriction acts at once. `folded` are labels
    under which he sees better copies of passages that carry them (`lessons.relations.folding`).
    """

    generation: str
    engine: str
    indexes: tuple[Index, ...]
    lexicon: Lexicon
    languages: tuple[str, ...]
    hidden: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()
    expander: Expander = field(default_factory=lambda: Expander(Acronyms()))


@dataclass(frozen=True, slots=True)
class Share:
    """What a generation holds for one access label; its languages too, so that no other label's change a query."""

    index: Index
    lexicon: Lexicon
    languages: tuple[str, ...]
    folded: frozenset[str] = frozenset()
    acronyms: Acronyms = field(default_factory=Acronyms)


@dataclass(slots=True)
class Generation:
    """An opened generation; `view` gives a reader his part of it."""

    name: str
    engine: str
    revision: int
    shares: dict[AccessLabel, Share]
    known: tuple[Pair, ...] | None = None
    _views: dict[tuple[AccessLabel, ...], View] = field(default_factory=dict)

    def view(self, reader: Reader) -> View:
        """The indexes that a reader may open; the others are as if they did not exist."""
        permitted = tuple(label for label in sorted(self.shares) if reader.may_read(label))
        if permitted not in self._views:
            shares = [self.shares[label] for label in permitted]
            lexicon = Lexicon.merged([share.lexicon for share in shares])
            languages = tuple(sorted({language for share in shares for language in share.languages}))
            indexes = tuple(share.index for share in shares)
            folded = folded_for(permitted, {label for share in shares for label in share.folded})
            expander = Expander(Acronyms.merged([share.acronyms for share in shares]), self.known)
            self._views[permitted] = View(
                self.name, self.engine, indexes, lexicon, languages, folded=folded, expander=expander
            )
        return self._views[permitted]

    def close(self) -> None:
        """Close all indexes."""
        for share in self.shares.values():
            share.index.close()


def served(folder: Path) -> str | None:
    """The name of the served generation, or None where there is none."""
    try:
        return (folder / POINTER).read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise IndexMismatch(f"{folder / POINTER} is damaged: run `lessons reindex`") from error


def manifest(folder: Path, name: str) -> dict[str, Any]:
    """The manifest of a generation; raises IndexMismatch where it is missing, damaged or of another version."""
    try:
        found = json.loads((folder / name / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexMismatch(f"the index generation {name} is missing or damaged: run `lessons reindex`") from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise IndexMismatch("the index was written by another version of this program: run `lessons reindex`")
    return found


def followed(folder: Path) -> tuple[str | None, int | None]:
    """The engine and the revision of the served generation, for the one to follow; None for what cannot be told.

    Of one that is damaged or of another version no revision is told: it has to be built anew.
    """
    try:
        name = served(folder)
        about = manifest(folder, name) if name else {}
        return about.get("engine"), about.get("revision")
    except IndexMismatch:
        return _former_engine(folder), None


def _former_engine(folder: Path) -> str | None:
    """The engine of a generation of another version, which a change of version should not change."""
    try:
        about = json.loads((folder / (served(folder) or "") / "manifest.json").read_text(encoding="utf-8"))
        engine = about.get("engine") if isinstance(about, dict) else None
        return engine_named(engine).name if isinstance(engine, str) else None
    except (OSError, ValueError, LessonsError):
        return None


def open_generation(folder: Path) -> Generation:
    """Open the served generation; creates nothing."""
    name = served(folder)
    if name is None:
        raise UserError("nothing is indexed yet: run `lessons index FOLDER` first")
    about = manifest(folder, name)
    try:
        engine = engine_named(about["engine"])
        listed = Listed(folder / about["listed"])
        shares = {_label(entry): _open_share(engine, folder / name, entry, listed) for entry in about["labels"]}
        return Generation(name, engine.name, int(about["revision"]), shares, read_known(folder / name))
    except (KeyError, TypeError, ValueError) as error:
        raise IndexMismatch(f"the manifest of the index generation {name} is damaged: run `lessons reindex`") from error


def _label(entry: Mapping[str, Any]) -> AccessLabel:
    return AccessLabel(entry["sensitivity"], tuple(entry["groups"]))


def _open_share(engine: Engine, place: Path, entry: dict[str, Any], listed: Listed) -> Share:
    folder = place / entry["folder"]
    return Share(
        engine.open(folder / INDEX),
        Lexicon.read(folder, listed),
        tuple(entry["languages"]),
        frozenset(entry["folded"]),
        Acronyms.read(folder),
    )


def build_generation(
    folder: Path, catalog: Catalog, engine: Engine, progress: Progress = lambda _: None, *, whole: bool = False
) -> str:
    """Build a generation of what is in the catalog, check it, and serve it; returns its name.

    What did not change since the served generation is taken over from it where the engine can, unless `whole`. The
    caller holds the writer's lock. A failed build leaves the served generation as it was.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_unfinished(folder)
    name = _next_name(folder)
    place = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder))
    try:
        try:
            _write(place, catalog, engine, progress, {} if whole else takeovers(folder, engine))
        except IndexMismatch:  # the served generation is damaged: all anew, from the catalog
            shutil.rmtree(place)
            place.mkdir(mode=0o700)
            _write(place, catalog, engine, progress, {})
        place.rename(folder / name)
        _point(folder, name)
    except OSError as error:
        reason = error.strerror or error
        raise ProtectionError(
            f"the index could not be written ({reason}): free some space and run `lessons reindex`"
        ) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
    _drop_old(folder, name)
    return name


def takeovers(folder: Path, engine: Engine) -> dict[AccessLabel, Takeover]:
    """What the served generation offers a new one; nothing where there is none of this engine and version."""
    try:
        name = served(folder)
        if name is None or not engine.updates:
            return {}
        about = manifest(folder, name)
        if about["engine"] != engine.name:
            return {}
        return {_label(entry): Takeover.read(folder / name / entry["folder"]) for entry in about["labels"]}
    except (IndexMismatch, KeyError, TypeError):
        return {}


def _write(
    place: Path, catalog: Catalog, engine: Engine, progress: Progress, offered: Mapping[AccessLabel, Takeover]
) -> None:
    revision = catalog.revision()
    groups: dict[AccessLabel, list[Document]] = defaultdict(list)
    chosen = representatives(catalog.documents())
    folded = folds(catalog, chosen)
    for document in chosen:
        groups[document.access].append(document)
    entries, done = [], 0
    for number, label in enumerate(sorted(groups) or [AccessLabel()]):
        target = place / f"label-{number}"
        target.mkdir()
        builder = ShareBuilder(catalog, groups.get(label, []), offered.get(label), folded, _from(done, progress))
        builder.write(engine, target)
        _check(engine, target / INDEX, builder.passages)
        done += builder.passages
        languages = sorted(language for language, count in builder.languages.items() if count > 0)
        entries.append({
            "folder": target.name, "sensitivity": label.sensitivity, "groups": list(label.groups),
            "passages": builder.passages, "languages": languages,
            "folded": sorted(folded.used(document.id for document in groups.get(label, []))),
        })  # fmt: skip
    listed = write_listed(place.parent)
    write_known(place)
    about = {"schema": SCHEMA, "engine": engine.name, "revision": revision, "listed": listed, "labels": entries}
    _write_durably(place / "manifest.json", json.dumps(about, indent=1))


def _from(done: int, progress: Progress) -> Progress:
    return lambda count: progress(done + count)


def representatives(documents: list[Document]) -> list[Document]:
    """The documents to index: those that were read, and of exact copies under one access label only the first."""
    chosen: dict[tuple[str, AccessLabel], Document] = {}
    for document in sorted(documents, key=lambda document: document.id):
        if document.outcome not in QUARANTINE:
            chosen.setdefault((document.sha256, document.access), document)
    return sorted(chosen.values(), key=lambda document: document.id)


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
    return sorted(path.name for path in folder.glob("g-" + 6 * "[0-9]") if path.is_dir())


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
