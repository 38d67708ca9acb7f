"""Every acronym of the official table resolves through the command, with its years."""

import csv
from pathlib import Path

from running import lessons

OTHER_START = {"MINUGUA": "1994", "UNCPSG": "1997"}  # as tests of the table explain


def test_every_official_acronym_resolves_with_years(shared: Path) -> None:
    with (shared / "data" / "missions" / "peacekeeping_operations.csv").open(encoding="utf-8", newline="") as table:
        official = list(csv.DictReader(table))
    assert len(official) == 81
    by_acronym = {row["mission_acronym"]: row for row in official}
    for acronym, row in by_acronym.items():
        ended = lessons("vocab", "mission", acronym, "--json")
        assert ended.code == 0, acronym
        (mission,) = ended.jsons
        start = OTHER_START.get(acronym, row["start_date"][:4])
        assert not start or (mission["start"] or "")[:4] == start, acronym
        assert mission["start"] or mission["end"], acronym


def test_operations_of_one_name_stand_together() -> None:
    mission = lessons("vocab", "mission", "UNOSOM", "--json").json
    assert (mission["start"], mission["end"]) == ("1992-04-24", "1995-03")
    assert lessons("vocab", "mission", "UNOSOM II", "--json").json["part_of"] == "UNOSOM"


def test_the_chain_goes_both_ways() -> None:
    mission = lessons("vocab", "mission", "MINUSTAH", "--json").json
    assert mission["chain"] == {"before": ["MIFH"], "after": ["MINUJUSTH", "BINUH"]}
    assert [one["phase"] for one in mission["phases"]] == ["start_up", "implementation", "drawdown"]
