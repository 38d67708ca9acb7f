"""Countries and territories by ISO 3166-1 alpha-3, and the regions they lie in."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from lessons.vocabulary.model import Entry, Name, Vocabulary
from lessons.vocabulary.tables import Row, rows

UNLISTED = ("venue",)


@dataclass(frozen=True, slots=True)
class Country:
    """What is known of a country besides its names."""

    code: str
    alpha2: str
    kind: str
    region: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region with the codes of its countries and of the region around it."""

    code: str
    label: str
    parent: str
    countries: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All countries and territories by code."""
    return {row["code"]: Country(row["code"], row["alpha2"], row["kind"], row["region"]) for row in rows("countries")}


@cache
def regions() -> dict[str, Region]:
    """All regions by code."""
    return {
        row["code"]: Region(row["code"], row["label"], row["parent"], tuple(row["countries"].split()))
        for row in rows("regions")
    }


@cache
def country_vocabulary() -> Vocabulary:
    """The vocabulary of countries: short, official and former names, demonyms, capitals, alpha-2 codes."""
    return Vocabulary("country", map(_entry, rows("countries")), unlisted=UNLISTED, names=_country_names)


def _country_names() -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("country_names"):
        names[row["code"]].append(_name(row))
    return names


@cache
def region_vocabulary() -> Vocabulary:
    """The vocabulary of regions and sub-regions: labels and other names in English, French and Spanish."""
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("region_names"):
        names[row["code"]].append(Name(row["name"], row["type"], row["language"]))
    return Vocabulary("region", (_region_entry(row, names[row["code"]]) for row in rows("regions")))


@cache
def regions_of(country: str) -> tuple[str, ...]:
    """The regions a country lies in, those with the fewest countries first."""
    found = [region for region in regions().values() if country in region.countries]
    return tuple(region.code for region in sorted(found, key=lambda region: len(region.countries)))


def region_family(code: str) -> tuple[str, ...]:
    """A region and the regions around it, the nearest first."""
    found: list[str] = []
    while code and code not in found:
        found.append(code)
        code = regions()[code].parent
    return tuple(found)


def _region_entry(row: Row, names: list[Name]) -> Entry:
    labels = {"fr": row["label_fr"], "es": row["label_es"]}
    own = [Name(row["label"], "label"), *(Name(label, "label", language) for language, label in labels.items())]
    return Entry(row["code"], row["label"], labels, (*own, *names))


def _name(row: Row) -> Name:
    return Name(row["name"], row["type"], row["language"], row["context"] == "yes", end=row["end"], start=row["start"])


def _entry(row: Row) -> Entry:
    labels = {"fr": row["label_fr"], "es": row["label_es"]}
    alpha2 = (Name(row["alpha2"], "alpha2"),) if row["alpha2"] else ()
    return Entry(row["code"], row["label"], {k: v for k, v in labels.items() if v}, alpha2)
