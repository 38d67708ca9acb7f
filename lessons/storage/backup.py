"""A backup: the databases of a collection in one file, proved before it replaces an older one or is brought back.

What is being written lies beside the file, in a folder that a later backup clears if this one is killed: the home may
be full or on a medium that cannot be written.
"""

import fcntl
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lessons import __version__
from lessons.errors import IndexMismatch, ProtectionError, UserError
from lessons.storage import catalog_tables, decisions
from lessons.storage.catalog import Catalog
from lessons.storage.copying import copy_database, prove, replace_database
from lessons.storage.decisions import Decisions

STORES = ("decisions.db", "catalog.db")
"""In this order: a decision that is made meanwhile may lack its trace in the catalog, never the other way round."""
MANIFEST = "backup.json"
UNFINISHED = ".lessons-backup-"
_GZIP = b"\x1f\x8b"


def replaceable(file: Path) -> bool:
    """Tell whether a backup may take this place: what a slip of the hand names may be the collection's own database."""
    if not file.exists():
        return True
    try:
        if not file.is_file():
            return False
        with file.open("rb") as there:
            return there.read(len(_GZIP)) in (b"", _GZIP)
    except OSError:
        return True  # the writing tells what is the matter


def write_backup(home: Path, file: Path) -> int:
    """Write the databases of a home into a file; returns its size. A file that is there stays until this is whole."""
    _require_decisions(home)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _workplace(file.parent) as folder:
            partial = folder / "backup.tar.gz"
            partial.touch(mode=0o600)  # it holds what only the owner of the home may read
            with partial.open("wb") as written:
                with tarfile.open(fileobj=written, mode="w:gz") as archive:
                    _fill(archive, home, folder)
                written.flush()
                os.fsync(written.fileno())
                size = written.tell()
            partial.replace(file)
            return size
    except OSError as error:
        raise UserError(
            f"cannot write {file} ({error.strerror or error}): free some space there or choose another place"
        ) from error


def _require_decisions(home: Path) -> None:
    """Refuse to write a backup without decisions over one that has them."""
    with Catalog(home / "catalog.db") as catalog:
        if catalog.expects_decisions() and not (home / "decisions.db").exists():
            raise ProtectionError(
                f"{home / 'decisions.db'} is gone, with what people decided: use `lessons restore FILE --replace` first"
            )


def _fill(archive: tarfile.TarFile, home: Path, folder: Path) -> None:
    """Add each database, and last what proves that all is there."""
    digests: dict[str, str] = {}
    for name in STORES:
        if (home / name).exists():
            copy = folder / name
            copy_database(home / name, copy)
            prove(copy)
            digests[name] = _digest(copy)
            archive.add(copy, name)
            copy.unlink()
    about = folder / MANIFEST
    about.write_text(json.dumps({"version": __version__, "stores": [*digests], "sha256": digests}), encoding="utf-8")
    archive.add(about, MANIFEST)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _workplace(place: Path) -> Iterator[Path]:
    """A folder of our own in a place; those of backups that were killed are taken away."""
    for other in place.glob(f"{UNFINISHED}*"):
        _clear_if_left(other)
    folder = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=place))
    try:
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # freed by the kernel when this process dies
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_if_left(folder: Path) -> None:
    try:
        with (folder / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return  # another backup is at work in it


def unpack(file: Path, folder: Path) -> None:
    """Bring a backup's databases into a folder, each proved; raises UserError for anything that is no whole backup."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            members = {member.name: member for member in archive if member.name in (*STORES, MANIFEST)}
            if MANIFEST not in members or "catalog.db" not in members or not all(m.isfile() for m in members.values()):
                raise UserError(f"{file} is no backup of a collection: give a file that `lessons backup` wrote")
            for member in members.values():
                archive.extract(member, folder, filter="data")
        about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise UserError(
            f"{file} cannot be read as a backup ({error}): give a file that `lessons backup` wrote"
        ) from error
    _require_whole(file, folder, about if isinstance(about, dict) else {})
    _require_usable(file, folder)


def _require_whole(file: Path, folder: Path, about: dict[str, Any]) -> None:
    """Compare with what the backup says of itself; those of earlier versions tell no digests."""
    digests = about.get("sha256", {})
    for name, digest in digests.items() if isinstance(digests, dict) else ():
        if name not in STORES or not (folder / name).exists() or _digest(folder / name) != digest:
            raise UserError(f"{file} is damaged, its {name} is not what was written: use another backup")


def _require_usable(file: Path, folder: Path) -> None:
    """Open each database, which brings an earlier one up to date, and look at all of it."""
    try:
        with Catalog(folder / "catalog.db") as catalog:
            expected = catalog.expects_decisions()
        prove(folder / "catalog.db", catalog_tables.tables)
        if (folder / "decisions.db").exists():
            Decisions(folder / "decisions.db").close()
            prove(folder / "decisions.db", decisions.tables)
        elif expected:
            raise UserError(f"{file} lacks what people decided (decisions.db): use another backup")
    except (IndexMismatch, ProtectionError) as error:
        raise UserError(f"{file} cannot be used, nothing was replaced: {error}") from error


def put_back(folder: Path, home: Path) -> None:
    """Put unpacked databases in the place of those of a home; no index that is there passes for one of theirs."""
    former = _revision(home / "catalog.db")
    with Catalog(folder / "catalog.db") as catalog:
        catalog.advance(former)
    for name in STORES:
        if (folder / name).exists():
            replace_database(folder / name, home / name)


def _revision(path: Path) -> int:
    """The revision of a catalog that may be damaged or missing."""
    try:
        with Catalog(path) as catalog:
            return catalog.revision()
    except (IndexMismatch, ProtectionError):
        return 0
