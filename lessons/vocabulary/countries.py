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
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("country_names"):
        names[row["code"]].append(_name(row))
    return Vocabulary("country", (_entry(row, names[row["code"]]) for row in rows("countries")), unlisted=UNLISTED)


def _name(row: Row) -> Name:
    return Name(row["name"], row["type"], row["language"], row["context"] == "yes", end=row["end"])


def _entry(row: Row, names: list[Name]) -> Entry:
    labels = {"fr": row["label_fr"], "es": row["label_es"]}
    alpha2 = (Name(row["alpha2"], "alpha2"),) if row["alpha2"] else ()
    return Entry(row["code"], row["label"], {k: v for k, v in labels.items() if v}, (*names, *alpha2))
