import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.access import OWNER, SENSITIVITIES, AccessLabel, Reader
from lessons.errors import UserError

GROUPS = st.lists(st.sampled_from(["dpo", "dppa", "legal"]), max_size=3)
LABELS = st.builds(AccessLabel.of, st.sampled_from(SENSITIVITIES), GROUPS)
READERS = st.builds(Reader, st.sampled_from(SENSITIVITIES), GROUPS.map(frozenset))


def test_a_label_has_one_form() -> None:
    assert AccessLabel.of(" Strictly Confidential ", ["b", "a", "b", " "]) == AccessLabel(
        "strictly_confidential", ("a", "b")
    )
    assert AccessLabel.of(None) == AccessLabel()
    assert str(AccessLabel("confidential", ("a",))) == "confidential+a"


def test_an_unknown_sensitivity_lists_the_known() -> None:
    with pytest.raises(UserError, match="unclassified, confidential, strictly_confidential"):
        AccessLabel.of("secret")


@pytest.mark.parametrize(
    ("reader", "label", "allowed"),
    [
        ("unclassified", AccessLabel(), True),
        ("unclassified", AccessLabel("confidential"), False),
        ("confidential", AccessLabel("confidential"), True),
        ("confidential", AccessLabel("strictly_confidential"), False),
        ("strictly_confidential", AccessLabel("unclassified", ("dpo",)), False),
        ("unclassified:dpo", AccessLabel("unclassified", ("dpo", "legal")), True),
        ("unclassified:dpo", AccessLabel("confidential", ("dpo",)), False),
        ("owner", AccessLabel("strictly_confidential", ("legal",)), True),
    ],
)
def test_who_may_read(reader: str, label: AccessLabel, allowed: bool) -> None:
    assert Reader.parse(reader).may_read(label) is allowed


@given(LABELS)
def test_the_owner_reads_all(label: AccessLabel) -> None:
    assert OWNER.may_read(label)


@given(READERS, LABELS)
def test_more_clearance_never_takes_away(reader: Reader, label: AccessLabel) -> None:
    if reader.may_read(label):
        assert Reader("strictly_confidential", reader.groups | {"more"}).may_read(label)


@pytest.mark.parametrize("text", ["", "secret", "Owner", ":dpo"])
def test_a_bad_reader_names_the_mend(text: str) -> None:
    with pytest.raises(UserError, match="give `owner` or one of"):
        Reader.parse(text)


def test_a_reader_with_groups() -> None:
    assert Reader.parse("confidential:dpo, legal,") == Reader("confidential", frozenset({"dpo", "legal"}))
