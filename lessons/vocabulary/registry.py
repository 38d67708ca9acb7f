"""Every vocabulary by the name that the facets use."""

from collections.abc import Callable
from functools import cache

from lessons.errors import UnknownCode
from lessons.vocabulary.countries import country_vocabulary, region_vocabulary
from lessons.vocabulary.lists import Years, lists
from lessons.vocabulary.missions import mission_vocabulary
from lessons.vocabulary.model import Vocabulary
from lessons.vocabulary.themes import theme_vocabulary

_LARGE: dict[str, Callable[[], Vocabulary]] = {
    "country": country_vocabulary,
    "mission": mission_vocabulary,
    "region": region_vocabulary,
    "theme": theme_vocabulary,
    "year": Years,
}


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary of this name, loaded once: country, region, mission, theme, year or a short list."""
    if name in _LARGE:
        return _LARGE[name]()
    if name in lists():
        return lists()[name]
    raise UnknownCode(f"there is no vocabulary “{name}”: choose one of {', '.join([*_LARGE, *lists()])}")
