"""Themes in two levels of dotted codes, with the words and acronyms that signal them."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from lessons.vocabulary.model import Entry, Name, Vocabulary
from lessons.vocabulary.tables import rows


@cache
def theme_vocabulary() -> Vocabulary:
    """The vocabulary of themes; a name's weight says how surely the words signal the theme."""
    entries = (Entry(row["code"], row["label"], _labels(row["label_fr"], row["label_es"])) for row in rows("themes"))
    return Vocabulary("theme", entries, names=_terms)


def _terms() -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = defaultdict(list)
    for row in rows("theme_terms"):
        weight = float(row["weight"] or 1)
        names[row["code"]].append(Name(row["term"], row["type"] or "term", row["language"] or "en", weight=weight))
    return names


@cache
def scopes() -> dict[str, str]:
    """What each theme covers, in words."""
    return {row["code"]: row["scope"] for row in rows("themes")}


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the UNBIS Thesaurus: its English term, its terms by language, and how near it is (exact, close)."""

    label: str
    labels: dict[str, str]
    match: str


@cache
def concepts() -> dict[str, tuple[Concept, ...]]:
    """The UNBIS concepts of each theme, the exact one first."""
    found: dict[str, list[Concept]] = defaultdict(list)
    for row in rows("theme_unbis"):
        labels = {"en": row["term"], **_labels(row["label_fr"], row["label_es"])}
        found[row["code"]].append(Concept(row["term"], labels, row["match"]))
    return {code: tuple(listed) for code, listed in found.items()}


def _labels(french: str, spanish: str) -> dict[str, str]:
    return {language: label for language, label in (("fr", french), ("es", spanish)) if label}
