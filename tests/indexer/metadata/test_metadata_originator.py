"""Who speaks, by the sender of a letter, the title, the symbol and the first lines."""

import pytest

from indexer.metadata.originator import find_originator


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ("the Secretary-General", "secretary_general"),
        ("the Permanent Representative of Arcadia to the United Nations", "member_state"),
        ("the Permanent Observer of the African Union to the United Nations", "regional_organization"),
        ("the President of the Security Council", "intergovernmental_body"),
        ("the Panel of Experts on Arcadia", "expert_panel"),
    ],
)
def test_senders_of_letters(sender: str, code: str) -> None:
    title = f"Letter dated 2 May 2011 from {sender} addressed to the President of the Security Council"
    assert find_originator(title, "letter", ("S/2011/7",), ()) == code


def test_by_type_symbol_and_first_lines() -> None:
    assert find_originator("Resolution 9999", "resolution", ("S/RES/9999",), ()) == "intergovernmental_body"
    assert find_originator("Annual report", "audit", ("DP/2025/10",), ()) == "agency"
    assert find_originator("Review", "evaluation", ("JIU/REP/2025/1",), ()) == "oversight"
    assert find_originator("Closing a camp", "after_action_review", (), ["MINUSMA, Gao"]) == "mission"
    assert find_originator("What we saw", "other", (), ["Once upon a time"]) is None
