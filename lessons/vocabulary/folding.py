"""How names are compared: accents, case, apostrophes, hyphens and spacing do not count."""

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^\w]+|_+")


def fold_word(word: str) -> str:
    """Fold one word: compatibility forms and ligatures taken apart, accents dropped, case folded."""
    if word.isascii():
        return word.lower()
    taken_apart = unicodedata.normalize("NFKD", word)
    return "".join(char for char in taken_apart if not unicodedata.category(char).startswith(("M", "Cf"))).casefold()


def fold(text: str) -> str:
    """Fold a name to words parted by single blanks: “Côte d’Ivoire” and "COTE D'IVOIRE" become "cote d ivoire"."""
    return _NOT_A_WORD.sub(" ", fold_word(text)).strip()
