"""Years as queries write them."""

import pytest

from lessons.query.parser import parse
from lessons.query.tree import Fuzzy, Near, Or, Phrase, Word, YearRange
from lessons.query.years import read_years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2010", (2010, 2010)),
        (">=2010", (2010, None)),
        (">2010", (2011, None)),
        ("<2010", (None, 2009)),
        ("<=2010", (None, 2010)),
        ("2004..2010", (2004, 2010)),
        ("2004-2010", (2004, 2010)),
        ("2004..", (2004, None)),
        ("..2010", (None, 2010)),
        ("2010-05-01..2012-01", (2010, 2012)),
        ("2010-05-01", (2010, 2010)),
        ("soon", None),
        ("", None),
    ],
)
def test_years_are_read(text: str, years: tuple[int | None, int | None] | None) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ('"mines roads"~7', Near("mines roads", 7)),
        ("mines NEAR/7 roads", Near("mines roads", 7)),
        ("mines NEAR roads NEAR bridges", Near("mines roads bridges", 5)),
        ("mines~1", Fuzzy("mines", 1)),
        ("mines~", Fuzzy("mines", 2)),
        ("year:[2004 TO *]", YearRange(2004, None)),
        ("date:>=2004", YearRange(2004, None)),
        ("S 2025 211", Word("S/2025/211")),
        ("A 79 907", Word("A/79/907")),
        ("S/RES/2719 (2023)", Or((Phrase("resolution 2719"), Word("S/RES/2719")))),
        ("resolution 77/300", Or((Phrase("resolution 77/300"), Word("A/RES/77/300")))),
    ],
)
def test_what_else_a_query_may_say(query: str, node: object) -> None:
    parsed = parse(query, lambda facet, text: None)
    assert parsed.node == node
    assert parsed.repairs == ()


@pytest.mark.parametrize(
    "query", ["NEAR", "NEAR/3 NEAR/3", "conflict resolution 2 years", "a^2^2^2", '"mines~', "~~~ ~1"]
)
def test_what_cannot_be_read_is_words(query: str) -> None:
    parse(query, lambda facet, text: None)
