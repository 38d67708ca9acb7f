"""Page or JSON: which of the two a request asks for."""

from flask import request

JSON = "application/json"
_OFFERED = ("text/html", JSON)


def wants_json() -> bool:
    """Tell whether JSON is preferred to a page; who accepts anything gets the page."""
    return request.accept_mimetypes.best_match(_OFFERED, default="text/html") == JSON
