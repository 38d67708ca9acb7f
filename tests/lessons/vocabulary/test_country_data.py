"""The tables of countries, their names and their regions are complete and consistent."""

import csv
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

LANGUAGES = {"en", "fr", "es"}
TYPES = {"short", "official", "former", "demonym", "variant", "abbreviation", "capital", "place", "venue"}
NAMING = {"short", "official", "former", "variant", "abbreviation"}
YEAR = re.compile(r"\d{4}")

Row = dict[str, str]


def key(name: str) -> str:
    """Letters and digits only, without accents and case."""
    plain = unicodedata.normalize("NFKD", name.replace("&", "and"))
    return "".join(char for char in plain if char.isalnum()).casefold()


def table(project: Path, name: str) -> list[Row]:
    with (project / "lessons/vocabulary/data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@pytest.fixture(scope="module")
def countries(project: Path) -> dict[str, Row]:
    return {row["code"]: row for row in table(project, "countries")}


@pytest.fixture(scope="module")
def names(project: Path) -> list[Row]:
    return table(project, "country_names")


@pytest.fixture(scope="module")
def regions(project: Path) -> dict[str, Row]:
    return {row["code"]: row for row in table(project, "regions")}


def test_every_country_and_territory_stands_once(project: Path, countries: dict[str, Row]) -> None:
    rows = table(project, "countries")
    assert len(rows) == len(countries) == 250
    assert "XKX" in countries
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in countries)
    assert len({row["alpha2"] for row in rows}) == 250
    assert {row["kind"] for row in rows} == {"country", "territory"}


def test_labels_tell_the_countries_apart(countries: dict[str, Row]) -> None:
    for column in ("label", "label_fr", "label_es"):
        labels = [row[column] for row in countries.values()]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_cells_are_complete_and_free_of_curly_apostrophes(countries: dict[str, Row], names: list[Row]) -> None:
    for row in (*countries.values(), *names):
        assert None not in row
        assert all(cell == cell.strip() and "’" not in cell for cell in row.values())


def test_names_use_known_codes_types_and_languages(countries: dict[str, Row], names: list[Row]) -> None:
    for row in names:
        assert row["code"] in countries, row
        assert row["type"] in TYPES, row
        assert row["language"] in {*LANGUAGES, "ru"}, row
        assert row["context"] in {"", "yes"}, row
        assert row["name"], row


def test_a_name_stands_once_for_each_code_and_language(names: list[Row]) -> None:
    keys = [(row["code"], row["name"].casefold(), row["language"]) for row in names]
    assert len(set(keys)) == len(keys)


def test_every_country_has_a_short_name_in_each_language(countries: dict[str, Row], names: list[Row]) -> None:
    short = {(row["code"], row["language"]) for row in names if row["type"] == "short"}
    assert {(code, language) for code in countries for language in LANGUAGES} <= short


def test_every_country_has_a_demonym(countries: dict[str, Row], names: list[Row]) -> None:
    with_demonym = {row["code"] for row in names if row["type"] == "demonym" and row["language"] == "en"}
    # the Holy See has no people of its own
    with_people = {code for code, row in countries.items() if row["kind"] == "country"} - {"VAT"}
    assert with_people <= with_demonym


def test_only_former_names_have_dates_and_all_of_them_do(names: list[Row]) -> None:
    for row in names:
        if row["type"] == "former":
            assert YEAR.fullmatch(row["start"]), row
            assert YEAR.fullmatch(row["end"]), row
            assert row["start"] < row["end"], row
        else:
            assert (row["start"], row["end"]) == ("", ""), row


def test_a_name_of_two_countries_needs_context(names: list[Row]) -> None:
    codes: dict[str, set[str]] = defaultdict(set)
    for row in names:
        codes[key(row["name"])].add(row["code"])
    loose = {
        row["name"]
        for row in names
        if len(codes[key(row["name"])]) > 1 and row["context"] != "yes" and row["type"] != "place"
    }
    assert not loose


@pytest.mark.parametrize(
    "name",
    [
        "Georgia",
        "Jordan",
        "Chad",
        "Turkey",
        "Dominica",
        "Congo",
        "Korea",
        "US",
        "CAR",
        "Jersey",
        "Macedonia",
        "Réunion",
        "Grenade",
        "French",
        "Polish",
        "Yugoslavia",
    ],
)
def test_ambiguous_words_need_context(names: list[Row], name: str) -> None:
    found = [row["context"] for row in names if row["name"] == name]
    assert found
    assert set(found) == {"yes"}


@pytest.mark.parametrize(
    "name",
    [
        "Niger",
        "Mali",
        "Togo",
        "Cuba",
        "Guinea",
        "Peru",
        "China",
        "Oman",
        "Kosovo",
        "DRC",
        "Palestinian",
        "Swiss",
        "Jordanian",
        "South Sudan",
        "Republic of Korea",
    ],
)
def test_plain_words_need_none(names: list[Row], name: str) -> None:
    found = [row["context"] for row in names if row["name"] == name]
    assert found
    assert set(found) == {""}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Darfur", "SDN"),
        ("Abyei", "SDN"),
        ("Abyei", "SSD"),
        ("Jonglei", "SSD"),
        ("Ituri", "COD"),
        ("Golan", "SYR"),
        ("Gaza", "PSE"),
        ("Puntland", "SOM"),
        ("Crimea", "UKR"),
        ("Republika Srpska", "BIH"),
        ("Aceh", "IDN"),
        ("Cité Soleil", "HTI"),
        ("Bougainville", "PNG"),
        ("Zaire", "COD"),
        ("FYROM", "MKD"),
        ("Burma", "MMR"),
        ("liberianas", "LBR"),
        ("libériennes", "LBR"),
        ("Upper Volta", "BFA"),
        ("South West Africa", "NAM"),
    ],
)
def test_names_of_the_field_are_listed(names: list[Row], name: str, code: str) -> None:
    assert code in {row["code"] for row in names if row["name"] == name}


def test_meeting_places_always_need_context(names: list[Row]) -> None:
    venues = [row for row in names if row["type"] == "venue"]
    assert {
        "Geneva",
        "New York",
        "Addis Ababa",
        "Nairobi",
        "Vienna",
        "Brussels",
        "The Hague",
        "Entebbe",
        "Brindisi",
    } <= {row["name"] for row in venues}
    assert {row["context"] for row in venues} == {"yes"}


def test_no_code_is_listed_as_a_name(countries: dict[str, Row], names: list[Row]) -> None:
    usual = {"USA", "CAR", "PNG", "EAU", "RCA"}  # abbreviations that people write
    assert not {row["name"] for row in names} & set(countries) - usual


def test_masks_hide_names_inside_other_names(project: Path, names: list[Row]) -> None:
    masks = table(project, "country_masks")
    assert all(row["name"] and row["language"] in LANGUAGES for row in masks)
    assert len({(row["name"].casefold(), row["language"]) for row in masks}) == len(masks)
    assert not {key(row["name"]) for row in masks} & {key(row["name"]) for row in names}


def test_regions_hold_known_countries(countries: dict[str, Row], regions: dict[str, Row]) -> None:
    for row in regions.values():
        members = row["countries"].split()
        assert members, row
        assert len(set(members)) == len(members)
        assert set(members) <= set(countries), row
        assert row["label"]
        assert row["label_fr"]
        assert row["label_es"]
        assert not row["parent"] or row["parent"] in regions
    assert {"sahel", "lake-chad-basin", "great-lakes", "horn-of-africa", "western-balkans"} <= set(regions)


def test_every_country_lies_in_its_region(countries: dict[str, Row], regions: dict[str, Row]) -> None:
    for code, row in countries.items():
        assert code in regions[row["region"]]["countries"].split()


def test_every_spelling_of_the_review_reports_resolves(shared: Path, names: list[Row]) -> None:
    known = {key(row["name"]) for row in names if row["type"] in NAMING}
    spellings = {path.stem.rstrip("0123456789") for path in (shared / "corpus/upr").glob("*.pdf")}
    for file in ("recommendations.jsonl", "issue_coded_sample.jsonl"):
        for line in (shared / "data/upr" / file).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            spellings |= {
                record.get(field, "") for field in ("country", "from_state", "state_under_review", "recommending_state")
            }
    unknown = {spelling for spelling in spellings if key(spelling) not in known}
    assert unknown <= {"", "NA", "&#40;Unknown&#41;"}
