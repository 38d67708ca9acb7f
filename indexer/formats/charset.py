"""Character sets: bytes to text, by byte-order mark, UTF-8's own form, declaration, and at last by statistics."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices wrote before UTF-8; statistics over all 90 tables call a French note Turkish or Mac.
_CANDIDATES = [
    "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1250", "iso8859_2", "cp1253", "iso8859_7",
    "cp1254", "cp1255", "cp1256", "iso8859_6", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_SEVEN_BIT = ("iso-2022", "iso2022", "hz", "utf-7")  # these look like plain ASCII; only a declaration tells
_HIGH_BYTES = 16  # an alphabet keeps to a few blocks of 256 characters, random bytes do not
_SAMPLE = 200_000  # more bytes do not change the guess and cost about 1 s a megabyte
# Statistics on a short Spanish note say Central European: text that reads well as Western is held to be so, unless
# signs stand inside its words, as in Polish ("zosta³a") read as Western.
_SIGNS = re.compile(r"[^\W\d_][¡¢£¤¥¦§©«¬®¯°±²³¶¸¹»¼½¾¿×÷Þþ][^\W\d_]")
_STRAY = 4
_LEAST_PADDED = 40  # bytes: fewer before many zeros are the mark of some binary format
_RUBBISH = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class BinaryDataError(ValueError):
    """The bytes are no text in any character set."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes; raises BinaryDataError for binary data."""
    encoding = encoding_of(data, declared)
    if "16" not in encoding and "32" not in encoding:
        data = _unpadded(data)
    text = data.decode(encoding, errors="replace")
    size = max(len(text), 1)
    if len(_RUBBISH.findall(text)) > _tolerated(size) or text.count("\ufffd") > 0.05 * size:
        raise BinaryDataError(f"binary data, not text ({encoding})")
    return text


def _unpadded(data: bytes) -> bytes:
    """The bytes without the zeros to which a file system or an old program filled them up."""
    kept = data.rstrip(b"\0")
    return kept if len(kept) >= _LEAST_PADDED else data


def _tolerated(size: int) -> float:
    """Control characters that a text of so many characters may hold: a stray one in a short note makes it no binary."""
    return max(0.002 * size, min(_STRAY, 0.05 * size))


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """The name of the character set the bytes are most probably written in."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if declared and declared.lower().startswith(_SEVEN_BIT):
        return _valid(data, declared) or "ascii"
    return _wide(data) or _valid(data, "utf-8") or _valid(data, declared) or _guess(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero; other scripts share their high byte."""
    sample = _unpadded(data)[: 4096 & ~1]
    if b"\x00" not in sample:
        return None
    low, high = sample[0::2], sample[1::2]
    if high.count(0) > 0.6 * len(high) and low.count(0) < 0.05 * len(low):
        return "utf-16-le"
    if low.count(0) > 0.6 * len(low) and high.count(0) < 0.05 * len(high):
        return "utf-16-be"
    for name, big in (("utf-16-le", high), ("utf-16-be", low)):
        # a space is 0x20 0x00 between Cyrillic letters 0x04xx: two high bytes make up nearly all
        common = sorted((big.count(byte) for byte in set(big)), reverse=True)[:2]
        if sum(common) > 0.9 * len(big) and len(set(big)) < _HIGH_BYTES and 0 in big:
            return name
    return None


def _valid(data: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        decoder.decode(data)  # not final: a character cut at the end of a sample is no error
    except (LookupError, UnicodeError, ValueError):
        return None
    return encoding


def _guess(data: bytes) -> str:
    if _nearly_utf8(data):
        return "utf-8"
    western = _valid(data[:_SAMPLE], "cp1252")
    if western and _reads_western(data[:_SAMPLE].decode(western)):
        return western
    matches = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, enable_fallback=False)
    plausible = [match.encoding for match in matches if not _SIGNS.search(str(match))]
    return next(iter(plausible), "cp1252")


def _reads_western(text: str) -> bool:
    """Accented letters are few among plain ones in Latin script; Cyrillic read as Western is all accents."""
    accented = sum(1 for character in text if character >= "À")
    return accented < 0.3 * sum(map(str.isalpha, text)) and not _SIGNS.search(text)


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few damaged bytes: far more well-formed sequences than broken ones."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return sound > 10 * broken
