"""Clean text: composed, without control characters, with one kind of space."""

import re
import unicodedata

# Tab, line feed, vertical tab, form feed, carriage return and next line are spaces, not rubbish.
_SPACES = {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85}
_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in _SPACES}
# Soft hyphen, zero-width space, word joiner, byte-order mark and marks of direction: invisible, and they split words
# in an index. The zero-width joiners stay: Persian and Indic scripts are spelled with them.
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF)
)
# Symbol fonts put their bullets and arrows here; no reader has these fonts.
_SYMBOLS = dict.fromkeys(range(0xF020, 0xF100), "•")
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_TABLE: dict[int, str | None] = {**_CONTROLS, **_INVISIBLE, **_SYMBOLS, **_SURROGATES}

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")


def clean(text: str) -> str:
    """One line of clean text: composed (NFC), every run of white space a single space."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_TABLE)).split())


def clean_lines(text: str) -> str:
    """Clean text that keeps its lines, its form feeds and the spaces at the beginning of lines."""
    even = _LINE_ENDS.sub("\n", text).expandtabs(4).replace("\N{NO-BREAK SPACE}", " ")
    return unicodedata.normalize("NFC", even.translate(_TABLE))
