from pathlib import Path

import pytest

from lessons.provenance import by_person, corrections_by_number, in_words, rule_and_number, told, whose
from lessons.storage.decisions import Correction, Decisions

CORRECTION = Correction(3, "", "country", "GEO", "officer", "2025-01-01T00:00:00Z", action="never", surface="Georgia")


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        (by_person("always", 12), ("person.always", 12)),
        ("country.short", ("country.short", None)),
        ("person.title", ("person.title", None)),
        ("heading#2", ("heading#2", None)),
        ("person.add#x", ("person.add#x", None)),
    ],
)
def test_a_rule_and_its_correction(rule: str, found: tuple[str, int | None]) -> None:
    assert rule_and_number(rule) == found


def test_a_rule_says_whose_word_it_is() -> None:
    assert whose("person.never#3", {3: CORRECTION}) == {
        "rule": "person.never",
        "author": "officer",
        "made_at": "2025-01-01T00:00:00Z",
    }
    assert whose("country.short", {3: CORRECTION}) == {"rule": "country.short", "author": None, "made_at": None}


@pytest.mark.parametrize(
    ("action", "surface", "words"),
    [
        ("set", None, "country=GEO"),
        ("reject", None, "not country=GEO"),
        ("add", None, "add country=GEO"),
        ("always", "Tbilisi", "“Tbilisi” always country=GEO"),
        ("never", "Georgia", "“Georgia” never country=GEO"),
        ("merge", "GE", "“GE” is country=GEO"),
        ("kind", "avoid", "country=GEO, avoid"),
    ],
)
def test_in_words(action: str, surface: str | None, words: str) -> None:
    assert in_words(Correction(1, "", "country", "GEO", "a", "b", action=action, surface=surface)) == words


def test_corrections_are_looked_up_only_where_there_are_some(tmp_path: Path) -> None:
    path = tmp_path / "decisions.db"
    assert corrections_by_number(path, [1]) == {}
    assert not path.exists()
    with Decisions(path) as decisions:
        number = decisions.correct("a", "title", "T", "officer")
        decisions.reverse(number)
    assert corrections_by_number(path, []) == {}
    assert told(corrections_by_number(path, [number, 99])[number])["author"] == "officer"
