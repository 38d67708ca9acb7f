"""A State in brackets at the end."""

import pytest

from indexer.identify.states import ends_with_state


@pytest.mark.parametrize(
    "text",
    [
        "Take all steps to end it (France);",
        "Take all steps to end it (the Netherlands, Slovenia).",
        "Take all steps to end it (Uruguay, Iran (Islamic Republic of));",
        "Take all steps to end it (Côte d’Ivoire). );",
        "Take all steps to end it (Spain on behalf of the European Union) [1]",
    ],
)
def test_a_state_in_brackets(text: str) -> None:
    assert ends_with_state(text)


@pytest.mark.parametrize(
    "text",
    [
        "Take all steps to end it.",
        "Reports that are relevant to the work of the body (for consideration)",
        "A former member of the board of the authority, now in Dublin (retired)",
        "Ed Daein (East Darfur) to Aweil (South Sudan)",
        "Jorge Alberto Ferreras Gutiérrez (Spain)",
        "Ambassador and permanent representative of the country to the organization (Vienna)",
        "(Spain)",
        "",
    ],
)
def test_no_state_in_brackets(text: str) -> None:
    assert not ends_with_state(text)
