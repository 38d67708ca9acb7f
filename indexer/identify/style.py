"""How a passage is written: length, tense, modal verbs, names, figures; what tells a general claim from an event."""

import math
import re
from collections.abc import Collection

# A pattern that begins with a letter is tried only where that letter stands, one that begins with a border of words
# everywhere, which takes three times as long.
_CAPITAL = re.compile(r"\s[\"“(]?[A-Z]")
_ACRONYM = re.compile(r"[A-Z](?<=\b[A-Z])[A-Z]+\b")
_FIGURE = re.compile(r"\d+")
_YEAR = re.compile(r"[12](?<=\b[12])(?:(?<=1)9|(?<=2)0)\d\d\b")
_MONTH = re.compile(r"\b(?:Jan|Febr)uary\b|\b(?:March|April|May|June|July|August)\b|\b(?:Septem|Octo|Novem|Decem)ber\b")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_PAST = re.compile(r"ed\b(?<=[a-z]ed)")
_GERUND = re.compile(r"ing\b(?<=[a-z]ing)")
_WAS = re.compile(r"[whd](?<=\b[whd])(?:(?<=w)(?:as|ere)|(?<=h)ad|(?<=d)id)\b")
_IS = re.compile(r"[iahd](?<=\b[iahd])(?:(?<=i)s|(?<=a)re|(?<=h)a(?:s|ve)|(?<=d)o(?:es)?)\b")
_POSSIBLE = frozenset({"can", "may", "might"})
_SUPPOSED = frozenset({"would", "could"})
_WE = frozenset({"we", "our"})
_SHORT, _MIDDLE, _LONG = 15, 30, 120
NAMES = (
    "base", "words", "names", "acronyms", "figures", "figures_share", "past", "gerunds", "was", "is", "years", "months",
    "possible", "will", "should", "must", "supposed", "lead_in", "semicolon", "numbered", "lettered", "first_person",
    "we",
    "very_short", "short", "long", "no_past", "undated", "no_figures", "no_names", "quotes",
)  # fmt: skip
"""The features in the order of `style`; in the table of weights each is called ``style.`` and its name."""


def style(text: str, body: str, words: Collection[str], count: int) -> tuple[float, ...]:
    """The features of a text; `body` is its folded form, `words` its distinct words and `count` how many it has."""
    number = max(1, count)
    names, acronyms = len(_CAPITAL.findall(text)), len(_ACRONYM.findall(text))
    figures = len(_FIGURE.findall(text))
    years = len(_YEAR.findall(text)) if figures else 0
    months = 0 if _MONTHS.isdisjoint(words) else len(_MONTH.findall(text))
    past, was = len(_PAST.findall(body)), len(_WAS.findall(body))
    end = text.rstrip()[-1:]
    start = text.lstrip()[:3]
    opening = start.lstrip("(")
    return (
        1.0, math.log(number), names / number, acronyms / number, min(figures, 10) / 10, figures / number,
        past / number,
        len(_GERUND.findall(body)) / number, was / number, len(_IS.findall(body)) / number, min(years, 3) / 3,
        min(months, 3) / 3, float(not _POSSIBLE.isdisjoint(words)), float("will" in words), float("should" in words),
        float("must" in words), float(not _SUPPOSED.isdisjoint(words)), float(end == ":"), float(end == ";"),
        float(opening[:1].isdigit()), float(opening[1:2] == ")"), float("i" in words), float(not _WE.isdisjoint(words)),
        float(number < _SHORT), float(number < _MIDDLE), float(number > _LONG), float(not past and not was),
        float(not years and not months), float(not figures), float(not names), float('"' in text or "“" in text),
    )  # fmt: skip
