import pytest

from lessons.search.language import acronyms, spoken


@pytest.mark.parametrize(
    ("query", "languages"),
    [
        ("protection of civilians", ("en",)),
        ("désarmement des combattants", ("en", "fr")),
        ("retirada de la mision", ("en", "fr", "es")),
        ("on me", ("en", "fr")),
        ("son", ("en",)),
    ],
)
def test_stop_words_show_the_language(query: str, languages: tuple[str, ...]) -> None:
    assert spoken(query.split()) == languages


def test_short_words_in_capitals_are_acronyms_where_others_are_not() -> None:
    assert acronyms(["WHO", "vaccination", "AND", "IT", "staff"]) == {"who", "it"}
    assert acronyms(["WHO DID IT"]) == frozenset()
    assert acronyms(["who"]) == frozenset()
