import pytest

from lessons.errors import UnknownCode
from lessons.vocabulary.names import clean_tag, label_of


@pytest.mark.parametrize(
    ("field", "text", "value", "label"),
    [
        ("country", "Georgia", "GEO", "Georgia"),
        ("mission", "unmil", "UNMIL", "United Nations Mission in Liberia"),
        ("theme", "security.ddr", "security.ddr", "Disarmament, demobilization and reintegration"),
        ("organization", "Nations Unies", "UN", "United Nations"),
        ("organization", "Bank of Somewhere", "Bank of Somewhere", "Bank of Somewhere"),
        ("person", " Ban Ki-moon ", "Ban Ki-moon", "Ban Ki-moon"),
    ],
)
def test_tags_by_code_or_name(field: str, text: str, value: str, label: str) -> None:
    assert clean_tag(field, text) == value
    assert label_of(field, value) == label


@pytest.mark.parametrize(
    ("field", "text"), [("country", "Atlantis"), ("colour", "red"), ("person", " "), ("date", "2004")]
)
def test_what_names_no_tag(field: str, text: str) -> None:
    with pytest.raises(UnknownCode):
        clean_tag(field, text)
