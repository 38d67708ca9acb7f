"""How much a mention of a country or an operation says about a document's subject, by where and how it stands."""

import re

from lessons.records import Annotation

RULE_WEIGHTS = {
    "country.demonym": 0.6,
    "country.capital": 0.5,
    "country.place": 0.6,
    "country.former": 0.8,
    "mission.reference": 0.3,
}
# A representative, a chair, a delegation or a national of a state says who speaks, not what about.
_SPEAKER = re.compile(
    r"(?:representatives?|delegations?|ambassadors?|permanent mission|permanent observer|"
    r"chargée? d['’]affaires(?: a\.i\.)?|ministers?|ministry|mission|nationals?|vice-presidents?|chair|president|"
    r"observer|on behalf|statements? by|sponsored by|hosted by|"
    r"governments?|parliament|consulate|embassy|contribution(?:s)? (?:of|from)|support (?:of|from)|funded by|"
    r"representante permanente|représentant(?:e)? permanent(?:e)?)"
    r"(?: (?:of|for|from|by|de|du|del|d['’])"
    r"(?: (?:the )?(?:permanent mission|government|foreign affairs|republic|kingdom|state|la|l['’])){0,4}"
    r"(?: of)?(?: the)?)? ?$",
    re.IGNORECASE,
)
_NATIONALITY = re.compile(r"[\w.’'-]+ \($")
_GOVERNMENT = re.compile(
    r"(?:governments?|parliament|president|ministers?|ministry) (?:of|for)[^.]{0,40}$", re.IGNORECASE
)
# "Frigate Bay, Saint Kitts and Nevis, 12 to 14 May": where a meeting was held.
_TOWN = re.compile(r"[A-ZÀ-Þ][\w’'-]+, $")
_WHEN = re.compile(r"[,)]? ?(?:\(?(?:from|on|du|del) )?\d")
_WINDOW = 90
NAMED = 0.5


def weight(annotation: Annotation, text: str, listed: int) -> float:
    """The weight of one mention; `listed` is how many different countries its passage names."""
    base = RULE_WEIGHTS.get(annotation.rule, 1.0)
    if annotation.vocabulary != "country":
        return base
    if _speaks(annotation, text) or _is_venue(annotation, text):
        return base * 0.1
    return base / max(1, listed - 2)


def _speaks(annotation: Annotation, text: str) -> bool:
    before = text[max(0, annotation.start - _WINDOW) : annotation.start]
    if _GOVERNMENT.search(before):
        return False
    in_brackets = text[annotation.end : annotation.end + 1] == ")" and _NATIONALITY.search(before)
    return bool(in_brackets or _SPEAKER.search(before))


def _is_venue(annotation: Annotation, text: str) -> bool:
    before = text[max(0, annotation.start - _WINDOW) : annotation.start]
    return bool(_TOWN.search(before) and _WHEN.match(text, annotation.end))
