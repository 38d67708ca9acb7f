"""Completions for the search box, as JSON; the page works without them."""

from flask import Response, jsonify, request

from lessons.query.state import SearchState
from lessons.suggest.completions import Completer, readable_titles
from web import urls
from web.collection import Collection


class SuggestViews:
    """Completes for the collection's reader; what it needs is gathered once for each generation."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._completer: tuple[str, Completer] | None = None

    def suggest(self) -> Response:
        """What the text in ``q`` may become."""
        text = request.args.get("q", "")
        found = [
            {**completion.as_dict(), "address": urls.search(SearchState(query=completion.query))}
            for completion in self._current().complete(text)
        ]
        return jsonify(query=text, completions=found)

    def _current(self) -> Completer:
        view = self._collection.view()
        known = self._completer
        if known is None or known[0] != view.generation:
            titles = readable_titles(self._collection.catalog, self._collection.reader)
            known = self._completer = (view.generation, Completer(view.lexicon, titles))
        return known[1]
