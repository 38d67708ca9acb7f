"""An operation's phase is what a passage says, else what the dated table says, else unknown."""

import re
from itertools import pairwise

import pytest

from lessons.vocabulary.missions import missions
from lessons.vocabulary.phases import UNKNOWN, named_phase, phase, phase_at, phases
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows

SYMBOL = re.compile(r"(?:S/RES/\d{2,4}|S/PRST/\d{4}/\d+|S/\d{4}/\d+|A/RES/\d+/\d+)")
ELSEWHERE = re.compile(r"S/PV\.\d+|GA/AB/\d+|https://[\w./-]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def test_every_row_is_dated_sourced_and_of_a_known_operation_and_phase():
    for row in rows("mission_phases"):
        assert row["mission"] in missions(), row
        assert row["phase"] in vocabulary("phase"), row
        assert DAY.fullmatch(row["from"]), row
        assert not row["to"] or DAY.fullmatch(row["to"]), row
        assert SYMBOL.fullmatch(row["source"]), row
        assert not row["end_source"] or (row["to"] and ELSEWHERE.fullmatch(row["end_source"])), row


def test_a_liquidation_that_is_over_says_what_tells_so():
    over = [row for row in rows("mission_phases") if row["phase"] == "liquidation" and row["to"]]
    assert {row["mission"] for row in over} == {"UNAMID", "MINUSMA", "UNITAMS"}
    assert all(row["end_source"] for row in over)


@pytest.mark.parametrize("code", sorted(phases()))
def test_phases_follow_each_other_within_the_operation(code: str):
    listed = phases()[code]
    assert all(one.start <= (one.end or "9999") for one in listed)
    assert all(earlier.end < later.start for earlier, later in pairwise(listed))
    assert all(one.end for one in listed[:-1])


def test_every_un_peacekeeping_operation_of_the_last_25_years_is_in_the_table():
    recent = {
        code
        for code, one in missions().items()
        if one.type == "peacekeeping" and (one.end or "9999") >= "2002" and one.part_of is None
    }
    # IPTF was the police of UNMIBH; MINUGUA counted as peacekeeping only in 1997
    assert recent - phases().keys() == {"IPTF", "MINUGUA"}


@pytest.mark.parametrize(
    ("mission", "date", "expected"),
    [
        ("UNMIL", "2003-01-02", "planning"),
        ("UNMIL", "2003-10-01", "start_up"),
        ("UNMIL", "2010", "implementation"),
        ("UNMIL", "2012", UNKNOWN),
        ("UNMIL", "2017-05", "drawdown"),
        ("UNMIL", "2020-01-01", "closed"),
        ("MINUSMA", "2024-06-01", "liquidation"),
        ("MINUSMA", "2025-06-01", "closed"),
        ("UNMHA", "2026-02-15", "drawdown"),
        ("UNPOS", "2000", UNKNOWN),
        ("UNMIL", None, UNKNOWN),
        ("no such operation", "2010", UNKNOWN),
    ],
)
def test_the_table_gives_the_phase_at_a_date(mission: str, date: str | None, expected: str):
    assert phase_at(mission, date) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("During the drawdown of the Mission, staff left early.", "drawdown"),
        ("The liquidation team of UNMIS worked in Khartoum.", "liquidation"),
        ("In the start-up phase vehicles were missing.", "start_up"),
        ("The transition from the Mission to the country team was late.", "transition"),
        ("The political transition went on, and planning for elections began.", None),
        ("The start-up phase and the drawdown of the Mission were alike.", None),
    ],
)
def test_the_words_of_a_passage_name_a_phase(text: str, expected: str | None):
    assert named_phase(text) == expected


def test_words_come_before_the_table():
    assert phase("UNMIL", "2010-05-01", "Lessons of the start-up phase") == "start_up"
    assert phase("UNMIL", "2010-05-01", "Lessons of patrolling") == "implementation"
