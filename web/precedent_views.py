"""The views of precedents and of similar passages."""

from typing import Any

from flask import Response, jsonify, make_response, render_template, request

from lessons.errors import UnknownCode
from lessons.precedents.finder import Finder
from lessons.precedents.likeness import record_of, similar
from lessons.precedents.results import Precedents
from lessons.precedents.situation import understand
from lessons.query.state import SearchState
from web.collection import Collection
from web.negotiation import wants_json
from web.precedents_page import Asked, blank_page, precedents_page
from web.search_page import form
from web.similar_page import MANY, similar_page

MOST_BYTES = 500_000
"""Bytes of a form: a situation of 100,000 characters in any script."""
OK, AMISS = 200, 400


class PrecedentViews:
    """The views of one collection."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def similar(self, passage_id: str) -> Response | str:
        """The passages like one, of other documents first."""
        self.collection.passage(passage_id)
        record = record_of(self.collection.catalog, passage_id, self.collection.reader)
        if wants_json():
            return jsonify(similar(self.collection.view(), record, MANY).as_dict(passage_id))
        return _rendered("similar.html", similar_page(self.collection.view(), record))

    def precedents(self) -> Response:
        """The form for a situation, and what other missions learned in one like it.

        It is sent by POST, so that it stands in no address and no log, and kept nowhere.
        """
        if request.method != "POST":
            return make_response(_rendered("precedents.html", blank_page()))
        request.max_content_length = MOST_BYTES
        asked = Asked.of(request.form)
        found = self._found(asked) if asked.text else "Describe your situation first."
        response = _answer(asked, found)
        response.cache_control.no_store = True
        return response

    def _found(self, asked: Asked) -> Precedents | str:
        """The answer, or what is amiss with what was sent."""
        view, collection = self.collection.view(), self.collection
        try:
            situation = understand(asked.text, view, asked.stated())
        except UnknownCode as error:
            return f"{str(error)[:1].upper()}{str(error)[1:]}"
        finder = Finder(view, collection.catalog, collection.reader)
        return finder.find(situation, member_states=asked.member_states)


def _answer(asked: Asked, found: Precedents | str) -> Response:
    if isinstance(found, str):
        amiss = jsonify(error=found, status=AMISS) if wants_json() else None
        response = amiss or make_response(_rendered("precedents.html", blank_page(asked, found)))
        response.status_code = AMISS
        return response
    if wants_json():
        return jsonify(found.as_dict())
    return make_response(_rendered("precedents.html", precedents_page(asked, found)))


def _rendered(template: str, page: Any) -> str:
    return render_template(template, page=page, form=form(SearchState()))
