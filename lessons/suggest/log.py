"""Notes the searches that found nothing, where the settings want it."""

from dataclasses import replace

from lessons.errors import LessonsError
from lessons.home import Home
from lessons.query.state import SearchState
from lessons.search.results import Results
from lessons.storage.zero_hits import ZeroHits

_ORDER = ("sort", "size", "page", "expand")


def note_zero_hits(home: Home, state: SearchState, results: Results) -> None:
    """Note a search that nothing answers: its query and filters, not the reader; where it cannot be written, it is not.

    One of which only single words were found is one of those.
    """
    found = results.total if results.answered is None else results.answered
    if found or not state.query:
        return
    filters = [pair for pair in replace(state, query="", page=1).parameters() if pair[0] not in _ORDER]
    try:
        log = ZeroHits(home.zero_hits)
    except (LessonsError, OSError):
        return
    try:
        log.add(state.query, filters)
    except (LessonsError, OSError):
        return
    finally:
        log.close()
