"""Whether a guidance document is due for review, told at the moment of looking."""

from datetime import UTC, datetime

from lessons.records import Guidance


def today() -> str:
    """The present day, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def overdue(guidance: Guidance, day: str | None = None) -> bool:
    """Whether the day of review has passed; a review in a month or year is overdue when that has ended."""
    if not guidance.review:
        return False
    return (day or today())[: len(guidance.review)] > guidance.review
