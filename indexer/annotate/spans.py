"""Spans that do not overlap, and which of them a further one would touch."""

from bisect import bisect_right, insort
from collections.abc import Iterable


class Spans:
    """A set of spans, asked in logarithmic time: a long passage may hold a hundred thousand of them."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """Take a further span, which overlaps none."""
        insort(self._spans, (start, end))

    def touched(self, start: int, end: int) -> tuple[int, int] | None:
        """The first span that overlaps the one given."""
        after = bisect_right(self._spans, (start, start))
        for place in (after - 1, after):
            if 0 <= place < len(self._spans) and self._spans[place][0] < end and start < self._spans[place][1]:
                return self._spans[place]
        return None
