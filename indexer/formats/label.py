"""Printed labels: the number, letter or bullet a paragraph begins with, kept apart from its text."""

import re

_ROMAN = r"(?=[ivxlcdm])(?:x{0,3})(?:ix|iv|v?i{0,3}|v)"
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,4}"
_BULLETS = "•‣◦▪▫■□●○·∙➢➤►▶✓✔❖–—*-"
# "12." "12)" "(12)" "1.2" "(a)" "a)" "(iv)" "iv." "II." "A.": a letter needs its stop or bracket, a bare number is a
# label only where it has several parts ("3.1 Planning"), else "5 observers" would lose its five.
_PRINTED = re.compile(
    rf"(?P<label>\(\s?(?:{_NUMBER}|[A-Za-z]{{1,2}}|{_ROMAN}|{_ROMAN.upper()})\s?\)"
    rf"|(?:{_NUMBER}|[a-z]|{_ROMAN})\)"
    rf"|{_NUMBER}\.|\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}(?=\s+[^\W\d_a-zà-ÿ])"
    rf"|(?:[A-Za-z]|{_ROMAN}|{_ROMAN.upper()})\.)(?:\s+|(?=[^\W\d_]{{2}}))(?P<text>\S.*)",
    re.DOTALL,
)
_BULLET = re.compile(
    rf"(?P<label>[{re.escape(_BULLETS)}])\s+(?P<text>\S.*)|(?P<tight>[•‣▪●➢➤])(?P<rest>\S.*)", re.DOTALL
)
# A name's initial is no label: "A. Guterres said so.", but the heading "D. Report of the panel" has no final stop.
_INITIAL = re.compile(r"[A-Z]\.\s+(?:[A-Z]\.\s+)*[A-Z][\w'’-]+(?:,|\s+(?:[a-z]|[A-Z]\.)).*[.,;]$", re.DOTALL)


def split_label(text: str) -> tuple[str | None, str]:
    """The label a text begins with, if any, and the text without it; a bullet before a number gives way to it."""
    bullet = _BULLET.match(text)
    if bullet:
        label, rest = bullet["label"] or bullet["tight"], bullet["text"] or bullet["rest"]
        inner, inner_rest = split_label(rest)
        return (inner, inner_rest) if inner and not is_bullet(inner) else (label, rest)
    printed = _PRINTED.match(text)
    if not printed or _INITIAL.match(text):
        return None, text
    return printed["label"].replace(" ", ""), printed["text"]


def is_bullet(label: str) -> bool:
    """Tell whether a label is a bullet, not a number or letter."""
    return label in _BULLETS


def is_number(label: str) -> bool:
    """Tell whether a label counts in Arabic numerals, as the paragraphs of reports do ("12.", not "(12)")."""
    return label[0].isdigit() and not label.endswith(")")


def depth(label: str) -> int:
    """The depth in an outline a printed number speaks of: "3.1.2" is 3, every other label 1."""
    return len(label.strip(".()").split("."))
