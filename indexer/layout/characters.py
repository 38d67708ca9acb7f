"""Characters as a reader sees them, and whether a text layer is text at all."""

import re
import unicodedata

from indexer.formats.clean import clean

# Latin ligatures and the Arabic presentation forms: the same letters in another dress.
_DRESSED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
# pdfium's mark of a hyphen at a line's end, and what stands for "no character".
_MARKS = {0x02: "-", 0xFFFE: "-", 0xFFFD: None, 0xFFFF: None, 0x2010: "-", 0x2011: "-"}
# Controls other than white space and pdfium's hyphen, surrogates, private use, "no character".
_GARBAGE = re.compile("[\x00\x01\x03-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\uf8ff\ufffd\uffff]")


def tidy(text: str) -> str:
    """Return a line's text in NFC, ligatures and presentation forms resolved, without characters that say nothing."""
    if text.isascii() and text.isprintable():
        return text
    text = _DRESSED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text.translate(_MARKS))
    return clean(text)


def readable(text: str) -> bool:
    """Tell whether a text layer is text: garbage is mostly control, private use or replacement characters."""
    solid = sum(not char.isspace() for char in text)
    return solid > 0 and len(_GARBAGE.findall(text)) * 3 < solid


def leftward(text: str) -> bool:
    """Tell whether a text begins with Hebrew or Arabic letters: it is written from right to left."""
    return not text.isascii() and any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text[:3])
