"""All addresses of the reading room, built in one place."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

from lessons.query.state import SearchState

STATIC = Path(__file__).parent / "static"
HELP = "/help"
SUGGEST = "/suggest"
PRECEDENTS = "/precedents"
RECURRING = "/recurring"
JUDGMENTS = "/judgments"
LONGEST_KEPT = 300
"""Characters of a query that go along to a passage."""


def search(state: SearchState) -> str:
    """The address of a search: its state, nothing else."""
    parameters = state.parameters()
    return f"/?{urlencode(parameters)}" if parameters else "/"


def narrowed(facet: str, code: str) -> str:
    """The address of all passages that carry a code."""
    return search(SearchState().with_code(facet, code))


def passage(passage_id: str, query: str = "") -> str:
    """The address of a passage, perhaps with the query that led to it, unless that is a text of its own."""
    asked = f"?{urlencode({'q': query})}" if query and len(query) <= LONGEST_KEPT else ""
    return f"/passages/{quote(passage_id, safe='')}{asked}"


def why(passage_id: str, query: str) -> str:
    """The address of what a passage owes its place in a search to; empty without a query that goes along."""
    asked = passage(passage_id, query)
    return f"{asked}#why" if "?" in asked else ""


def judgment(number: int, back: str = "") -> str:
    """The address of a reader's judgment; `back` is the search to go back to."""
    return f"{JUDGMENTS}/{number}" + (f"?{urlencode({'from': back})}" if back else "")


def undo_judgment(number: int) -> str:
    """The address to which the wish to take a judgment back is sent."""
    return f"{JUDGMENTS}/{number}/undo"


def similar(passage_id: str) -> str:
    """The address of the passages like one."""
    return f"{passage(passage_id)}/similar"


def recurring(chosen: Mapping[str, Iterable[str]], page: int = 1) -> str:
    """The address of the recurring lessons that carry some codes, by vocabulary."""
    pairs = [(name, code) for name, codes in chosen.items() for code in codes]
    parameters = pairs + ([("page", str(page))] if page > 1 else [])
    return RECURRING + (f"?{urlencode(parameters)}" if parameters else "")


def citation(passage_id: str, ending: str) -> str:
    """The address of a passage's citation in a form."""
    return f"{passage(passage_id)}.{ending}"


def document_citation(document_id: str, ending: str) -> str:
    """The address of a document's citation in a form."""
    return f"{document(document_id)}.{ending}"


def results_citation(state: SearchState, ending: str) -> str:
    """The address of the citations of a page of results in a form."""
    return f"/results.{ending}?{urlencode(state.parameters())}"


def document(document_id: str, page: int = 1, *, candidates: bool = False, anchor: str = "") -> str:
    """The address of a document, at a page of its passages, perhaps at one of them."""
    parameters = ([("show", "candidates")] if candidates else []) + ([("page", str(page))] if page > 1 else [])
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"/documents/{quote(document_id, safe='')}{query}" + (f"#{anchor}" if anchor else "")


def original(document_id: str, *, page: int | None = None, anyway: bool = False) -> str:
    """The address of the original file, at a page of it where the file has pages that a browser can open."""
    query = "?anyway=1" if anyway else ""
    return f"/documents/{quote(document_id, safe='')}/file{query}" + (f"#page={page}" if page else "")


def anchor(passage_id: str) -> str:
    """The name of a passage's place on its document's page."""
    return f"p-{passage_id}"


@cache
def static(name: str) -> str:
    """The address of a file of the page itself; it changes with the file, so that browsers may keep it for ever."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"
