"""A server is warm when it says its address."""

from pathlib import Path

import pytest

from lessons.access import OWNER
from lessons.home import Home
from lessons.vocabulary import mentions, vocabulary
from web.app import create_app
from web.collection import Collection
from web.warming import warm


def test_what_is_loaded_once_is_there(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = Collection(home, OWNER)
    app = create_app(collection, log_zero_hits=True)
    warm(app, collection)
    monkeypatch.setattr("lessons.vocabulary.tables._content", lambda name: pytest.fail(f"{name} was read"))
    mentions.find_mentions("the police of Liberia and UNMIL")
    assert vocabulary("country").find("Republic of Liberia") == "LBR"
    for address in ("/", "/?q=camps+of+MINUSTAH", "/?q=zzzz+disarmment", "/suggest?q=po"):
        assert app.test_client().get(address).status_code == 200
    collection.close()


def test_warming_notes_no_search_and_asks_nothing_where_nothing_is_indexed(home: Home, tmp_path: Path) -> None:
    before = home.zero_hits.exists()
    collection = Collection(home, OWNER)
    warm(create_app(collection, log_zero_hits=True), collection)
    assert home.zero_hits.exists() == before
    collection.close()
    empty = Collection(Home(tmp_path), OWNER)
    warm(create_app(empty), empty)
    assert list(tmp_path.iterdir()) == []
