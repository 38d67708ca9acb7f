"""The served generation: reopened when the pointer changes, closed only after a time of grace."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import web_sample

from lessons.access import OWNER
from lessons.engines.registry import engine
from lessons.generation import build_generation
from lessons.home import Home
from lessons.query.state import SearchState
from lessons.search.searcher import search
from lessons.storage.catalog import Catalog
from web.collection import GRACE, Collection
from web.errors import NoIndexError


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(own_home: Home, clock: Clock) -> Iterator[Collection]:
    opened = Collection(own_home, OWNER, clock=clock)
    yield opened
    opened.close()


def change(home: Home, title: str) -> None:
    with Catalog(home.catalog) as catalog:
        document = catalog.document(web_sample.NOTE)
        assert document is not None
        renamed = replace(document, metadata=replace(document.metadata, title=title))
        catalog.store(renamed, catalog.parts(document.id), catalog.passages(document.id))
        build_generation(home.index, catalog, engine("whoosh"))


def total(collection: Collection, query: str) -> int:
    return search(collection.view(), SearchState(query)).total


def test_a_new_generation_is_seen_at_once(collection: Collection, own_home: Home) -> None:
    assert total(collection, "title:bridges") == 0
    change(own_home, "Bridges")
    assert total(collection, "title:bridges") == 24


def test_an_old_view_goes_on_working_for_a_while(collection: Collection, own_home: Home, clock: Clock) -> None:
    old = collection.view()
    change(own_home, "Bridges")
    assert collection.view().generation != old.generation
    assert search(old, SearchState("camps")).total > 0
    clock.now = GRACE + 1
    change(own_home, "Roads")
    assert total(collection, "title:roads") == 24


def test_the_old_one_is_closed_after_its_grace(collection: Collection, own_home: Home, clock: Clock) -> None:
    closed = []
    collection.view()
    first = collection._generation
    assert first is not None
    for share in first.shares.values():
        index = share.index
        object.__setattr__(index, "close", lambda: closed.append(1)) if hasattr(index, "__dict__") else pytest.skip(
            "slots"
        )
    change(own_home, "Bridges")
    collection.view()
    assert not closed
    clock.now = GRACE + 1
    change(own_home, "Roads")
    collection.view()
    assert closed


def test_many_threads_see_a_change_without_failing(collection: Collection, own_home: Home) -> None:
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(total, collection, "camps") for _ in range(40)]
        change(own_home, "Bridges")
        asked += [threads.submit(total, collection, "camps") for _ in range(40)]
        totals = {future.result() for future in asked}
    assert len(totals) == 1 or totals == {total(collection, "camps"), max(totals)}
    assert total(collection, "title:bridges") == 24


def test_a_damaged_newcomer_leaves_what_worked(collection: Collection, own_home: Home) -> None:
    found = total(collection, "camps")
    (own_home.index / "CURRENT").write_text("g-999999")
    assert total(collection, "camps") == found


def test_a_damaged_first_one_is_told(own_home: Home) -> None:
    (own_home.index / "CURRENT").write_text("g-999999")
    with pytest.raises(NoIndexError, match="lessons reindex"):
        Collection(own_home, OWNER).view()


def test_documents_are_counted_for_each_generation(collection: Collection, own_home: Home) -> None:
    assert collection.documents() == 5
    with Catalog(own_home.catalog) as catalog:
        catalog.remove([web_sample.NOTE])
        build_generation(own_home.index, catalog, engine("whoosh"))
    assert collection.documents() == 4
