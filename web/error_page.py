"""The page of an error: what happened in words, and where to go from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.query.state import SearchState
from web import urls
from web.errors import Way
from web.search_page import Form, form

HEADINGS = {
    400: "This search cannot be carried out",
    404: "Not found",
    405: "Not possible here",
    409: "The original has changed",
    410: "No longer here",
    413: "This is too long",
    414: "This address is too long",
    500: "Something went wrong",
    503: "Nothing can be searched at the moment",
}
DEFECT = "This is a defect of the program, not of your search. It has been written to the log of the server."
MESSAGES = {
    404: "There is no page at this address.",
    413: "More was sent than is read at once: shorten the text, or check a whole plan with lessons plan-check.",
}
LONGEST_QUERY = 500


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Everything that the template of an error shows."""

    form: Form
    status: int
    heading: str
    message: str
    ways: tuple[Way, ...]


def error_page(status: int, message: str, ways: Sequence[Way] = (), query: str = "") -> ErrorPage:
    """Prepare the page; a short query stays in the box, so that it can be mended."""
    query = query[:LONGEST_QUERY]
    again = [(f"Search for “{query}” without filters", urls.search(SearchState(query=query)))] if query else []
    heading = HEADINGS.get(status, "This is not possible")
    return ErrorPage(form(SearchState(query=query)), status, heading, message, (*ways, *again))
