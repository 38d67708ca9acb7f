"""The tables of themes and of the words that signal them are complete and consistent."""

import csv
from collections import Counter
from pathlib import Path

import pytest

LANGUAGES = {"en", "fr", "es"}
LEAST = {"en": 8, "fr": 3, "es": 3}
MOST = {"en": 40, "fr": 15, "es": 15}

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@pytest.fixture(scope="module")
def themes(project: Path) -> dict[str, Row]:
    return {row["code"]: row for row in table(project / "lessons/vocabulary/data/themes.csv")}


@pytest.fixture(scope="module")
def terms(project: Path) -> list[Row]:
    return table(project / "lessons/vocabulary/data/theme_terms.csv")


def leaves(themes: dict[str, Row]) -> set[str]:
    return {code for code in themes if "." in code}


def test_themes_are_the_agreed_ones(shared: Path, themes: dict[str, Row]) -> None:
    agreed = {row["code"]: (row["label"], row["scope"]) for row in table(shared / "vocabulary/themes.csv")}
    assert {code: (row["label"], row["scope"]) for code, row in themes.items()} == agreed


def test_every_theme_has_labels_and_a_known_parent(project: Path, themes: dict[str, Row]) -> None:
    assert len(table(project / "lessons/vocabulary/data/themes.csv")) == len(themes)
    for code, row in themes.items():
        assert row["label"]
        assert row["label_fr"]
        assert row["label_es"]
        assert "." not in code or code.partition(".")[0] in themes


def test_terms_use_known_codes_types_and_languages(themes: dict[str, Row], terms: list[Row]) -> None:
    for row in terms:
        assert None not in row
        assert row["code"] in themes, row
        assert row["language"] in LANGUAGES, row
        assert row["type"] in {"term", "acronym"}, row
        assert row["term"] == row["term"].strip() != "", row
        assert "’" not in row["term"], row


def test_a_term_stands_once_for_each_theme_and_language(terms: list[Row]) -> None:
    keys = [(row["code"], row["term"].casefold(), row["language"]) for row in terms]
    assert len(set(keys)) == len(keys)


def test_weights_lie_between_nought_and_one(terms: list[Row]) -> None:
    assert all(0 < float(row["weight"]) <= 1 for row in terms)


def test_every_leaf_has_enough_terms_and_not_too_many(themes: dict[str, Row], terms: list[Row]) -> None:
    counts = Counter((row["code"], row["language"]) for row in terms if row["type"] == "term")
    for code in leaves(themes):
        for language in LANGUAGES:
            assert LEAST[language] <= counts[code, language] <= MOST[language], (code, language)


def test_every_leaf_has_an_unmistakable_term_in_each_language(themes: dict[str, Row], terms: list[Row]) -> None:
    sure = {(row["code"], row["language"]) for row in terms if float(row["weight"]) == 1}
    assert {(code, language) for code in leaves(themes) for language in LANGUAGES} <= sure


def test_acronyms_are_written_as_such_and_terms_are_not(terms: list[Row]) -> None:
    for row in terms:
        capitals = sum(char.isupper() for char in row["term"])
        if row["type"] == "acronym":
            assert row["term"].isupper() or (capitals >= 2 and " " not in row["term"]), row


def test_spellings_that_the_program_folds_are_listed_once(terms: list[Row]) -> None:
    assert not [row["term"] for row in terms if row["language"] == "en" and "isation" in row["term"]]


@pytest.mark.parametrize(
    ("code", "acronym"),
    [
        ("security.ddr", "DDR"),
        ("security.ddr", "CVR"),
        ("security.ssr", "SSR"),
        ("protection.civilians", "POC"),
        ("protection.sexual-violence", "CRSV"),
        ("protection.sea", "SEA"),
        ("protection.women", "WPS"),
        ("recovery.local", "QIPs"),
        ("protection.displaced", "IDPs"),
        ("mission.consent", "SOFA"),
        ("mission.consent", "SOMA"),
        ("mission.analysis", "JMAC"),
        ("mission.analysis", "JOC"),
        ("security.mines", "UXO"),
        ("security.mines", "IED"),
        ("security.mines", "ERW"),
        ("security.weapons", "SALW"),
        ("justice.human-rights", "HRDDP"),
        ("security.police", "FPU"),
        ("security.police", "UNPOL"),
        ("recovery.financing", "PBF"),
        ("recovery.peacebuilding", "PBC"),
        ("mission.support", "COE"),
        ("mission.support", "MEDEVAC"),
        ("mission.support", "CASEVAC"),
        ("mission.knowledge", "AAR"),
    ],
)
def test_acronyms_of_the_field_are_listed(terms: list[Row], code: str, acronym: str) -> None:
    assert (code, acronym, "acronym") in {(row["code"], row["term"], row["type"]) for row in terms}


def test_strong_and_weak_words_differ(terms: list[Row]) -> None:
    weight = {(row["code"], row["term"]): float(row["weight"]) for row in terms if row["language"] == "en"}
    assert weight["security.ddr", "disarmament, demobilization and reintegration"] == 1
    assert weight["security.ddr", "cantonment"] == 0.8
    assert weight["politics.agreements", "ceasefire"] == 0.7
    assert weight["security.police", "police"] == 0.5
    assert weight["mission.training", "training"] == 0.2
