"""The words of English, French and Spanish with their frequencies, and the names of the field; the library's only room.

Only its word lists are read: its own corrector needs seconds for a word.
"""

import gzip
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from lessons.analysis import fold
from lessons.vocabulary.registry import vocabulary

LANGUAGES = ("en", "fr", "es")
FIELD = ("country", "mission", "theme", "originator", "doc_type")
OFTEN = 1000
"""What a name of the field counts at least: so common a word is never taken for a misreading of another."""


@lru_cache(maxsize=1)
def known_words() -> Mapping[str, int]:
    """Folded word -> how often it was counted, in the language where it is commonest (0.4 s, 45 MB, once)."""
    import spellchecker  # noqa: PLC0415 - 50 ms, which a search that repairs nothing need not wait for

    found: dict[str, int] = {}
    for language in LANGUAGES:
        packed = (files(spellchecker) / "resources" / f"{language}.json.gz").read_bytes()
        for word, count in json.loads(gzip.decompress(packed)).items():
            folded = word if word.isascii() else fold(word)
            if count > found.get(folded, 0):
                found[folded] = count
    for word in _names():
        found[word] = max(OFTEN, found.get(word, 0))
    return found


def _names() -> set[str]:
    """The words of all names in the vocabularies, so that Timor is no tumor and M1NUSMA is MINUSMA."""
    entries = [(codes, code) for codes in map(vocabulary, FIELD) for code in codes.codes()]
    names = {name for codes, code in entries for name in (code, codes.label(code), *codes.aliases(code))}
    return {fold(word) for name in names for word in name.replace("-", " ").replace(".", " ").split()}
