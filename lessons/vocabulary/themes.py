"""Themes in two levels of dotted codes, with the words and acronyms that signal them."""

from collections import defaultdict
from functools import cache

from lessons.vocabulary.model import Entry, Name, Vocabulary
from lessons.vocabulary.tables import rows


@cache
def theme_vocabulary() -> Vocabulary:
    """The vocabulary of themes; a name's weight says how surely the words signal the theme."""
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("theme_terms"):
        weight = float(row["weight"] or 1)
        names[row["code"]].append(Name(row["term"], row["type"] or "term", row["language"] or "en", weight=weight))
    return Vocabulary(
        "theme",
        [
            Entry(row["code"], row["label"], _labels(row["label_fr"], row["label_es"]), tuple(names[row["code"]]))
            for row in rows("themes")
        ],
    )


@cache
def scopes() -> dict[str, str]:
    """What each theme covers, in words."""
    return {row["code"]: row["scope"] for row in rows("themes")}


def _labels(french: str, spanish: str) -> dict[str, str]:
    return {language: label for language, label in (("fr", french), ("es", spanish)) if label}
