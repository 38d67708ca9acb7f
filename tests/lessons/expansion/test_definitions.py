import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.expansion.definitions import definitions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Disarmament, demobilization and reintegration (DDR) began.",
            [("DDR", "Disarmament, demobilization and reintegration")],
        ),
        ("the Office of Internal Oversight Services (OIOS)", [("OIOS", "Office of Internal Oversight Services")]),
        ("quick-impact projects (QIPs)", [("QIP", "quick-impact projects")]),
        (
            "désarmement, démobilisation et réintégration (DDR)",
            [("DDR", "désarmement, démobilisation et réintégration")],
        ),
        ("see the annex (Figure) and (A)", []),
        ("the police (UNPOL)", []),
        ("It ended. Reform (SSR)", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == expected


@given(st.text(alphabet="aAbB ().-(D)DR", max_size=80))
def test_a_long_form_stands_in_the_text(text: str) -> None:
    for short, long in definitions(text):
        assert f"({short}" in text
        assert all(word in text for word in long.split())
