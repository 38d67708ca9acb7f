"""Characters as a reader sees them, and whether a text layer is text at all."""

import re
import unicodedata

from indexer.formats.clean import clean

# Latin ligatures and the Arabic presentation forms: the same letters in another dress.
_DRESSED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
# pdfium's mark of a hyphen at a line's end, and what stands for "no character".
_MARKS = {0x02: "-", 0xFFFE: "-", 0xFFFD: None, 0xFFFF: None, 0x2010: "-", 0x2011: "-"}


def tidy(text: str) -> str:
    """Return a line's text in NFC, ligatures and presentation forms resolved, without characters that say nothing."""
    if text.isascii() and text.isprintable():
        return text
    text = _DRESSED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text.translate(_MARKS))
    return clean(text)


def readable(text: str) -> bool:
    """Tell whether a text layer is text: garbage is mostly control, private use or unassigned characters."""
    solid = [char for char in text if not char.isspace() and char != "\ufffe"]
    bad = sum(unicodedata.category(char) in {"Cc", "Co", "Cn", "Cs"} or char == "\ufffd" for char in solid)
    return bool(solid) and bad * 3 < len(solid)


def leftward(text: str) -> bool:
    """Tell whether a text begins with Hebrew or Arabic letters: it is written from right to left."""
    return not text.isascii() and any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text[:3])
