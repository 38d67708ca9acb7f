"""Countries, operations and themes as spans: longest first, ambiguous names by their neighbourhood."""

import pytest

from indexer.annotate.annotator import Annotator
from lessons.records import Annotation


def tagged(annotator: Annotator, text: str, language: str = "en") -> list[Annotation]:
    spotted = annotator.spot(text)
    found = annotator.annotate(spotted, annotator.weigh([spotted], language))
    assert all(text[one.start : one.end] == one.text for one in found)
    return list(found)


def codes(annotator: Annotator, text: str, vocabulary: str = "country", language: str = "en") -> list[str | None]:
    return [one.code for one in tagged(annotator, text, language) if one.vocabulary == vocabulary]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("South Sudan is not Sudan.", ["SSD", "SDN"]),
        ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea are not Guinea.", ["GNB", "GNQ", "PNG", "GIN"]),
        ("Niger is not Nigeria.", ["NER", "NGA"]),
        ("Nigerien and Nigerian soldiers", ["NER", "NGA"]),
        ("the Democratic Republic of the Congo and the Congo", ["COD", "COG"]),
        ("the Democratic People's Republic of Korea", ["PRK"]),
        ("piracy in the Gulf of Guinea and the Indian Ocean", []),
        ("COTE D'IVOIRE, Côte d’Ivoire, Côte d'Ivoire", ["CIV", "CIV", "CIV"]),
        ("Guinea‑Bissau and Guinea\n-Bissau", ["GNB", "GNB"]),
        ("Liberia12 and Liberia's neighbours", ["LBR", "LBR"]),
        ("the International Criminal Tribunal for Rwanda", []),
        ("a seminar in Geneva, New York and Vienna", []),
        ("they eat turkey in may", []),
    ],
)
def test_countries(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert codes(annotator, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jordan said so.",
        "Michael Jordan said so.",
        "Chad Smith said so.",
        "They met in Atlanta, Georgia.",
        "the laws of the State of Georgia",
        "Please contact us. The car broke down.",
    ],
)
def test_names_that_mean_something_else(annotator: Annotator, text: str) -> None:
    assert codes(annotator, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Government of Georgia agreed.", ["GEO"]),
        ("Egypt, Jordan and Lebanon agreed.", ["EGY", "JOR", "LBN"]),
        ("refugees in Chad and the Sudan", ["TCD", "SDN"]),
        ("Tbilisi fell silent. Georgia waited.", ["GEO", "GEO"]),
        ("UNOMIG observers stayed while Georgia waited.", ["GEO"]),
        ("Jordan waited. Jordan hoped. Jordan acted.", ["JOR", "JOR", "JOR"]),
    ],
)
def test_ambiguous_names_with_evidence(annotator: Annotator, text: str, expected: list[str]) -> None:
    assert codes(annotator, text) == expected


def test_the_language_decides_which_ambiguous_words_are_names(annotator: Annotator) -> None:
    assert codes(annotator, "La situation au Tchad et en Guinée équatoriale", language="fr") == ["TCD", "GNQ"]
    assert codes(annotator, "La situación en Haití y en la República Centroafricana", language="es") == ["HTI", "CAF"]


def test_missions_are_found_by_acronym_and_name_in_three_languages(annotator: Annotator) -> None:
    text = "UNMIL (MINUL) succeeded; the United Nations Mission in Liberia closed. MINUSMA's camps; unmil"
    assert codes(annotator, text, "mission") == ["UNMIL", "UNMIL", "UNMIL", "MINUSMA"]
    assert codes(annotator, text) == []


def test_an_ambiguous_operation_takes_the_country_that_is_named(annotator: Annotator) -> None:
    assert codes(annotator, "The European Union sent EUFOR to Chad and the Central African Republic.", "mission") == [
        "EUFOR Tchad/RCA"
    ]


def test_themes_are_found_in_singular_and_plural(annotator: Annotator) -> None:
    text = "DDR: the ex-combatants were disarmed; quick-impact projects; weapons collection"
    assert codes(annotator, text, "theme")[:2] == ["security.ddr", "security.ddr"]
    assert "recovery.local" in codes(annotator, text, "theme")


def test_persons_and_organizations_by_rule(annotator: Annotator) -> None:
    text = "Ms. Bintou Keita met the Ministry of Defence, UNDP and Special Envoy Jean Arnault’s team."
    found = {(one.vocabulary, one.text, one.code) for one in tagged(annotator, text)}
    assert ("person", "Bintou Keita", None) in found
    assert ("person", "Jean Arnault", None) in found
    assert ("organization", "Ministry of Defence", None) in found
    assert ("organization", "UNDP", "UNDP") in found


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 14 March 2025", "2025-03-14"),
        ("on March 3, 2020", "2020-03-03"),
        ("le 1er août 2024", "2024-08-01"),
        ("el 14 de marzo de 2024", "2024-03-14"),
        ("since March 2019", "2019-03"),
        ("dated 2025-03-14", "2025-03-14"),
        ("from 1 to 31 December 2024", "2024-12-31"),
    ],
)
def test_dates(annotator: Annotator, text: str, iso: str) -> None:
    assert codes(annotator, text, "date") == [iso]


def test_no_dates(annotator: Annotator) -> None:
    assert codes(annotator, "31 February 2024, resolution 1701 (2006), 45/2/3, room 2019", "date") == []


@pytest.mark.parametrize(
    "text",
    ["A" * 1_000_000, "A-" * 300_000, "." * 300_000, "Mali " * 60_000, "\u0301" * 100_000, "Mr. " * 100_000, ""],
    ids=["letters", "hyphens", "points", "mali", "accents", "titles", "empty"],
)
@pytest.mark.timeout(60)
def test_hostile_texts_do_not_hang(annotator: Annotator, text: str) -> None:
    tagged(annotator, text)
