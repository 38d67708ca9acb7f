"""The pages of the reading room and their JSON: each asks the collection and hands plain values to a template."""

from typing import Any

from flask import Response, jsonify, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from lessons.provenance import corrections_by_number
from lessons.query.state import SearchState, parse_number
from lessons.relations.shown import with_relations
from lessons.search.results import Results
from lessons.search.searcher import find, search
from lessons.suggest.log import note_zero_hits
from web import address, urls
from web.collection import Collection
from web.document_page import document_page
from web.help_page import help_page
from web.judgment_page import LONGEST_QUERY
from web.negotiation import wants_json
from web.originals import original
from web.passage_page import passage_page
from web.related import of_document, of_passage
from web.search_page import form, search_page
from web.similar_page import a_few
from web.start_page import start_page
from web.suggest_views import SuggestViews
from web.why import why

MOST_PAGES = 10**6


class Views:
    """The views of one collection."""

    def __init__(self, collection: Collection, *, log_zero_hits: bool = False) -> None:
        self._log_zero_hits = log_zero_hits
        self.collection = collection
        self.suggestions = SuggestViews(collection)

    def search(self) -> AnyResponse | str:
        """The start page, or the results of the search that the address spells."""
        pairs = list(request.args.items(multi=True))
        state = address.state(pairs)
        if wants_json():
            return jsonify(self._results(state).as_dict())
        if not address.is_canonical(pairs, state):
            return redirect(urls.search(state))
        if state == SearchState():
            return self._start()
        page = search_page(self._results(state), state, self._count)
        return render_template("search.html", page=page, form=page.form)

    def _start(self) -> str:
        page = start_page(self._results(SearchState(size=1)), self.collection.documents())
        return render_template("start.html", page=page, form=page.form)

    def _results(self, state: SearchState) -> Results:
        results = search(self.collection.view(), state)
        if self._log_zero_hits:
            note_zero_hits(self.collection.home, state, results)
        return with_relations(results, self.collection.catalog, self.collection.reader)

    def _count(self, state: SearchState) -> int:
        return find(self.collection.view(), state).answer.total

    def passage(self, passage_id: str) -> Response | str:
        """A passage with what was recognised in it, its neighbours and its citation."""
        document, passage = self.collection.passage(passage_id)
        if wants_json():
            return self._described(passage_id)
        catalog = self.collection.catalog
        known = corrections_by_number(self.collection.home.decisions, catalog.corrected_by(passage.id))
        page = passage_page(document, catalog.parts(document.id), passage, catalog.neighbours(passage), known)
        like = a_few(self.collection, passage_id)
        asked = request.args.get("q", "")[:LONGEST_QUERY]
        judged = {"passage_id": passage.id, "asked": asked, "why": why(self.collection.view(), asked, passage_id)}
        related = of_passage(catalog, passage, self.collection.reader)
        more = {"related": related, "similar": like, "similar_url": urls.similar(passage_id), **judged}
        return self._page("passage.html", page, **more)

    def document(self, document_id: str) -> Response | str:
        """A document with its passages in order."""
        document = self.collection.document(document_id)
        if wants_json():
            return self._described(document_id)
        number = parse_number("page", request.args.get("page", "1"), MOST_PAGES)
        parts, passages = self.collection.catalog.parts(document_id), self.collection.catalog.passages(document_id)
        only = request.args.get("show") == "candidates"
        links = of_document(self.collection.catalog, document, self.collection.reader)
        page = document_page(document, parts, passages, page=number, only_candidates=only, relations=links)
        return self._page("document.html", page)

    def file(self, document_id: str) -> Response:
        """The original file: shown where a browser can do so safely, saved elsewhere."""
        document = self.collection.document(document_id)
        found = original(document, anyway=request.args.get("anyway") == "1")
        response = send_file(found.path, as_attachment=not found.inline, download_name=found.name)
        response.headers["Content-Type"] = found.type
        return response

    def help(self) -> str:
        """The query language."""
        return self._page("help.html", help_page())

    def _described(self, identity: str) -> Response:
        return jsonify(self.collection.described(identity))

    @staticmethod
    def _page(template: str, page: Any, **more: Any) -> str:
        return render_template(template, page=page, form=form(SearchState()), **more)
