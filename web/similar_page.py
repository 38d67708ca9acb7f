"""Passages like one, for the column beside a passage and for a page of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.generation import View
from lessons.precedents.likeness import record_of, similar
from lessons.precedents.standing import Record
from lessons.query.state import SearchState
from web import urls
from web.collection import Collection
from web.errors import NoIndexError
from web.result_list import Item, item, title
from web.wording import pages

FEW = 4
MANY = 20


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """Everything that the template of similar passages shows."""

    title: str
    place: str
    passage_url: str
    words: tuple[str, ...]
    elsewhere: tuple[Item, ...]
    same_document: tuple[Item, ...]


def similar_page(view: View, record: Record, size: int = MANY) -> SimilarPage:
    """Prepare the page."""
    found = similar(view, record, size)
    elsewhere, within = (
        tuple(item(result, SearchState()) for result in results) for results in (found.elsewhere, found.same_document)
    )
    return SimilarPage(title(record), pages(record), urls.passage(record["id"]), found.words, elsewhere, within)


def a_few(collection: Collection, passage_id: str) -> Sequence[Item]:
    """The passages of other documents most like one; none while there is no index: a passage is shown all the same."""
    try:
        view = collection.view()
    except NoIndexError:
        return ()
    return similar_page(view, record_of(collection.catalog, passage_id, collection.reader), FEW).elsewhere
