"""The words of all lists in a file beside the index: a search that asks for one need not read the lists (0.4 s)."""

import zlib
from collections.abc import Container
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from lessons import __version__
from lessons.misreading.words import known_words

_NAMED = "listed-*.z"


class Listed(Container[str]):
    """The words that any list knows, packed in a file (1 MB, 15 ms); where that is gone the lists are read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            return word in known_words()
        return isinstance(word, str) and f"\n{word}\n".encode("utf-8", "replace") in self._words

    @cached_property
    def _words(self) -> bytes | None:
        try:
            return zlib.decompress(self._path.read_bytes())
        except (OSError, zlib.error):
            return None


def write_listed(folder: Path) -> str:
    """See to it that the file is in a folder of generations, which share it; returns its name."""
    name = f"listed-{__version__}-{version('pyspellchecker')}.z"
    if not (folder / name).exists():
        for earlier in folder.glob(_NAMED):
            earlier.unlink()
        written = folder / f"{name}.new"
        written.write_bytes(_packed())
        written.replace(folder / name)
    return name


@cache
def _packed() -> bytes:
    return zlib.compress("\n".join(["", *sorted(known_words()), ""]).encode(), 1)
