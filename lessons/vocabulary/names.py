"""The code and label of whatever a tag can name: vocabularies with codes, listed organizations, and free names."""

from functools import cache

from lessons.errors import UnknownCode
from lessons.vocabulary.folding import fold
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.tables import rows

TAGS = ("country", "mission", "theme", "person", "organization")
"""The vocabularies of tags that people correct."""
_CODED = ("country", "mission", "theme")


@cache
def _organizations() -> dict[str, str]:
    """The labels of listed organizations by code."""
    return {row["code"]: row["label"] for row in rows("organizations")}


@cache
def _organization_names() -> dict[str, str]:
    found = {fold(code): code for code in _organizations()}
    return {fold(row["name"]): row["code"] for row in rows("organizations")} | found


def label_of(field: str, value: str) -> str:
    """The label of a code; a name is its own."""
    if field in _CODED:
        return vocabulary(field).label(value)
    return _organizations().get(value, value) if field == "organization" else value


def clean_tag(field: str, text: str) -> str:
    """The code that a person means, or the name where the vocabulary needs no code; raises UnknownCode."""
    text = text.strip()
    if field in _CODED:
        return vocabulary(field).clean(text)
    if field not in TAGS or not text:
        raise UnknownCode(f"“{field}={text}” names no tag: give one of {', '.join(TAGS)}, and a code or name")
    return _organization_names().get(fold(text), text) if field == "organization" else text
