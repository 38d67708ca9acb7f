"""Dates in five languages, partial ones and those bad OCR has split."""

import pytest

from indexer.metadata.dates import clean, find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 March 2025", "2025-03-14"),
        ("March 14, 2025", "2025-03-14"),
        ("1er avril 2011", "2011-04-01"),
        ("le 3 février 2009", "2009-02-03"),
        ("29 de abril de 2024", "2024-04-29"),
        ("15 de março de 2006", "2006-03-15"),
        ("9 июля 2018", "2018-07-09"),
        ("issued 2019-11-30", "2019-11-30"),
        ("25.12.2003", "2003-12-25"),
        ("March 2004", "2004-03"),
        ("marzo de 2004", "2004-03"),
        ("25 July 19 84", "1984-07-25"),
        ("l6 avril 1980", "1980-04-16"),
        ("31 June 2010", "2010-06"),
        ("resolution 2719 (2023)", None),
        ("in the may of 20255", None),
    ],
)
def test_finds_a_date(text: str, iso: str | None) -> None:
    assert [date.iso for date in find_dates(text)] == ([iso] if iso else [])


def test_the_end_of_a_span_is_marked() -> None:
    dates = find_dates("New York, 17 February–14 March 2025; issued on 2 April 2025")
    assert [(date.iso, date.in_range) for date in dates] == [("2025-03-14", True), ("2025-04-02", False)]


def test_offsets_are_those_of_the_text() -> None:
    text = "On 3 May 2001 it ended."
    (date,) = find_dates(text)
    assert text[date.start : date.end] == "3 May 2001"


@pytest.mark.parametrize(
    ("declared", "iso"),
    [("D:20250317104421-04'00'", "2025-03-17"), ("2024-04-02T10:00:00Z", "2024-04-02"), ("2 May 2007", "2007-05-02")],
)
def test_declared_dates(declared: str, iso: str) -> None:
    assert clean(declared) == iso


def test_no_date_is_none() -> None:
    assert clean("yesterday") is None
