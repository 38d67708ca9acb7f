"""An operation is inferred from place and date only where there is no doubt, and it is marked."""

import pytest

from indexer.annotate.annotator import Annotator
from indexer.annotate.inference import RULE, at
from indexer.recognise import Recogniser
from lessons.records import Metadata, Passage


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(Annotator())


def guesses(recogniser: Recogniser, text: str, date: str | None = None) -> list[str | None]:
    recognised = recogniser.recognise(Metadata(date=date), (), (Passage(text),))
    assert recognised.about.mission == ()
    return [one.code for one in recognised.passages[0].annotations if one.rule == RULE]


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("In East Timor the police were rebuilt in 2011.", "2015-01-01", ["UNMIT"]),
        ("In East Timor the police were rebuilt.", "2011-03", ["UNMIT"]),
        ("Liberia trained officers under resolution 1509 (2003).", "2010-01-01", ["UNMIL"]),
        ("The army of Sudan withdrew in 2010.", None, []),  # UNMIS or UNAMID
        ("Nepal held elections in 2018.", None, []),  # after UNMIN
        ("India sent troops in 2015.", None, []),  # UNMOGIP is not what a text on India means
        ("Liberia and Sierra Leone met in 2004.", None, []),
        ("Liberia before 2003 and in 2010.", None, []),
        ("Officers were trained in 2010.", "2010", []),
    ],
)
def test_place_and_date_tell_the_operation(
    recogniser: Recogniser, text: str, date: str | None, expected: list[str]
) -> None:
    assert guesses(recogniser, text, date) == expected


def test_an_operation_that_is_named_is_not_inferred(recogniser: Recogniser) -> None:
    found = recogniser.recognise(Metadata(date="2010-01-01"), (), (Passage("UNMIL trained the police of Liberia."),))
    assert found.passages[0].about.mission == ("UNMIL",)
    assert all(one.rule != RULE for one in found.passages[0].annotations)


def test_an_operation_counts_only_for_whole_years() -> None:
    found = at("LBR", "2010")
    assert found is not None
    assert found.code == "UNMIL"
    assert at("LBR", "2003") is None
    assert at("LBR", "2018") is None
