"""Where and when a statement applies: the clause that says so, in the statement's own words."""

import re

_PLACES = (
    r"(?:cases?|situations?|contexts?|settings?|environments?|countries|missions?|areas?|operations?|"
    r"places?|circumstances|instances)"
)
_CLAUSE = re.compile(
    r"(?:^|[\s(])(?P<clause>(?:where|wherever|when|whenever|if|unless|once|provided that|as long as|"
    r"in the absence of|in the event of|"
    rf"in the case of|depending on|subject to|(?:particularly |especially )?in (?:[a-z-]+ "
    rf"){{0,3}}{_PLACES} (?:where|with|whose|that|in which|of|without|affected))\b"
    r"[^.;:]{4,200}?)(?=,? (?:the [A-Z]\w+|[\w-]+) (?:should|must)\b|[,.;:)]|$)",
    re.IGNORECASE,
)
# "where appropriate" limits nothing; "whether if", "as if", "even if" open no condition.
_EMPTY = re.compile(
    r"(?:where|when|if|wherever|whenever|as) (?:(?:and )?(?:where|when|if|as) )?(?:appropriate|"
    r"possible|necessary|feasible|relevant|applicable|needed|required|any|not|available)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:as|even|asked|see|know|of|only|to|about|on|wonder|(?:an?|one|the) (?:[a-z]+ )?"
    r"(?:areas?|fields?|points?|places?|stages?|moments?|levels?|time))|,)$",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\b(?:where|wherever|when|whenever|if|unless|once|provided|as long|absence|event|case|depending|"
    r"subject|in (?:[a-z-]+ ){0,3}[a-z]+ "
    r"(?:where|with|whose|that|in which|of|without|affected))\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def conditions(sentence: str) -> str | None:
    """The first condition of a sentence, as written; a clause after a comma only tells more of what it follows."""
    if not _WORDS.search(sentence):
        return None
    for found in _CLAUSE.finditer(sentence):
        clause, before = found["clause"].strip(), sentence[: found.start("clause")].rstrip()
        relative = _BEFORE.search(before) and not clause.lower().startswith(("unless", "provided", "in "))
        if not relative and not _EMPTY.match(clause) and len(clause.split()) >= _FEWEST_WORDS:
            return clause
    return None
