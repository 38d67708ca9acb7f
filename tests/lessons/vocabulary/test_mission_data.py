"""The table of operations is consistent in itself and agrees with the official one."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from lessons.vocabulary.missions import missions
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows, several

MISSIONS = {row["code"]: row for row in rows("missions")}
NAMES = list(rows("mission_names"))
TYPES = {
    "peacekeeping",
    "special_political",
    "regional_office",
    "envoy",
    "support_office",
    "civilian",
    "military",
    "training",
    "observer",
    "investigation",
    "regional_operation",
    "multinational_force",
}
ISO_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

# Acronyms whose official start year is not when the operation began.
OTHER_START = {
    "MINUGUA": "1994",  # the table counts only the military observers of 1997, not the civilian mission around them
    "UNCPSG": "1997",  # a second row of the police group UNPSG, set up on 19 December 1997, at work from January 1998
}


def codes_by_name() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in NAMES:
        found[row["name"]].add(row["code"])
    return found


def official(shared: Path, name: str) -> Iterator[dict[str, str]]:
    with (shared / "data" / "missions" / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def test_codes_are_unique():
    counts = Counter(row["code"] for row in rows("missions"))
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_operation_has_a_label_a_leader_and_a_known_type():
    assert [code for code, row in MISSIONS.items() if not row["label"] or not row["lead_body"]] == []
    assert {row["type"] for row in MISSIONS.values()} == TYPES


def test_dates_are_iso_and_in_order():
    for code, row in MISSIONS.items():
        start, end = row["start"], row["end"]
        assert all(ISO_DATE.fullmatch(date) for date in (start, end) if date), code
        known = min(len(start), len(end))
        assert start[:known] <= end[:known] or not end, code


def test_predecessors_and_successors_mirror_each_other():
    before = {(earlier, code) for code, row in MISSIONS.items() for earlier in several(row["predecessors"])}
    after = {(code, later) for code, row in MISSIONS.items() for later in several(row["successors"])}
    assert before == after
    assert {code for pair in before for code in pair} <= MISSIONS.keys()


def test_an_operation_with_a_successor_has_ended():
    assert [code for code, row in MISSIONS.items() if row["successors"] and not row["end"]] == []


def test_countries_are_in_the_country_vocabulary():
    known = {row["code"] for row in rows("countries")}
    unknown = {
        code: [country for country in row["countries"].split() if country not in known]
        for code, row in MISSIONS.items()
    }
    assert {code: countries for code, countries in unknown.items() if countries} == {}


def test_operations_without_a_country_are_only_those_at_sea_and_the_thematic_one():
    nowhere = {code for code, row in MISSIONS.items() if not row["countries"]}
    assert nowhere == {"OSAPG", "Operation Active Endeavour", "Operation Sea Guardian"}


def test_names_are_sorted_not_repeated_and_of_known_kinds():
    pairs = [(row["code"], row["name"]) for row in NAMES]
    assert len(pairs) == len(set(pairs))
    assert [code for code, _ in pairs] == sorted(code for code, _ in pairs)
    assert {row["type"] for row in NAMES} == {"acronym", "name", "former", "variant"}
    assert {row["language"] for row in NAMES} == {"en", "fr", "es", "pt", "*"}
    assert {row["context"] for row in NAMES} == {"", "yes"}


def test_every_operation_is_called_by_its_code_and_its_label():
    pairs = {(row["code"], row["name"]) for row in NAMES}
    assert {code for code, _ in pairs} == MISSIONS.keys()
    assert [code for code, row in MISSIONS.items() if not {(code, code), (code, row["label"])} <= pairs] == []


def test_a_name_of_several_operations_needs_context_except_as_a_code():
    shared_names = {name for name, codes in codes_by_name().items() if len(codes) > 1}
    careless = [
        row["name"]
        for row in NAMES
        if row["name"] in shared_names and row["context"] != "yes" and row["name"] != row["code"]
    ]
    assert careless == []


def test_united_nations_operations_have_french_and_spanish_names():
    named = {(row["code"], row["language"]) for row in NAMES if row["type"] == "name"}
    unnamed = [
        (code, language)
        for code, row in MISSIONS.items()
        if row["lead_body"] == "UN"
        for language in ("fr", "es")
        if (code, language) not in named
    ]
    assert unnamed == []


def test_the_loaded_operation_has_its_countries_and_relatives_apart():
    unmogip, minusca = missions()["UNMOGIP"], missions()["MINUSCA"]
    assert unmogip.countries == ("IND", "PAK")
    assert unmogip.end is None
    assert minusca.predecessors == ("BINUCA", "MISCA")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("MINUL", ["UNMIL"]),
        ("FPNUL", ["UNIFIL"]),
        ("FNUOS", ["UNDOF"]),
        ("UN Mission in Liberia", ["UNMIL"]),
        ("U.N. Stabilisation Mission in Haiti", ["MINUSTAH"]),
        ("United Nations Mission in Democratic Republic of Congo", ["MONUC"]),
        ("Mission des Nations Unies au Soudan du Sud", ["UNMISS"]),
        ("Misión de las Naciones Unidas en el Sudán", ["UNMIS"]),
        ("Operation Althea", ["EUFOR Althea"]),
        ("UNOSOM-II", ["UNOSOM II"]),
        ("UNEF", ["UNEF"]),
        ("UNAVEM", ["UNAVEM"]),
        ("BNUB", ["BNUB"]),
    ],
)
def test_names_lead_to_their_operations(text: str, codes: list[str]):
    assert vocabulary("mission").resolve(text) == codes


def test_official_operations_are_there_and_start_in_the_official_year(shared: Path):
    by_name = codes_by_name()
    for row in official(shared, "peacekeeping_operations.csv"):
        acronym = row["mission_acronym"]
        year = OTHER_START.get(acronym, row["start_date"][:4])
        starts = {MISSIONS[code]["start"][:4] for code in by_name[acronym]}
        assert starts, acronym
        assert not year or year in starts, acronym


def test_every_mission_of_the_contributions_record_is_there(shared: Path):
    by_name = codes_by_name()
    rows_of_record = list(official(shared, "mission_country_start.csv"))
    assert [row["mission"] for row in rows_of_record if row["mission"] not in by_name] == []


def test_the_recorded_country_is_among_the_operations_countries(shared: Path):
    by_name = codes_by_name()
    elsewhere = {
        row["mission"]
        for row in official(shared, "mission_country_start.csv")
        if not any(row["iso3c"] in MISSIONS[code]["countries"].split() for code in by_name[row["mission"]])
    }
    assert elsewhere == {"UNMIK"}  # recorded under Serbia, here under Kosovo (XKX)
