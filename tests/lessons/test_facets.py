from lessons.facets import BY_NAME, FACETS
from lessons.vocabulary.registry import vocabulary


def test_each_facet_has_a_vocabulary_and_an_option() -> None:
    for facet in FACETS:
        assert vocabulary(facet.vocabulary).name == facet.vocabulary
        assert facet.option == f"--{facet.name.replace('_', '-')}"


def test_names_are_those_of_the_contract() -> None:
    assert list(BY_NAME) == [
        "country",
        "mission",
        "theme",
        "kind",
        "doc_type",
        "originator",
        "year",
        "language",
        "status",
        "region",
        "phase",
    ]
