"""What the child does: read one file, assemble its passages, and give every failure its outcome."""

import resource
from collections.abc import Callable
from pathlib import Path

from indexer.formats.registry import read
from indexer.formats.source import Limits, Rejected, Source
from lessons.records import Reading

_KNOWN: tuple[tuple[type[Exception], str], ...] = (
    (RecursionError, "nested too deeply to be read"),
    (FileNotFoundError, "vanished before it was read"),
    (PermissionError, "may not be read: check its permissions"),
    (IsADirectoryError, "is a folder"),
)
_NEARLY = 0.8
Assemble = Callable[[Source, str], Reading]


def read_here(path: Path, limits: Limits, assemble: Assemble) -> Reading:
    """Read a file in this process, without its limits of time and memory."""
    try:
        before = _state(path)
        source = read(path, limits)
        if _state(path) != before:
            return Reading("rejected", "changed while it was read; it will be read at the next run")
    except Exception as error:  # a file can make a library raise anything
        return Reading("rejected", _reason(error, limits))
    return _assembled(source, path, limits, assemble)


def _assembled(source: Source, path: Path, limits: Limits, assemble: Assemble) -> Reading:
    """Here an error is ours, not the file's, except when it is too big."""
    try:
        return assemble(source, path.name)
    except (MemoryError, RecursionError) as error:
        return Reading("rejected", _reason(error, limits), source.format)
    except Exception as error:
        return Reading("crashed", f"its passages could not be made: {_told(error)}", source.format)


def _state(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


def _reason(error: Exception, limits: Limits) -> str:
    if isinstance(error, Rejected):
        return str(error)
    if isinstance(error, MemoryError) or _peak() > _NEARLY * limits.memory:
        return f"needs more than {limits.memory / 1e9:.1f} GB of memory"
    known = next((words for kind, words in _KNOWN if isinstance(error, kind)), None)
    return known or f"a damaged file, it cannot be read ({_told(error)})"


def _peak() -> int:
    """The peak of resident memory in bytes: lxml reports a refused allocation as an unknown syntax error."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _told(error: Exception) -> str:
    """An error in one short line; messages of libraries can hold whole pages of the file."""
    message = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__
