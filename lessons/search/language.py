"""In which languages a query is, by its stop words; and which of these are acronyms, and mean something."""

import re
from collections.abc import Collection, Sequence

from lessons.stop_words import STOP_WORDS, TELLING

_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_OPERATORS = ("AND", "OR", "NOT")


def spoken(words: Collection[str]) -> tuple[str, ...]:
    """English always; French and Spanish where two of their stop words, or a telling one, show them."""
    shown = {name: [word for word in words if word in STOP_WORDS[name]] for name in ("fr", "es")}
    others = (name for name, found in shown.items() if len(found) > 1 or TELLING.intersection(found))
    return ("en", *others)


def acronyms(texts: Sequence[str]) -> frozenset[str]:
    """The words in capitals where the rest is not: WHO and IT, not "who" and "it"."""
    whole = " ".join(texts)
    words = _CAPITALS.findall(whole) if not whole.isupper() else []
    return frozenset(word.lower() for word in words if word not in _OPERATORS)
