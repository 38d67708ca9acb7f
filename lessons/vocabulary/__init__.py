"""Vocabularies: types that turn names into codes and codes into labels, fed by tables."""

from lessons.vocabulary.countries import Country, Region, countries, regions
from lessons.vocabulary.missions import Mission, missions
from lessons.vocabulary.model import Name, Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.themes import scopes

__all__ = [
    "Country",
    "Mission",
    "Name",
    "Region",
    "Vocabulary",
    "countries",
    "missions",
    "regions",
    "scopes",
    "vocabulary",
]
