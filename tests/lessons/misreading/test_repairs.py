"""Damaged words and good ones, as they are judged without any collection."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.analysis import tokens
from lessons.lexicon import Lexicon, LexiconBuilder
from lessons.misreading.confusions import meant, skeleton
from lessons.misreading.repairs import judged


def counted(*texts: str) -> Lexicon:
    builder = LexiconBuilder()
    for text in texts:
        builder.add([list(tokens(text))])
    return builder.build()


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("supp01ting", "supporting"),
        ("oppo11unity", "opportunity"),
        ("rep01i", "report"),
        ("intemational", "international"),
        ("govemment", "government"),
        ("commumty", "community"),
        ("wbich", "which"),
        ("secunty", "security"),
        ("clecision", "decision"),
        ("vvomen", "women"),
        ("sccurity", "security"),
        ("20agreement", "agreement"),
        ("direcci6n", "direccion"),
        ("m1nusma", "minusma"),
    ],
)
def test_damage_is_repaired(damaged: str, right: str) -> None:
    repair = judged(damaged)
    assert repair is not None
    assert right in repair.spellings
    assert not repair.real


@pytest.mark.parametrize(
    "word", ["government", "flat", "liberia", "minusma", "timor", "1st", "covid19", "demobilization"]
)
def test_good_words_are_left_alone(word: str) -> None:
    assert judged(word) is None


@pytest.mark.parametrize("name", ["wali", "hassan", "bria", "conteh"])
def test_names_are_no_misreadings(name: str) -> None:
    repair = judged(name, name=True)
    assert repair is None or not repair.spellings


def test_a_word_that_exists_is_taken_for_another_only_where_that_is_hardly_found() -> None:
    assert counted("the rile of law").damaged("rule") == ["rile"]
    assert counted("the rile of law", "the rule of law", "a rule", "some rule").damaged("rule") == []


def test_a_name_that_no_list_knows_is_found_where_it_is_nowhere_else() -> None:
    assert counted("Mr. Tatmat Samuel").damaged("tamrat") == ["tatmat"]
    assert counted("Mr. Tatmat Samuel", "Tamrat", "Tamrat").damaged("tamrat") == []


def test_a_common_word_is_no_accident() -> None:
    assert counted(*["the govemment"] * 4).damaged("government") == []
    assert counted("the govemment").damaged("government") == ["govemment"]


def test_other_languages_are_repaired_too() -> None:
    assert counted("la sécurlté publique").damaged("securite") == ["securlte"]
    assert counted("el desarroIlo rural").damaged("desarrollo") == ["desarroilo"]


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=3, max_size=20))
def test_any_word_can_be_judged(word: str) -> None:
    repair = judged(word)
    assert repair is None or word not in repair.spellings
    assert all(isinstance(skeleton(other), str) for other in meant(word))
