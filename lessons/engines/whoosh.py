"""The embedded engine on Whoosh's files: segments are written once, linked into later generations, merged by size.

An index is Whoosh's own directory (see `lessons.engines.segments`) plus the columns of all its rows. A row is a row of
a segment plus the number of rows in the segments before it.
"""

from collections.abc import Collection, Iterable
from pathlib import Path

from lessons.engines.arrays import DamagedFileError
from lessons.engines.build import Build
from lessons.engines.columns import Columns
from lessons.engines.directory import building, check, mismatch
from lessons.engines.embedded import EmbeddedIndex
from lessons.engines.protocol import Index, IndexedPassage
from lessons.engines.segments import DAMAGE
from lessons.engines.store import WhooshStore
from lessons.engines.vectors import read_vectors


class Whoosh:
    """The default engine."""

    name = "whoosh"
    updates = True

    def build(
        self,
        directory: Path,
        passages: Iterable[IndexedPassage],
        *,
        base: Path | None = None,
        removed: Collection[str] = (),
    ) -> None:
        """Write an index; see the protocol."""
        if base is not None:
            check(base, self.name)
        with building(directory, self.name), Build(directory) as build:
            if base is not None:
                build.take_over(base, removed)
            for passage in passages:
                build.add(passage)

    def open(self, directory: Path) -> Index:
        """Open an index for reading; raises IndexMismatch."""
        check(directory, self.name)
        try:
            columns = Columns.read(directory)
            return EmbeddedIndex(columns, WhooshStore(directory, columns), read_vectors(directory, len(columns)))
        except (DamagedFileError, *DAMAGE) as error:
            raise mismatch(directory, f"is damaged ({error})") from error
