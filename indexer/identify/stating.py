"""What a passage states: its carrying sentence, the actor addressed, conditions, due date, and what became of it."""

from collections.abc import Callable, Sequence

from indexer.identify.actor import addressed
from indexer.identify.answers import became, introduced
from indexer.identify.conditions import conditions
from indexer.identify.due import due
from indexer.identify.sentences import sentences
from lessons.records import UNSTATED, Kind, Statement


def stated(
    text: str,
    kind: Kind,
    weigh: Callable[[str], float],
    heading: Sequence[str] = (),
    paragraph: str | None = None,
) -> Statement:
    """What a passage of a kind states; `weigh` tells how strongly a sentence speaks for that kind.

    A narrative states nothing of its own, but may tell what became of a recommendation; a heading may tell it of all
    the recommendations that it introduces.
    """
    answer, implementation = became(text)
    if kind == "recommendation" and not (answer or implementation):
        answer, implementation = introduced(heading, paragraph)
    if kind == "narrative":
        return Statement(answer=answer, implementation=implementation) if answer or implementation else UNSTATED
    spans = sentences(text)
    start, end = max(spans, key=lambda span: weigh(text[slice(*span)])) if spans else (0, len(text))
    carrying = text[start:end]
    asked = kind == "recommendation"
    return Statement(
        sentence=(start, end),
        actor=addressed(carrying) if asked else None,
        conditions=conditions(carrying),
        due=due(text) if asked else None,
        answer=answer,
        implementation=implementation,
    )
