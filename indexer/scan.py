"""Finding the files of a source root, and their fingerprints."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessons.errors import UserError

SHEET = "metadata.csv"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as it stands now: path and root absolute, size in bytes, `modified` in nanoseconds."""

    path: Path
    root: Path
    size: int
    modified: int


def stored_path(path: Path) -> str:
    """A path as the catalog keeps it: bytes of a name that are not UTF-8 are written out, as in ``a\\xff.txt``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def scan(root: Path) -> list[FoundFile]:
    """All files below a root, or the root itself where it is a file, sorted by path.

    Hidden files and folders, editors' lock files and metadata sheets are passed over. Raises UserError where a folder
    cannot be opened: its files must not be taken for removed.
    """
    if root.is_file():
        return list(_found(root, root))
    return sorted(
        (file for folder, names in _walk(root) for name in names for file in _found(folder / name, root)),
        key=lambda file: file.path,
    )


def _walk(root: Path) -> Iterator[tuple[Path, list[str]]]:
    for folder, folders, names in os.walk(root, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(folder), [name for name in names if not name.startswith((".", "~$")) and name.lower() != SHEET]


def _refuse(error: OSError) -> None:
    raise UserError(
        f"cannot open {error.filename} ({error.strerror}): give the reading user access, or index another folder"
    ) from error


def _found(path: Path, root: Path) -> Iterator[FoundFile]:
    try:
        status = path.stat()
    except OSError:
        return  # a broken link, or gone since the folder was listed
    if path.is_file():
        yield FoundFile(path, root, status.st_size, status.st_mtime_ns)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
