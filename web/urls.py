"""All addresses of the reading room, built in one place."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

from lessons.query.state import SearchState

STATIC = Path(__file__).parent / "static"
HELP = "/help"


def search(state: SearchState) -> str:
    """The address of a search: its state, nothing else."""
    parameters = state.parameters()
    return f"/?{urlencode(parameters)}" if parameters else "/"


def narrowed(facet: str, code: str) -> str:
    """The address of all passages that carry a code."""
    return search(SearchState().with_code(facet, code))


def passage(passage_id: str) -> str:
    """The address of a passage."""
    return f"/passages/{quote(passage_id, safe='')}"


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
