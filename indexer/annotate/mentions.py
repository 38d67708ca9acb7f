"""How much a mention of a country or an operation says about a document's subject, by where and how it stands."""

import re
from functools import cache

from lessons.records import Annotation
from lessons.vocabulary.tables import rows

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
    r"chargée? d['’]affaires(?: a\.i\.)?|foreign ministers?|mission|nationals?|chair|"
    r"observer|on behalf|statements? by|sponsored by|hosted by|"
    r"consulate|embassy|contribution(?:s)? (?:of|from)|support (?:of|from)|funded by|"
    r"representante permanente|représentant(?:e)? permanent(?:e)?)"
    r"(?: (?:of|for|from|by|de|du|del|d['’])"
    r"(?: (?:the )?(?:permanent mission|government|foreign affairs|republic|kingdom|state|la|l['’])){0,4}"
    r"(?: of)?(?: the)?)? ?$",
    re.IGNORECASE,
)
# One of these stands in every phrase of speakers, one of those at its end: without them the pattern is not tried.
_SPEAKING = (
    "representa", "représenta", "delegation", "ambassador", "mission", "observer", "affaires", "minister", "national",
    "chair", "on behalf", "statement", "sponsored by", "hosted by", "consulate", "embassy", "contribution", "support",
    "funded by",
)  # fmt: skip
_ENDING = (
    "of", "for", "from", "by", "de", "du", "del", "d'", "d’", "the", "la", "l'", "l’", "mission", "government",
    "affairs", "republic", "kingdom", "state", "representative", "representatives", "delegation", "delegations",
    "ambassador", "ambassadors", "observer", "affaires", "a.i.", "minister", "ministers", "national", "nationals",
    "chair", "behalf", "consulate", "embassy", "permanente", "permanent",
)  # fmt: skip
_NATIONALITY = re.compile(r"[\w.’'-]+ \($")
# "Entebbe, Uganda, 3 to 5 June": where a meeting was held.
_TOWN = re.compile(r"[A-ZÀ-Þ][\w’'-]+, $")
_WHEN = re.compile(r"[,)]? ?(?:\(?(?:from|on|du|del) )?\d")
_HELD = re.compile(
    r"\b(?:held|convened|hosted|meeting|seminar|workshop|session|conference) (?:\w+ )?(?:in|at|by) "
    r"(?:[A-ZÀ-Þ]\S+,? )?$"
)
# "Letter from the representatives of Brazil, Canada and Japan to the United Nations", "France: draft resolution"
_SENDERS = re.compile(
    r"\bfrom the (?:permanent|deputy|representative|observer|chargée?|mission|minister)"
    r".*?(?:to the united nations|addressed)"
    r"|^.*?:[ ]?(?:revised )?(?:draft (?:resolution|decision)|amendment|proposal|working paper)",
    re.IGNORECASE | re.DOTALL,
)
_MEETING = ("held", "convened", "hosted", "meeting", "seminar", "workshop", "session", "conference")
_WINDOW = 90
# Below this a title does not name its subject: a sender, a venue, a capital.
NAMED = 0.55
ASIDE = 0.1
GROUP = 0.5


@cache
def _homes() -> dict[str, str]:
    """The country in which a movement or an armed group acts."""
    return {row["code"]: row["country"] for row in rows("organizations") if row["country"]}


def code_for(annotation: Annotation, kind: str) -> str | None:
    """The code of this vocabulary that a mention speaks for; a movement speaks for its country."""
    if annotation.vocabulary == kind:
        return annotation.code
    if kind == "country" and annotation.vocabulary == "organization":
        return _homes().get(annotation.code or "")
    return None


def weight(annotation: Annotation, text: str) -> float:
    """The weight of one mention in its text."""
    if annotation.vocabulary == "organization":
        return GROUP
    base = RULE_WEIGHTS.get(annotation.rule, 1.0)
    if annotation.vocabulary == "country" and (_speaks(annotation, text) or _is_venue(annotation, text)):
        return base * ASIDE
    return base


def listed(codes: int) -> float:
    """How much each of several codes named in one passage counts: a list of members or donors is about none of them."""
    return 1 / max(1, codes - 2)


def _speaks(annotation: Annotation, text: str) -> bool:
    before = text[max(0, annotation.start - _WINDOW) : annotation.start]
    in_brackets = text[annotation.end : annotation.end + 1] == ")" and _NATIONALITY.search(before)
    return bool(in_brackets or (_may_speak(before.lower()) and _SPEAKER.search(before)))


def _may_speak(before: str) -> bool:
    return before.rstrip().endswith(_ENDING) and any(word in before for word in _SPEAKING)


def sent(title: str) -> tuple[int, int]:
    """The span of a title that names who sends or sponsors: the states in it say nothing of the subject."""
    found = _SENDERS.search(title)
    return found.span() if found else (0, 0)


def _is_venue(annotation: Annotation, text: str) -> bool:
    before = text[max(0, annotation.start - _WINDOW) : annotation.start]
    held = any(word in before for word in _MEETING) and _HELD.search(before)
    return bool(held or (", " in before[-3:] and _TOWN.search(before) and _WHEN.match(text, annotation.end)))
