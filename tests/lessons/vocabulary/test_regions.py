"""Regions are a second level above countries."""

from lessons.vocabulary.countries import countries, region_family, regions, regions_of
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows


def test_the_table_names_known_countries_and_parents():
    for code, region in regions().items():
        assert set(region.countries) <= countries().keys(), code
        assert not region.parent or region.parent in regions(), code
    assert {row["code"] for row in rows("region_names")} <= regions().keys()


def test_names_lead_to_regions():
    words = vocabulary("region")
    assert words.clean("Great Lakes region") == "great-lakes"
    assert words.clean("région du Sahel") == "sahel"
    assert words.clean("Grandes Lagos") == "great-lakes"
    assert words.clean("Abyei") == "abyei"


def test_a_country_lies_in_regions_the_smallest_first():
    found = regions_of("MLI")
    assert {"sahel", "western-africa", "africa"} <= set(found)
    assert len(regions()[found[0]].countries) <= len(regions()[found[-1]].countries)


def test_a_region_lies_in_those_around_it():
    assert region_family("central-sahel") == ("central-sahel", "sahel", "africa")
