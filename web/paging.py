"""Paging: which page numbers to offer, and the previous and next."""

from collections.abc import Callable
from dataclasses import dataclass

NEAR = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A page to go to; without an address it is a gap."""

    text: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """The steps of a list of pages."""

    page: int
    pages: int
    previous: str
    next: str
    steps: tuple[Step, ...]


def paging(page: int, total: int, size: int, url: Callable[[int], str]) -> Paging | None:
    """The pages of a list; None where there is only one and the reader is on it."""
    pages = max(1, -(-total // size))
    if pages == 1 and page == 1:
        return None
    near = {1, pages, *range(page - NEAR, page + NEAR + 1)}
    numbers = sorted(number for number in near if 1 <= number <= pages)
    steps: list[Step] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number > before + 1:
            steps.append(Step("…"))
        steps.append(Step(str(number), url(number), current=number == page))
    previous = url(min(page - 1, pages)) if page > 1 else ""
    return Paging(page, pages, previous, url(page + 1) if page < pages else "", tuple(steps))
