"""What a guidance document says of its own validity: reference, effective date, review date, who approved it."""

import re
from collections.abc import Iterator, Sequence

from indexer.metadata import dates
from lessons.records import Guidance

GUIDANCE_TYPES = frozenset({"policy", "sop", "guidelines", "practice_note"})
"""Types of documents that tell how things are to be done, until they are reviewed."""

_CODE = r"[A-Z]{2,8}(?:[/.-][A-Z0-9]{1,8}(?:\.\d{1,3})?){1,5}|(?:19|20)\d\d[./-]\d{1,3}"
_REFERENCE = re.compile(
    rf"\bref(?:erence|\.)?\s*(?:no\.?|number)?\s*[:.]?\s*((?:[A-Z][A-Z/]{{1,12}}\s?[/.-]?\s?)?(?:{_CODE}))", re.I
)
_ALONE = re.compile(rf"(?:{_CODE})")
_EFFECTIVE = re.compile(
    r"\b(?:effective date|date effective|date of (?:effect|effectiveness|entry into force)|effective (?:from|as of)|"
    r"(?:entry|enters?|entered) into force|date d.effet|entr(?:ée|e) en vigueur|fecha de (?:entrada en vigor|vigencia)|"
    r"(?:entrada|entra) en vigor)\b",
    re.I,
)
_REVIEW = re.compile(
    r"\b(?:review date|date (?:of|for) (?:next )?review|(?:planned|next|scheduled) review|review due|due for review|"
    r"(?:to|shall|will|must) be reviewed|date de (?:révision|réexamen)|(?:sera|doit être) (?:révisée?|réexaminée?)|"
    r"fecha de revisión|(?:será|deberá ser) (?:revisad[oa]|examinad[oa]))\b",
    re.I,
)
_APPROVED = re.compile(r"\b(?:approved by|approuvée? par|aprobad[oa] por)\s*[:\t]?\s*([^\t\n;]{3,160})", re.I)
_NEXT_LABEL = re.compile(
    r"\s+(?:effective|contact|review|date|ref|signature|approval)\b.*|(?<=\w\w\w)[.]\s.*", re.I | re.S
)
_AFTER = re.compile(
    r"\b(?P<number>one|two|three|four|five|six|\d{1,2}|un|deux|trois|uno|dos|tres)\s(?:\(\d+\)\s)?(?:years?|ans?|años?)\b",
    re.I,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
            "un": 1, "deux": 2, "trois": 3, "uno": 1, "dos": 2, "tres": 3}  # fmt: skip
_NEAR = 90
"""Characters after a label within which its date stands ("shall be reviewed, as needed and no later than, ...")."""
_LONGEST_LABELLED = 400
"""Characters of a block that can be front matter; longer ones are prose, which tells only of guidance documents."""


def find_validity(texts: Sequence[str], doc_type: str | None) -> Guidance:
    """What the front and the end of a document say of its validity; nothing for one that guides nobody."""
    guides = doc_type in GUIDANCE_TYPES
    told = [text for text in texts if guides or len(text) <= _LONGEST_LABELLED]
    effective = next(_dates(told, _EFFECTIVE), None)
    review = next(_dates(told, _REVIEW), None) or (_years_after(told, effective) if guides else None)
    if not guides and not (effective and review):
        return Guidance()
    return Guidance(_reference(told), effective, review, _approved(told))


def _dates(texts: Sequence[str], label: re.Pattern[str]) -> Iterator[str]:
    """The dates that follow a label closely, before any other sentence begins."""
    for text in texts:
        for match in label.finditer(text):
            found = dates.find_dates(text[match.end() : match.end() + _NEAR].split("\n")[0])
            if found and not re.search(r"[.;]\s+[A-Z]", text[match.end() : match.end() + found[0].start]):
                yield found[0].iso


def _years_after(texts: Sequence[str], effective: str | None) -> str | None:
    """The review date where only a number of years after taking effect is said."""
    if effective is None:
        return None
    for text in texts:
        for match in _REVIEW.finditer(text):
            years = _AFTER.search(text[match.end() : match.end() + _NEAR])
            if years:
                word = years["number"].casefold()
                return f"{int(effective[:4]) + _NUMBERS.get(word, int(word) if word.isdigit() else 0)}{effective[4:]}"
    return None


def _reference(texts: Sequence[str]) -> str | None:
    """The reference after its label, else a code that stands in a line of its own."""
    labelled = next(
        (match for text in texts if (match := _REFERENCE.search(text[:300])) and _has_digit(match[1])), None
    )
    if labelled:
        return " ".join(labelled[1].split()).strip(" .")
    alone = (text.strip() for text in texts[:8])
    return next((text for text in alone if _ALONE.fullmatch(text) and _has_digit(text)), None)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _approved(texts: Sequence[str]) -> str | None:
    found = next((match for text in texts if (match := _APPROVED.search(text))), None)
    name = _NEXT_LABEL.sub("", found[1]).strip(" .,:") if found else ""
    return name or None
