"""Lines that open a part of a document: Annex, Appendix, Enclosure, Attachment."""

import re

_PART = re.compile(
    r"(?:annex|appendix|enclosure|attachment|annexe|pièce jointe|appendice|anexo|apéndice|adjunto|приложение)"
    r"(?:\s+(?:[IVXLC]{1,6}|\d{1,2}|[A-Z]))?(?:\s*\[.*\]|\*{1,3})?"
    r"(?P<whole>\s+(?:to|of|au|aux|à la|al|a la|de la)\s.{3,250}|(?::|\s?[–—])\s.{3,150})?",
    re.IGNORECASE,
)


def opens_part(text: str) -> bool:
    """Tell whether a text says no more than that a part begins: "Annex II", "Annex to the letter dated ..."."""
    return _PART.fullmatch(text) is not None


def names_part(text: str) -> bool:
    """Tell whether a line is a part's name alone, after which a title of its own may follow."""
    found = _PART.fullmatch(text)
    return found is not None and not found["whole"]
