"""The postings of a term as numpy arrays, and a cache of them that is bounded in bytes."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from lessons.engines.texts import Rows

CACHE_BYTES = 64 * 2**20
# What an entry costs besides its arrays: two array objects, the key, the entry itself.
ENTRY_BYTES = 400


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows in which a term stands, ascending, and how often it stands in each."""

    rows: Rows
    frequencies: npt.NDArray[np.float32]


NOWHERE = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class Cache:
    """The most recently used postings; safe to use from several threads."""

    def __init__(self, limit: int = CACHE_BYTES):
        self.bytes = 0
        self._limit = limit
        self._entries: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str], load: Callable[[], Postings]) -> Postings:
        """The postings of a field and term, loaded when they are not at hand."""
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                self._entries.move_to_end(key)
                return found
        loaded = load()
        with self._lock:
            if key not in self._entries:
                self._entries[key] = loaded
                self.bytes += _size(loaded)
            while self.bytes > self._limit:
                self.bytes -= _size(self._entries.popitem(last=False)[1])
        return loaded


def _size(postings: Postings) -> int:
    return postings.rows.nbytes + postings.frequencies.nbytes + ENTRY_BYTES
