import pytest

from lessons.search.citation import citation, place

RECORD = {
    "title": "Report",
    "symbol": "A/79/907",
    "part": "annex",
    "paragraph": "5",
    "page": 7,
    "date": "2025-03-14",
    "heading": ["II"],
}


def test_a_full_citation() -> None:
    assert citation(RECORD) == "Report, A/79/907, annex, para. 5, p. 7 (2025-03-14)"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"part": "report"}, "para. 5, p. 7"),
        ({"part": None, "paragraph": None}, "p. 7"),
        ({"paragraph": None, "page": None}, "annex, “II”"),
        ({"part": None, "paragraph": None, "page": None}, "“II”"),
        ({"part": None, "paragraph": None, "page": None, "heading": []}, ""),
    ],
)
def test_places(changes: dict[str, object], expected: str) -> None:
    assert place({**RECORD, **changes}) == expected


def test_an_untitled_document() -> None:
    assert citation({}) == "Untitled document"
