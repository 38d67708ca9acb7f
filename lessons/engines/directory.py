"""The directory of an index: private, complete or not at all, durable, and named by engine and format."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lessons.errors import IndexMismatch

MANIFEST = "manifest.json"
# Raise it whenever older files can no longer be read as they are.
FORMAT = 3


@contextmanager
def building(directory: Path, engine: str) -> Iterator[None]:
    """Prepare an empty private directory; when the body is done, sync it and write its manifest as the last file.

    Without a manifest a directory is no index: a build that was killed cannot be opened.
    """
    # Whoosh and others unpickle what they read: the index directory is code, so nobody else may write into it.
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    directory.chmod(0o700)
    if any(directory.iterdir()):
        raise ValueError(f"an index is built in an empty directory, and {directory} is not empty")
    yield
    paths = sorted(directory.rglob("*"))
    for path in paths:
        sync(path)
    sizes = {path.relative_to(directory).as_posix(): path.stat().st_size for path in paths if path.is_file()}
    _write(directory / MANIFEST, {"engine": engine, "format": FORMAT, "files": sizes})
    sync(directory)


def _write(path: Path, manifest: dict[str, object]) -> None:
    path.write_text(json.dumps(manifest, indent=1), "utf-8")
    sync(path)


def sync(path: Path) -> None:
    """Make a file or a directory durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check(directory: Path, engine: str) -> None:
    """Raise IndexMismatch unless the directory holds a complete index of this engine and format."""
    manifest = _manifest(directory)
    if manifest.get("engine") != engine:
        raise mismatch(directory, f"was built by the engine {manifest.get('engine')!r}, not {engine!r}")
    if manifest.get("format") != FORMAT:
        raise mismatch(directory, f"has the format {manifest.get('format')!r}, this version reads {FORMAT}")
    files = manifest.get("files")
    for name, size in (files if isinstance(files, dict) else {"": 0}).items():
        path = directory / name
        if not path.is_file() or path.stat().st_size != size:
            raise mismatch(directory, f"is damaged ({name or MANIFEST})")


def _manifest(directory: Path) -> dict[str, object]:
    try:
        manifest = json.loads((directory / MANIFEST).read_text("utf-8"))
    except FileNotFoundError as error:
        raise mismatch(directory, "does not exist or is not an index") from error
    except (OSError, ValueError) as error:
        raise mismatch(directory, f"has no readable {MANIFEST}") from error
    return manifest if isinstance(manifest, dict) else {}


def mismatch(directory: Path, reason: str) -> IndexMismatch:
    """The error for an index that cannot be opened; it names the mend."""
    return IndexMismatch(f"the index {directory} {reason}: rebuild it with `lessons reindex`")
