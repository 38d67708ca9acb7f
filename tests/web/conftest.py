"""Fixtures for the page: a small collection, and clients that see it as different readers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import web_sample
from flask.testing import FlaskClient

from lessons.access import OWNER, Reader
from lessons.home import Home
from web.app import create_app
from web.collection import Collection


class BufferedClient(FlaskClient):
    """A client that reads an answer whole, so that files are closed."""

    def open(self, *args: Any, buffered: bool = True, **more: Any) -> Any:
        return super().open(*args, buffered=buffered, **more)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A collection that no test changes."""
    return web_sample.build(tmp_path_factory.mktemp("web"))


@pytest.fixture
def own_home(tmp_path: Path) -> Home:
    """A collection that a test may change."""
    return web_sample.build(tmp_path)


@pytest.fixture
def as_reader() -> Iterator[Callable[[Home, Reader], FlaskClient]]:
    """Make a client of a collection for a reader."""
    opened: list[Collection] = []

    def client(home: Home, reader: Reader) -> FlaskClient:
        opened.append(Collection(home, reader))
        app = create_app(opened[-1])
        app.test_client_class = BufferedClient
        return app.test_client()

    yield client
    for collection in opened:
        collection.close()


@pytest.fixture
def client(home: Home, as_reader: Callable[[Home, Reader], FlaskClient]) -> FlaskClient:
    """The owner of the collection."""
    return as_reader(home, OWNER)


@pytest.fixture
def stranger(home: Home, as_reader: Callable[[Home, Reader], FlaskClient]) -> FlaskClient:
    """Somebody without clearance."""
    return as_reader(home, Reader())
