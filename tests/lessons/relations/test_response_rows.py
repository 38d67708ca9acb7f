"""Rows of a table that answer recommendations."""

import pytest

from lessons.relations.response_rows import Row, rows_of


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("1. Housing\tAccepted\tAgreement with the Treasury", Row("1", "accepted", None)),
        ("3. Food in prisons | Accepted in part | twice a year", Row("3", "partially_accepted", None)),
        ("Recommendation 5\tNot accepted\tTo be reviewed", Row("5", "not_accepted", None)),
        ("Recommendation 4\tAccepted and implemented", Row("4", "accepted", "implemented")),
        ("2\tRoads\tAgreed\tUnder implementation", Row("2", "accepted", "in_progress")),
        ("7\tPartially implemented", Row("7", None, "in_progress")),
        ("Recommandation n° 6\tPartiellement acceptée", Row("6", "partially_accepted", None)),
    ],
)
def test_rows(text: str, row: Row) -> None:
    assert rows_of(text) == [row]


@pytest.mark.parametrize(
    "text", ["Recommendation\tResponse\tAction", "Step\tWho", "2004", "Roads\tAccepted", "3\tRoads\t7"]
)
def test_other_rows(text: str) -> None:
    assert rows_of(text) == []


def test_a_table_has_several() -> None:
    assert [row.number for row in rows_of("No.\tResponse\n1\tAccepted\n2\tRejected\n\nTotal\t2")] == ["1", "2"]
