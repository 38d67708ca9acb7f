"""What an engine for recognition is: a picture of a page in, words with their places out."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from indexer.layout.page import Word


class Picture(NamedTuple):
    """A page as a grey PGM image; `scale` is pixels a point."""

    pgm: bytes
    scale: float


class TooSlowError(Exception):
    """The time allowed for a page is over."""


class Engine(Protocol):
    """A program or library that recognises text."""

    name: str
    dpi: int

    def words(self, picture: Picture, languages: Sequence[str], seconds: float) -> list[Word]:
        """Recognise one page in places counted in points; raises TooSlowError when `seconds` are over.

        `languages` are ISO 639-1 codes, the likeliest first; an engine may pass over those it does not know.
        """
        ...
