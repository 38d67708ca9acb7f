"""Citations to keep: a passage, a document or a page of results in the forms that reference managers read."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, request

from lessons.citation.formats import BY_ENDING, cite
from lessons.search.searcher import search
from web import address
from web.collection import Collection


class CitationViews:
    """The downloads of one collection; their names are fixed, whatever a title holds."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def passage(self, passage_id: str, ending: str) -> Response:
        """One passage."""
        self.collection.passage(passage_id)
        return _file([self.collection.described(passage_id)], "passage", ending)

    def document(self, document_id: str, ending: str) -> Response:
        """One document."""
        self.collection.document(document_id)
        return _file([self.collection.described(document_id)], "document", ending)

    def results(self, ending: str) -> Response:
        """The page of results that the address spells."""
        state = address.state(list(request.args.items(multi=True)))
        found = search(self.collection.view(), state, facets=())
        return _file([result.record for result in found.results], "results", ending)


def _file(records: Iterable[Mapping[str, Any]], name: str, ending: str) -> Response:
    form = BY_ENDING[ending]
    response = Response(cite(records, form.name), content_type=f"{form.media}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
