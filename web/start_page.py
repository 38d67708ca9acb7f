"""The start page: what is in the collection, and ways in."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.query.state import SearchState
from lessons.search.results import FacetCount, Results
from web import urls
from web.search_page import Form, form
from web.wording import NARRATIVE, number, subjects

TOP = 12
"""Entries of a list of ways in."""

EXAMPLES = (
    ("disarmament cantonment sites", "words: two of them must occur"),
    ('"quick-impact projects"', "a phrase, exactly"),
    ("handover AND (police OR prisons)", "both, and one of two"),
    ("theme:security.ddr demobili*", "a theme, and the beginning of a word"),
    ("elections kind:recommendation", "only recommendations"),
    ("airlift year:2004..2010", "a range of years"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A way in: a subject, how many passages carry it, and the search for it; `share` of the largest, in percent."""

    text: str
    title: str
    count: int
    url: str
    share: int = 0


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try and what it means."""

    query: str
    meaning: str
    url: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that the template of the start page shows."""

    form: Form
    held: str
    candidates: str
    kinds: tuple[Entry, ...]
    lists: tuple[tuple[str, tuple[Entry, ...]], ...]
    years: tuple[Entry, ...]
    examples: tuple[Example, ...]
    all_url: str


def start_page(results: Results, documents: int) -> StartPage:
    """Prepare the page from a search for everything."""
    facets = results.facets
    kinds = [count for count in facets["kind"] if count.code != NARRATIVE]
    return StartPage(
        form=form(SearchState()),
        held=f"{number(results.total, 'passage')} from {number(documents, 'document')}",
        candidates=number(sum(count.count for count in kinds), "candidate"),
        kinds=_entries("kind", kinds),
        lists=tuple((heading, _entries(name, _narrowest(facets[name])[:TOP])) for name, heading in _LISTS),
        years=tuple(reversed(_entries("year", facets["year"]))),
        examples=examples(EXAMPLES),
        all_url=urls.search(SearchState(sort="newest")),
    )


_LISTS = (("country", "Countries"), ("mission", "Missions"), ("theme", "Themes"))


def examples(queries: Sequence[tuple[str, str]]) -> tuple[Example, ...]:
    """Queries as links to their results."""
    return tuple(Example(query, meaning, urls.search(SearchState(query=query))) for query, meaning in queries)


def _narrowest(counts: Sequence[FacetCount]) -> Sequence[FacetCount]:
    """The counts without those of a parent whose children are counted too: the narrow themes are the better ways in."""
    codes = [count.code for count in counts]
    return [count for count in counts if not any(code.startswith(f"{count.code}.") for code in codes)]


def _entries(name: str, counts: Sequence[FacetCount]) -> tuple[Entry, ...]:
    most = max((count.count for count in counts), default=1)
    return tuple(_entry(name, count, most) for count in counts)


def _entry(name: str, count: FacetCount, most: int) -> Entry:
    subject = subjects(name, [count.code])[0]
    share = max(1, round(100 * count.count / most))
    return Entry(subject.text, subject.title, count.count, urls.narrowed(name, count.code), share)
