"""The vocabularies: names to codes, codes to labels, hierarchy."""

import pytest

from lessons.errors import UnknownCode
from lessons.facets import FACETS
from lessons.vocabulary import countries, missions, regions, vocabulary
from lessons.vocabulary.folding import fold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("liberia", "LBR"),
        ("LBR", "LBR"),
        ("lr", "LBR"),
        ("Libéria", "LBR"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("cote divoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Zaire", "COD"),
        ("South Sudan", "SSD"),
        ("Sudan", "SDN"),
        ("Guinea", "GIN"),
        ("guinea bissau", "GNB"),
        ("Kosovo", "XKX"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
    ],
)
def test_country_names_are_cleaned(text: str, code: str) -> None:
    assert vocabulary("country").clean(text) == code


def test_mission_acronyms_of_other_languages_are_cleaned() -> None:
    missions_by_name = vocabulary("mission")
    assert missions_by_name.clean("unmil") == "UNMIL"
    assert missions_by_name.clean("MINUL") == "UNMIL"
    assert missions_by_name.clean("ONUCI") == "UNOCI"
    assert missions_by_name.clean("United Nations Mission in Liberia") == "UNMIL"


def test_ambiguous_names_are_refused_with_the_choice() -> None:
    assert vocabulary("country").resolve("Congo") == ["COD", "COG"]
    with pytest.raises(UnknownCode, match=r"ambiguous.*COD.*COG"):
        vocabulary("country").clean("Congo")


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownCode, match=r"Libera.*unknown.*LBR"):
        vocabulary("country").clean("Libera")
    assert vocabulary("country").resolve("Atlantis") == []
    assert vocabulary("country").resolve("   ") == []


def test_venues_resolve_to_no_country() -> None:
    assert vocabulary("country").resolve("Geneva") == []


def test_a_theme_knows_its_children_and_parent() -> None:
    themes = vocabulary("theme")
    assert "security.ddr" in themes.children("security")
    assert themes.children("security.ddr") == ()
    assert themes.parent("security.ddr") == "security"
    assert themes.parent("security") is None
    assert themes.clean("DDR") == "security.ddr"


def test_labels() -> None:
    assert vocabulary("country").label("CIV", "fr") == "Côte d'Ivoire"
    assert vocabulary("country").label("QQQ") == "QQQ"
    assert vocabulary("doc_type").label("after_action_review") == "After-action review"
    assert vocabulary("language").label("fr") == "French"


def test_short_lists_are_cleaned_by_code_label_and_synonym() -> None:
    assert vocabulary("kind").clean("best practice") == "good_practice"
    assert vocabulary("doc_type").clean("after-action review") == "after_action_review"
    assert vocabulary("doc_type").clean("AAR") == "after_action_review"
    assert vocabulary("status").clean("Lesson identified") == "lesson_identified"


@pytest.mark.parametrize("year", ["14", "20145", "next", "２０１４", ""])
def test_years_have_four_digits(year: str) -> None:
    assert vocabulary("year").clean(" 2014 ") == "2014"
    with pytest.raises(UnknownCode):
        vocabulary("year").clean(year)


def test_every_facet_has_its_vocabulary() -> None:
    for facet in FACETS:
        assert vocabulary(facet.vocabulary).name == facet.vocabulary
    with pytest.raises(UnknownCode):
        vocabulary("weather")


def test_an_operation_is_known_with_its_place_time_and_kin() -> None:
    unmil = missions()["UNMIL"]
    assert unmil.countries == ("LBR",)
    assert unmil.start is not None
    assert unmil.start.startswith("2003")
    assert unmil.end is not None
    assert unmil.end.startswith("2018")
    assert "MONUSCO" in missions()["MONUC"].successors


def test_the_tables_agree_with_each_other() -> None:
    places, operations, themes = countries(), missions(), vocabulary("theme")
    assert all(code in places for mission in operations.values() for code in mission.countries)
    kin = (code for mission in operations.values() for code in (*mission.predecessors, *mission.successors))
    assert [code for code in kin if code not in operations] == []
    assert all(code in places for region in regions().values() for code in region.countries)
    assert all("." not in code or themes.parent(code) for code in themes.codes())


def test_every_label_and_code_resolves_to_itself() -> None:
    for name in ("country", "mission", "theme"):
        words = vocabulary(name)
        for code in words.codes():
            assert words.clean(code) == code
            assert code in words.resolve(words.label(code))


def test_folding() -> None:
    assert fold("  Côte   d’Ivoire ") == "cote d ivoire"
    assert fold("Guinea-Bissau") == fold("GUINEA BISSAU")
