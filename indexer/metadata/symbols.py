"""United Nations document symbols: the document's own and those of a joint document."""

import re
from collections.abc import Iterable

_PART = r"(?:[A-Za-z0-9][\w.\-]{0,14}(?:\([A-Za-z0-9]{1,6}\))?)"
_SYMBOL = re.compile(rf"(?<![\w/.:@-])[A-Z][A-Z0-9.\-]{{0,9}}(?:\s?/\s?{_PART}){{1,7}}")
_RAISED = re.compile(r"(?<=[\w./])\[(\d{1,3})\]")
_JOINT = re.compile(r"[-–](?=[A-Z]{1,4}/)")
_SERIES = re.compile(
    r"(?:A|S|E|T|ST|DP|TD|CEB|CEDAW|CCPR|CAT|CRC|CERD|CRPD|CMW|CED|HRI|JIU|TPNW|NPT|BWC|CCW|APLC|CD|ICCD"
    r"|FCCC|CBD|UNEP|UNW"
    r"|UNFF|GEGN\.2|HSP|IDB|GC|SPLOS|ISBA|ECE|LC|PBC|EP|SG|UNAPCAEM|MSC|ITC|ICC|ICEF|WFP|UNICEF|HS|OPS|FPA"
    r"|CTOC|CAC|AC|CONF)"
    r"(?:\.\d+|-\d+)?"
)
_RESOLUTION = re.compile(r"(?:A|S|E)(?:/[A-Z.\d-]+)?/RES/[\w-]+(?:/[\w-]+)?")
_OCR_DIGITS = str.maketrans("IlOo", "1100")
_MAX_TEXT = 4_000


def _mend(part: str) -> str:
    """Undo what bad OCR does to numbers ("36I"), and drop a footnote's mark or a full stop at the end."""
    part = part.strip(" .*_-")
    digits = sum(c.isdigit() for c in part)
    return part.translate(_OCR_DIGITS) if digits and digits >= len(part) / 2 and part.isalnum() else part


def clean(symbol: str) -> str | None:
    """The canonical form of a symbol (``S/RES/2776 (2025)`` is ``S/RES/2776``), None if it is none."""
    head, *rest = (part.strip() for part in symbol.split("/"))
    head = head.rstrip(".")
    parts = [_mend(part) for part in rest]
    if not parts or not all(parts) or not _SERIES.fullmatch(head) or not any(c.isdigit() for c in "".join(parts)):
        return None
    whole = "/".join((head, *parts))
    resolution = _RESOLUTION.match(whole)
    return resolution.group() if resolution else whole


def find_symbols(text: str) -> list[str]:
    """The symbols in a short text, in order; ``A/79/907-S/2025/268`` yields two."""
    found: list[str] = []
    for match in _SYMBOL.finditer(_JOINT.sub(" ", _RAISED.sub(r"\1", text[:_MAX_TEXT]))):
        symbol = clean(match.group())
        if symbol and symbol not in found:
            found.append(symbol)
    return found


def own_symbols(masthead: Iterable[str], furniture: Iterable[str]) -> tuple[str, ...]:
    """The document's own symbols, from its masthead, else from its running headers."""
    for texts in (masthead, furniture):
        found = [symbol for text in texts for symbol in find_symbols(text)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def symbol_of_name(name: str) -> str | None:
    """The symbol a file's name spells out (``A_52_687.en.pdf``), for scans whose masthead cannot be read."""
    stem = re.sub(r"(?i)(?:[._-](?:en|fr|es|ru|ar|zh))?\.(?:pdf|docx?|html?|txt)$", "", name)
    return clean(stem.replace("_", "/")) if "_" in stem and " " not in stem else None
