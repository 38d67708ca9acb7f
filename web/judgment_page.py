"""The page of thanks for a judgment, with the way back and the way to take it back."""

from dataclasses import dataclass

from lessons.storage.decisions import Judgment
from web import urls

GRADES = {"0": "not relevant", "1": "of some use", "2": "should be found"}
LONGEST_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """Everything that the page of thanks shows."""

    message: str
    title: str
    quote: str
    query: str
    passage_url: str
    results_url: str
    undo_url: str
    back: str


def judged_page(found: Judgment, title: str, back: str, results_url: str, *, taken_back: bool) -> JudgedPage:
    """Prepare the page."""
    said = GRADES[str(found.grade)]
    gone = taken_back or found.reversed_at is not None
    return JudgedPage(
        message="Your judgment is taken back." if gone else f"Thank you. This passage is noted as “{said}” for:",
        title=title,
        quote=(found.anchor.quote or "")[:400],
        query=found.query,
        passage_url=urls.passage(found.anchor.passage_id or "", found.query),
        results_url=results_url,
        undo_url="" if gone else urls.undo_judgment(found.id),
        back=back,
    )
