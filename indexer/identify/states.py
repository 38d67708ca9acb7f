"""Tells whether a passage ends with a State in brackets, as recommendations of human rights reviews do."""

import re
from functools import cache

from lessons.vocabulary.countries import country_vocabulary
from lessons.vocabulary.folding import fold

_BRACKETS = re.compile(r"\(([^()]+(?:\([^()]*\)\s?)?)\)\W{0,8}(?:\[\w{1,3}\]\W{0,4})?$")
_BETWEEN = re.compile(r",|;|/|\band\b|\bon behalf of\b|\bas well as\b")
_ORDINARY = re.compile(r"(?<!\S)[a-z]{2,}")
_ARTICLE = "the "
_FEWEST_ORDINARY = 3
_OTHER = frozenset({"demonym", "place", "capital", "venue", "alpha2"})
"""Names that stand for a State but are not its own: "(Vienna)" follows an ambassador."""


def ends_with_state(text: str) -> bool:
    """Tell whether the last words are a State in brackets, and what stands before them is more than names.

    "(left scale)", "(retired)" and an organization's acronym are no States, and "Ana Pérez (Spain)" asks for nothing:
    of 22 passages of reports that were judged recommendations for the brackets at their end, hardly one was.
    """
    brackets = _BRACKETS.search(text)
    if brackets is None or len(_ORDINARY.findall(text, 0, brackets.start())) < _FEWEST_ORDINARY:
        return False
    return any(fold(name).removeprefix(_ARTICLE) in _names() for name in (brackets[1], *_BETWEEN.split(brackets[1])))


@cache
def _names() -> frozenset[str]:
    """The names of all countries and territories, folded."""
    words = country_vocabulary()
    listed = (name.text for code in words.codes() for name in words.names(code) if name.type not in _OTHER)
    return frozenset(fold(name).removeprefix(_ARTICLE) for name in (*map(words.label, words.codes()), *listed))
