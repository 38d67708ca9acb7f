import pytest
from running import complaint, lessons


def test_a_text_is_resolved() -> None:
    assert lessons("vocab", "country", "Liberia", "--json").jsons[0]["code"] == "LBR"
    mission = lessons("vocab", "mission", "unmil", "--json").jsons[0]
    assert mission.keys() >= {"code", "label", "aliases", "countries", "start", "end", "predecessors", "successors"}
    assert (mission["code"], mission["countries"]) == ("UNMIL", ["LBR"])
    assert lessons("vocab", "theme", "security.ddr", "--json").jsons[0]["parent"] == "security"
    assert lessons("vocab", "country", "Sierra", "Leone").out.startswith("SLE\t")


def test_a_mission_is_told_with_its_years_and_successors() -> None:
    assert lessons("vocab", "mission", "MONUC").out.endswith("\t1999 to 2010, then MONUSCO\n")
    assert lessons("vocab", "mission", "MONUSCO").out.endswith("\t2010 on\n")


@pytest.mark.parametrize("name", ["country", "mission", "theme"])
def test_without_a_text_all_are_listed(name: str) -> None:
    ended = lessons("vocab", name, "--json")
    assert ended.code == 0
    assert len(ended.jsons) > 20
    assert all({"code", "label", "aliases"} <= entry.keys() for entry in ended.jsons)


def test_nothing_matches() -> None:
    assert "no country matches “Atlantis”" in complaint(lessons("vocab", "country", "Atlantis"), 1)
    complaint(lessons("vocab", "country", ""), 1)


def test_an_ambiguous_text_lists_the_candidates() -> None:
    ended = lessons("vocab", "country", "Congo", "--json")
    assert "COD" in complaint(ended, 2)
    assert {entry["code"] for entry in ended.jsons} >= {"COD", "COG"}


def test_an_unknown_vocabulary() -> None:
    assert "country" in complaint(lessons("vocab", "colour"), 2)
