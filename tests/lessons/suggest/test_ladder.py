"""The ladder: what a step less, or another word, would find."""

from collections.abc import Callable

from making import Text, ask, document

from lessons.generation import Generation
from lessons.suggest.ladder import Step

Serve = Callable[..., Generation]

TEXTS = [
    *[Text(f"cantonment of combatants {number}", country=("LBR",), mission=("UNMIL",)) for number in range(5)],
    *[Text(f"police reform {number}", country=("HTI",), theme=("security.ddr",)) for number in range(4)],
]


def steps(serve: Serve, query: str, **state: object) -> list[tuple[str, str, int]]:
    found: tuple[Step, ...] = ask(serve([(document("d1"), TEXTS)]), query, **state).ladder  # type: ignore[arg-type]
    return [(step.kind, step.text, step.total) for step in found]


def test_each_filter_less_is_counted(serve: Serve) -> None:
    found = steps(serve, "cantonment", chosen=(("mission", "UNMISS"),))
    assert ("filter", "without mission UNMISS", 5) in found


def test_each_word_alone_is_counted(serve: Serve) -> None:
    found = steps(serve, "cantonment AND police")
    assert [step for step in found if step[0] == "word"] == [
        ("word", "only “cantonment”", 5),
        ("word", "only “police”", 4),
    ]


def test_names_stand_for_all_that_is_about_them(serve: Serve) -> None:
    found = steps(serve, '"DDR"')
    assert ("meaning", "with all that is about Disarmament, demobilization and reintegration, for “DDR”", 4) in found


def test_a_better_spelling_comes_first(serve: Serve) -> None:
    assert steps(serve, "cantonmnt", expand=False) == [("spelling", "cantonment", 5)]


def test_a_search_that_finds_enough_has_none(serve: Serve) -> None:
    assert steps(serve, "cantonment") == []
    assert steps(serve, "zzzzzz") == []


def test_little_words_of_other_languages_are_no_step(serve: Serve) -> None:
    found = steps(serve, "police AND des AND cantonment")
    assert [step[1] for step in found if step[0] == "word"] == ["only “police”", "only “cantonment”"]
