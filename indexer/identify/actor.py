"""Who is addressed by an ask: the words before "should" or after "urge", where they name somebody who can act."""

import re

_HEADS = (
    "administration|administrations|actors?|agenc(?:y|ies)|authorit(?:y|ies)|assembly|board|bodies|body|bureau|cabinet|cell|centres?|"
    "chiefs?|command|commanders?|commission|commissions|committees?|communit(?:y|ies)|components?|contingents?|contributors|council|"
    "countr(?:y|ies)|departments?|director|directors|divisions?|donors?|entit(?:y|ies)|envoys?|executive|force|forces|funds?|"
    "governments?|group|groups|heads?|institutions?|leaders?|leadership|management|managers?|members?|ministers?|ministr(?:y|ies)|"
    "missions?|movements?|nations|networks?|offices?|officers?|operations?|organi[sz]ations?|organs?|parliament|part(?:y|ies)|"
    "partners?|peacekeepers|personnel|planners?|police|practitioners|presid\\w+|programmes?|rapporteurs?|representatives?|secretariat|"
    "sections?|secretary-general|services?|sides?|signator(?:y|ies)|staff|stakeholders?|states?|systems?|teams?|troops|unions?|units?|women|"
    "youth|coordinators?|advisers?|focal points?|mediators?|envoy|task forces?"
)
_NOUN_PHRASE = (
    r"(?:(?:[Tt]he|[Aa]ll|[Bb]oth|[Ee]ach|[Ee]very|[Aa]ny|[Ii]ts|[Oo]ur|[Oo]ther|[Ff]uture|[Tt]hose|"
    r"[Tt]hese) )?(?:[\w'’/.-]+,? (?:and )?){0,9}?[\w'’/()-]+"
)
_SUBJECT = re.compile(
    rf"(?:^|[.;:,] |\bthat |\band |\)\s)(?P<actor>{_NOUN_PHRASE})"
    r" (?:(?:also|therefore|still|urgently|now|all|both|always|jointly|further) )?"
    r"(?:should|must|ought to|needs? to|is (?:requested|encouraged|urged|invited|called (?:up)?on|advised) to|"
    r"are (?:requested|encouraged|urged|invited|called (?:up)?on|advised) to)\b(?P<after> [\w-]+(?: [\w-]+)?)?"
)
_OBJECT = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|encourag(?:e|es|ed|ing)|request(?:s|ed|"
    r"ing)?|invit(?:e|es|ed|ing)|"
    r"appeal(?:s|ed|ing)? to|implor(?:e|es|ed)|exhort(?:s|ed)?|advis(?:e|es|ed)|ask(?:s|ed)?|remind(?:s|ed)?) "
    rf"(?P<actor>{_NOUN_PHRASE}) (?:(?:also|further|urgently|immediately|not) )?to\b"
)
_THAT = re.compile(rf"\b(?:recommend|suggest|propos|request|urg)(?:s|ed|es|e)? that (?P<actor>{_NOUN_PHRASE}) [a-z]+\b")
_AGENT = re.compile(rf"\bby (?P<actor>the {_NOUN_PHRASE}|[A-Z]{{3,}})(?=[,.;]|$)")
_ARTICLE = re.compile(r"^(?:the|all|both|each|every|any|its|our|other|future|those|these|that|and) ", re.IGNORECASE)
_AFTER_HEAD = re.compile(r" (?:of|for|in|on|at|to|from|with|under|within|concerned|involved|and its|who|that|which)\b")
_HEAD = re.compile(rf"(?:{_HEADS})$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w-]*[A-Z]|[A-Z]{2,}")
_NOBODY = re.compile(
    r"\b(?:it|there|this|that|which|what|who|they|he|she|we|i|efforts?|attention|measures?|should|"
    r"must|will|was|were|is|are|has|have|"
    r"had|can|would|if|when|where|not)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r" be [a-z]+(?:ed|en|un|ught|wn|ept|ade|ut)\b| be$")
_LONGEST = 120
_HINT = re.compile(
    r"\b(?:should|must|ought|needs? to|urg|call|encourag|request|invit|appeal|implor|exhort|advis|ask|"
    r"remind|recommend|suggest|propos)"
)


def addressed(sentence: str) -> str | None:
    """The actor a sentence asks something of, as written; None where it addresses nobody by name."""
    if not _HINT.search(sentence):
        return None
    for pattern in (_OBJECT, _SUBJECT, _THAT):
        for found in pattern.finditer(sentence):
            passive = "after" in found.re.groupindex and _PASSIVE.match(found["after"] or "")
            if not passive and (actor := _checked(found["actor"])):
                return actor
    agent = _AGENT.search(sentence)
    return _checked(agent["actor"]) if agent and _SUBJECT.search(sentence) else None


def _checked(words: str) -> str | None:
    """The words if they name somebody who can act: by the head of the phrase, or by an acronym."""
    actor = words.strip(" ,;:.")
    head = _AFTER_HEAD.split(actor, maxsplit=1)[0]
    known = _HEAD.search(head) or _NAME.search(head)
    bare = _ARTICLE.sub("", actor)
    if not known or not bare or len(actor) > _LONGEST or _NOBODY.search(_ARTICLE.sub("", head)):
        return None
    return actor
