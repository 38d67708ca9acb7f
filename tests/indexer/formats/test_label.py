import pytest

from indexer.formats.label import depth, is_bullet, is_number, split_label


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("12. The Mission", "12.", "The Mission"),
        ("(a) Train staff", "(a)", "Train staff"),
        ("(iv) foo", "(iv)", "foo"),
        ("II. Observations", "II.", "Observations"),
        ("A. Background", "A.", "Background"),
        ("D. Report of the panel", "D.", "Report of the panel"),
        ("3.1 Planning", "3.1", "Planning"),
        ("• point", "•", "point"),
        ("•point", "•", "point"),
        ("- (1) Strategies", "(1)", "Strategies"),
        ("c) third", "c)", "third"),
    ],
)
def test_a_printed_label_is_kept_apart(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "A. Guterres said so.", "5 observers were sent", "12.5 million dollars", "1325 (2000)", "(UNMIL) did",
        "U.N. forces",        "e.g. this", "J. Smith and K. Jones wrote it.", "a house", "2011 saw", "(i)", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label_stays(text: str) -> None:
    assert split_label(text) == (None, text)


def test_kinds_of_labels() -> None:
    assert is_bullet("•")
    assert not is_bullet("12.")
    assert is_number("12.")
    assert not is_number("(12)")
    assert not is_number("(a)")
    assert [depth("3."), depth("3.1.2"), depth("(a)")] == [1, 3, 1]
