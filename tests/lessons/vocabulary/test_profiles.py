"""The profiles of operations hold known codes and the traits that comparisons need."""

from lessons.vocabulary.missions import missions
from lessons.vocabulary.profiles import profile
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows


def test_every_row_has_known_codes_and_a_source():
    for row in rows("mission_profiles"):
        assert row["mission"] in missions(), row
        assert set(row["components"].split()) <= {"military", "police", "civilian"}, row
        assert row["tasks"].split(), row
        assert all(task in vocabulary("theme") for task in row["tasks"].split()), row
        assert row["source"], row


def test_a_profile_joins_both_tables():
    found = profile("UNMIL")
    assert found is not None
    assert (found.type, found.regions[0]) == ("peacekeeping", "western-africa")
    assert found.components == ("military", "police", "civilian")
    assert "security.ddr" in found.tasks
    assert found.sources == ("S/RES/1509",)


def test_an_operation_without_a_row_still_has_type_and_region():
    found = profile("EUTM Mali")
    assert found is not None
    assert (found.type, found.components, found.tasks) == ("training", (), ())
    assert "western-africa" in found.regions
    assert profile("no such operation") is None
