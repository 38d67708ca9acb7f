"""The address of a request to a search state, with the limits of what an address may hold."""

from collections.abc import Sequence

from lessons.errors import UserError
from lessons.query.state import SearchState, years_text
from lessons.search.searcher import clean_code
from web.errors import TooLong

LONGEST = 8_000
"""Characters of an address: more than the 256 words that are searched; it is repeated in every link of the page."""
MOST_PARAMETERS = 200

Pairs = Sequence[tuple[str, str]]


def check(found: str) -> None:
    """Refuse an address that is too long before anything is made of it; raises TooLong."""
    if len(found) > LONGEST:
        length = f"{len(found):,} characters long, {LONGEST:,} at most are read"
        raise TooLong(f"This address is {length}: shorten the query.")


def state(pairs: Pairs) -> SearchState:
    """The search state of an address's parameters; raises UserError for one that cannot be."""
    if len(pairs) > MOST_PARAMETERS:
        number = f"{len(pairs):,} parameters, {MOST_PARAMETERS} at most are read"
        raise UserError(f"This address has {number}: choose fewer filters.")
    return SearchState.from_parameters(_years_joined(pairs), clean_code)


def is_canonical(pairs: Pairs, found: SearchState) -> bool:
    """Tell whether an address says just what its state says; a form also sends empty fields and defaults."""
    return list(pairs) == found.parameters()


def _years_joined(pairs: Pairs) -> list[tuple[str, str]]:
    """The form's two fields `from` and `to` as the one parameter `years`."""
    ends = {name: value.strip() for name, value in pairs if name in ("from", "to")}
    rest = [(name, value) for name, value in pairs if name not in ends]
    if any(ends.values()):
        rest.append(("years", f"{ends.get('from', '')}..{ends.get('to', '')}"))
    return rest


def year_fields(found: SearchState) -> tuple[str, str]:
    """What stands in the form's two fields of years."""
    first, _, last = years_text(found.years).partition("..")
    return first, last
