import pytest

from lessons.vocabulary.mentions import find_mentions


def codes(text: str) -> list[tuple[str, str]]:
    return [(mention.vocabulary, mention.code) for mention in find_mentions(text) if mention.vocabulary != "theme"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("elections in Haiti", [("country", "HTI")]),
        ("haiti elections", [("country", "HTI")]),
        ("MINUSTAH", [("mission", "MINUSTAH")]),
        ("minusca fuel", [("mission", "MINUSCA")]),
        ("Côte d’Ivoire", [("country", "CIV")]),
        ("Jordan and Lebanon", [("country", "JOR"), ("country", "LBN")]),
        ("refugees in Jordan", [("country", "JOR")]),
        ("Jordan", [("country", "JOR")]),
        ("jordan", [("country", "JOR")]),
        ("Michael Jordan won", []),
        ("Mr. Chad Smith", []),
        ("the Gulf of Guinea", []),
        ("Niger and Nigeria", [("country", "NER"), ("country", "NGA")]),
        ("a sofa and aids", []),
        ("", []),
    ],
)
def test_countries_and_missions(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text) == expected


def test_themes_in_words_and_acronyms() -> None:
    for text in ("DDR", "disarmament, demobilization and reintegration", "demobilisation"):
        assert [mention.code for mention in find_mentions(text)] == ["security.ddr"], text
    assert find_mentions("ddr") == []


def test_offsets_are_of_the_unchanged_text() -> None:
    text = "In South Sudan, UNMISS kept protection sites."
    assert all(text[one.start : one.end] == one.text for one in find_mentions(text))
    assert ("country", "SSD") in codes(text)
    assert ("country", "SDN") not in codes(text)


def test_an_ambiguous_operation_is_settled_by_its_host_state() -> None:
    assert ("mission", "EUFOR Tchad/RCA") not in codes("EUFOR")
