"""Error pages are refused, documents that speak of errors are not."""

import pytest

from indexer.formats.source import Block
from indexer.refusal import is_error_page


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, the page you requested was not found.",
        "There is no document matching your request.",
        "404 Not Found",
        "The document you are looking for does not exist in the archive.",
        "La page demandée est introuvable.",
        "Página no encontrada",
    ],
)
def test_error_pages(text: str) -> None:
    assert is_error_page([Block(text)], 1)


def test_documents() -> None:
    assert not is_error_page([Block("The page on camps was rewritten in May.")], 1)
    assert not is_error_page([Block("404 Not Found")], 12)
    assert not is_error_page([Block("404 Not Found " + "and the story of the camp went on " * 60)], 1)
