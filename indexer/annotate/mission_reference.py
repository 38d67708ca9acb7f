"""Resolves "the Mission", "the Force" and the like to the operation that the document is about."""

import re
from collections.abc import Iterator

from lessons.records import Annotation
from lessons.vocabulary.missions import missions

# Which noun stands for an operation depends on its name: a Force is not called "the Office".
_NOUNS = {
    "mission": ("Mission", "Misión"),
    "operation": ("Operation", "Opération", "Operación"),
    "force": ("Force", "Fuerza"),
    "office": ("Office", "Integrated Office", "Bureau", "Oficina"),
    "administration": ("Interim Administration",),
}
# "the Mission of Serbia" and "the Force Commander" are something else.
_REFERENCE = re.compile(
    r"\b(?:[Tt]he|THE|[Ll]a|[Ll]e|[Ll]['’]|du|del) ?(?P<noun>[A-ZÉO][\wéó]+(?: Office| Administration)?)"
    r"(?!\w| (?:of|to|in|for|de|des|du|d’|d')\b| [A-Z])"
)


def find_references(text: str, mission: str) -> Iterator[Annotation]:
    """Yield each noun with an article that stands for the document's operation."""
    nouns = _nouns_of(mission)
    label = missions()[mission].label
    for found in _REFERENCE.finditer(text):
        if found["noun"] in nouns:
            yield Annotation(*found.span("noun"), found["noun"], "mission", mission, label, "mission.reference")


def _nouns_of(mission: str) -> frozenset[str]:
    label = missions()[mission].label.lower()
    return frozenset(noun for word, nouns in _NOUNS.items() if word in label for noun in nouns)
