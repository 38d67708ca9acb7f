"""What a passage states: the sentence, the actor, the conditions, the date, and what became of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.identify.actor import addressed
from indexer.identify.answers import became
from indexer.identify.conditions import conditions
from indexer.identify.due import due
from indexer.identify.identifier import identify
from indexer.identify.sentences import sentences


def test_the_sentence_that_asks_is_found() -> None:
    text = "12. The base was flooded in May. The Secretariat should move it by 30 June 2026. It lies by the river."
    statement = identify(text).statement
    assert statement.sentence is not None
    assert text[slice(*statement.sentence)] == "The Secretariat should move it by 30 June 2026."
    assert (statement.actor, statement.due) == ("The Secretariat", "2026-06-30")


def test_a_narrative_states_nothing() -> None:
    assert identify("On 14 March, the Special Representative met with the President.").statement.sentence is None


@given(st.text(alphabet="ab .;!?A1(“”\n", max_size=80))
def test_sentences_lie_in_order_and_lose_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(text[slice(*span)] for span in spans).split()) == "".join(text.split())


def test_abbreviations_end_no_sentence() -> None:
    text = "Mr. Diallo wrote para. 12 of No. 3. Then he left."
    assert [text[slice(*span)] for span in sentences(text)] == ["Mr. Diallo wrote para. 12 of No. 3.", "Then he left."]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The Secretariat should review its guidance.", "The Secretariat"),
        ("I urge the Government of Liberia to hold elections.", "the Government of Liberia"),
        ("The Council calls upon Member States to contribute troops.", "Member States"),
        ("It is recommended that UNMIL move its base.", "UNMIL"),
        ("A strategy should be developed by the Department of Peace Operations.", "the Department of Peace Operations"),
        ("It should be noted that the rains were late.", None),
        ("More attention should be paid to roads.", None),
        ("The convoy reached the town.", None),
    ],
)
def test_actors(sentence: str, actor: str | None) -> None:
    assert addressed(sentence) == actor


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Where roads are impassable, the Mission should use boats.", "Where roads are impassable"),
        ("In missions with dispersed sites, the Secretariat should keep stocks.", "In missions with dispersed sites"),
        ("Missions should consult elders when they plan a withdrawal.", "when they plan a withdrawal"),
        ("The Mission should train staff, where appropriate.", None),
        ("The convoy reached Gao, where the market had closed.", None),
    ],
)
def test_conditions(sentence: str, condition: str | None) -> None:
    assert conditions(sentence) == condition


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("by 31 December 2025", "2025-12-31"),
        ("no later than the end of June 2026", "2026-06-30"),
        ("by the end of 2026", "2026-12-31"),
        ("by the second quarter of 2027", "2027-06-30"),
        ("by March 2026", "2026-03"),
        ("before 2030", "2030"),
        ("on 31 December 2025", None),
        ("by the river", None),
    ],
)
def test_due_dates(text: str, date: str | None) -> None:
    assert due(f"The Mission should move {text}.") == date


@pytest.mark.parametrize(
    ("text", "answer", "implementation"),
    [
        ("The Administration accepted the recommendation.", "accepted", None),
        ("The Department partially accepted recommendation 4.", "partially_accepted", None),
        ("The Government did not accept the recommendation.", "not_accepted", None),
        ("The following recommendations do not enjoy the support of the State:", "not_accepted", None),
        ("Recommendation 3 has been fully implemented.", None, "implemented"),
        ("The Board considers the recommendation to be under implementation.", None, "in_progress"),
        ("The recommendation has not been implemented.", None, "not_implemented"),
        ("The recommendation was overtaken by events.", None, "overtaken"),
        ("The recommendation will be implemented in 2026.", None, None),
        ("The Mission implemented the programme.", None, None),
    ],
)
def test_what_became_of_a_recommendation(text: str, answer: str | None, implementation: str | None) -> None:
    assert became(text) == (answer, implementation)
