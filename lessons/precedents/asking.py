"""The open collection for one question: the reader's view, the catalog, both closed afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from lessons.access import Reader
from lessons.generation import View, open_generation
from lessons.home import Home
from lessons.storage.catalog import Catalog


@contextmanager
def opened(home: Home, reader: Reader) -> Iterator[tuple[View, Catalog]]:
    """What a reader may see of the served generation, and the catalog; nothing is written."""
    generation = open_generation(home.index)
    try:
        with Catalog(home.catalog) as catalog:
            yield replace(generation.view(reader), hidden=catalog.hidden_from(reader)), catalog
    finally:
        generation.close()
