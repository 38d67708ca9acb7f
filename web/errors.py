"""What the reading room answers instead of a page, as exceptions with the HTTP status each stands for."""

from collections.abc import Sequence

from lessons.errors import IndexMismatch, LessonsError, UserError

Way = tuple[str, str]
"""A link out of an error: its words and its address."""


class Refusal(UserError):  # noqa: N818 - what a page refuses is no defect
    """A page that cannot be shown; `ways` are links that lead on from there."""

    def __init__(self, message: str, ways: Sequence[Way] = ()) -> None:
        super().__init__(message)
        self.ways = tuple(ways)


class Missing(Refusal):
    """There is nothing at this address, or nothing that this reader may see."""


class Gone(Refusal):
    """What was at this address was taken out of the collection, or its file is not where it was."""


class Changed(Refusal):
    """The original file is no longer the one that was read."""


class TooLong(Refusal):
    """The address is longer than any search that a person would write."""


class NoIndexError(LessonsError):
    """There is no index to ask, for now."""


def status_of(error: LessonsError) -> int:
    """The HTTP status of an error: what was asked amiss is 4xx, what the collection lacks 503."""
    return next(status for kind, status in _STATUS if isinstance(error, kind))


_STATUS: tuple[tuple[type[LessonsError], int], ...] = (
    (Missing, 404),
    (Changed, 409),
    (Gone, 410),
    (TooLong, 414),
    (IndexMismatch, 503),
    (UserError, 400),
    (LessonsError, 503),
)
