"""Regions are tagged beside countries; Russian names of countries and words that look like operations."""

import pytest

from indexer.annotate.annotator import Annotator
from indexer.recognise import theme_weights
from lessons.records import Annotation


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


def annotated(annotator: Annotator, text: str, language: str = "en") -> tuple[Annotation, ...]:
    spotted = annotator.spot(text)
    return annotator.annotate(spotted, annotator.weigh([spotted], language))


def codes(annotator: Annotator, text: str, vocabulary: str, language: str = "en") -> list[str | None]:
    return [one.code for one in annotated(annotator, text, language) if one.vocabulary == vocabulary]


def test_a_region_is_tagged_and_is_no_country(annotator: Annotator) -> None:
    text = "The Sahel and the Great Lakes region, and Central Africa"
    assert codes(annotator, text, "region") == ["sahel", "great-lakes", "central-africa"]
    assert codes(annotator, text, "country") == []


def test_a_disputed_area_is_tagged(annotator: Annotator) -> None:
    assert codes(annotator, "Patrols in Abyei went on.", "region") == ["abyei"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Положение в Центральноафриканской Республике", "CAF"),
        ("Доклад Южного Судана", "SSD"),
        ("вооруженные силы Российской Федерации", "RUS"),
    ],
)
def test_countries_are_found_in_russian(annotator: Annotator, text: str, code: str) -> None:
    assert codes(annotator, text, "country", "ru") == [code]


def test_a_word_in_a_line_of_capitals_is_no_operation(annotator: Annotator) -> None:
    assert codes(annotator, "LES AMIS DU SOUDAN AU SOUDAN", "mission", "fr") == []
    assert codes(annotator, "In Sudan AMIS deployed to Darfur.", "mission") == ["AMIS"]


def test_a_regional_office_says_nothing_of_an_ambiguous_name(annotator: Annotator) -> None:
    assert codes(annotator, "UNOWAS met Guinea pigs and a Georgia peach.", "country") == []


def test_false_friends_signal_no_theme_in_english(annotator: Annotator) -> None:
    spotted = annotator.spot("The fiscal year and a civil tone.")
    assert not {"justice.rule-of-law", "protection.civilians"} & theme_weights(spotted, "en").keys()
    assert "justice.rule-of-law" in theme_weights(spotted, "es")


def test_terms_of_themes_count_in_their_own_language(annotator: Annotator) -> None:
    assert not theme_weights(annotator.spot("The stage reached in their consideration."), "en")
    assert "mission.training" in theme_weights(annotator.spot("Un stage pour les observateurs."), "fr")
    assert "mission.training" in theme_weights(annotator.spot("Un stage pour les observateurs."), None)
    assert "security.ddr" in theme_weights(annotator.spot("Le Gouvernement a parlé de disarmament."), "fr")


def test_a_term_spelled_alike_in_two_languages_counts_once(annotator: Annotator) -> None:
    elections = annotator.spot("The elections.")
    assert theme_weights(elections, "en")["politics.elections"] < theme_weights(elections)["politics.elections"]


def test_the_election_of_officers_is_no_election(annotator: Annotator) -> None:
    assert "politics.elections" not in theme_weights(annotator.spot("Item 2: election of officers"), "en")


def test_a_permanent_mission_is_no_operation(annotator: Annotator) -> None:
    assert "mission" not in theme_weights(annotator.spot("The Permanent Mission of Arcadia writes."), "en")
