"""Warms the server before it says its address: what is loaded once is not waited for by the first reader."""

from contextlib import suppress

from flask import Flask

from lessons.errors import LessonsError
from lessons.query.state import SearchState
from lessons.search.searcher import search
from lessons.vocabulary import vocabulary
from lessons.vocabulary.mentions import VOCABULARIES, find_mentions
from web import urls
from web.collection import Collection

_SLIP = "misson disarmment"
"""Words that no text has: their right spellings are looked for in all of the reader's words."""


def warm(app: Flask, collection: Collection) -> None:
    """Ask what a reader asks first: the start page, completions, a search (0.5 s of processor time at 44,000 passages).

    The search is not asked through the page, which would note it where nothing is found. What cannot be answered is
    told to the reader who asks.
    """
    with suppress(LessonsError):
        search(collection.view(), SearchState(_SLIP))
        find_mentions(_SLIP)
        for name in VOCABULARIES:
            vocabulary(name).find(_SLIP)
        client = app.test_client()
        for address in ("/", f"{urls.SUGGEST}?q=mi"):
            client.get(address)
