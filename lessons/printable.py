"""Text that a terminal shows and does not obey: control characters of file names and documents as ``\\x1b``."""

import unicodedata

_KEPT = "\n\t"


def printable(text: str) -> str:
    """The text with its control and direction-changing characters spelt out; line ends and tabs stay."""
    if text.isprintable():
        return text
    return "".join(sign if _shown(sign) else _spelt(sign) for sign in text)


def _shown(sign: str) -> bool:
    """Blanks and joiners that scripts need are no danger; controls, surrogates and overrides of direction are."""
    category = unicodedata.category(sign)
    return sign in _KEPT or (category not in {"Cc", "Cs"} and unicodedata.bidirectional(sign) not in _OVERRIDES)


_OVERRIDES = {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _spelt(sign: str) -> str:
    return sign.encode("unicode_escape", "backslashreplace").decode("ascii")


def shortened(text: str, longest: int) -> str:
    """A text, or its beginning up to a word with a sign that more follows."""
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"
