"""The links under which a citation is kept, one for each form but the footnote, which stands on the page."""

from collections.abc import Callable
from dataclasses import dataclass

from lessons.citation.formats import FORMATS


@dataclass(frozen=True, slots=True)
class Download:
    """A form of citation and its address."""

    text: str
    url: str


def downloads(address: Callable[[str], str]) -> tuple[Download, ...]:
    """The downloads at the addresses that endings give."""
    return tuple(Download(one.label, address(one.ending)) for one in FORMATS.values() if one.name != "footnote")
