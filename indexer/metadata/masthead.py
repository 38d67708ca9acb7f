"""What a United Nations masthead is made of, so that a block of it is known however its lines were joined."""

import re

from indexer.metadata.dates import MONTHS

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:1[89]|20) ?\d ?\d\b"
_DAY = r"(?:[0-3]?\d|l\d)(?:st|nd|rd|th|er|º)?"
_DATE = rf"(?:{_DAY} (?:de )?{_MONTH},?(?: (?:de |del )?{_YEAR})?|{_MONTH} {_DAY}, {_YEAR})"
_DASH = r"\s?(?:[–—-]|to|and|au|al?|et|y)\s?"
_ORGANS = (
    "general assembly|security council|economic and social council|human rights council|trusteeship council"
    "|trade and development board|united nations environment assembly|secretariat"
    "|chief executives board for coordination|united nations system"
    "|executive board of (?:the )?united nations[\\w\\s,-]{0,160}"
    "|assemblée générale|conseil de sécurité|conseil [ée]conomique et social|conseil des droits de l.homme|secrétariat"
    "|conseil d.administration|asamblea general|consejo de seguridad|consejo económico y social"
    "|consejo de derechos humanos|secretaría|генеральная ассамблея|совет безопасности"
    "|экономический и социальный совет|совет по правам человека"
)
_LANGUAGES = (
    "english|french|spanish|russian|arabic|chinese|français|francais|anglais|espagnol|russe|arabe|chinois|español"
    "|inglés|francés|ruso|árabe|chino|английский|французский|испанский|русский|арабский|китайский"
)
_ORDINAL = r"(?:[a-z]{3,7}-)?(?:first|second|third|[a-z]{2,8}th|[a-z]{4,8}ieth)"
_ORDINAL_FR = r"[a-zé-]{2,24}(?:ième|ieme)|première"
_ORDINAL_ES = r"(?:[a-zé]{6,16} )?(?:primer|segundo|tercer|cuarto|quinto|sexto|s[ée]ptimo|octavo|noveno|[a-zé]{5,16}mo)"
_SESSION = (
    rf"(?:(?:annual|first regular|second regular|regular|special|emergency special"
    rf"|resumed) session(?: of)?(?: {_YEAR})?"
    rf"|{_YEAR} (?:annual |substantive |organizational |resumed )?session|session (?:annuelle )?de {_YEAR}"
    rf"|(?:{_ORDINAL}|{_ORDINAL_FR}|\d{{1,3}}(?:st|nd|rd|th)) (?:(?:emergency )?special |substantive "
    rf"|annual )?(?:sess ?ion|year|année)"
    r"|\d{1,4}(?:st|nd|rd|th) (?:\(\w+\) )?(?:plenary )?meeting"
    rf"|{_ORDINAL_ES} (?:período (?:extraordinario )?de sesiones(?: sustantivo| especial)?|año))"
)
_AGENDA = (
    r"(?:(?:agenda )?\w?tems? [\d(), a-zivx]{1,60}? ?of the (?:provisional )?agenda"
    r"|agenda items? \d[\d(), andivx]{0,60}"
    r"|agenda items? [\d(][\d(), andivx]{0,60}|points? [\d() a-z]{1,30} de l.ordre du jour(?: provisoire)?"
    r"|temas? [\d() a-z]{1,30} del (?:programa|temario)(?: provisional)?)"
)
# Order matters: what holds other tokens comes first.
_TOKENS: tuple[tuple[str, str], ...] = (
    ("distr", r"distr\b\.?\s?:?\s?(?:general|limited|restricted|g[ée]n[ée]rale|limit[ée]e|limitada|provisional)?"),
    ("original", rf"o[rn]i[gq][it]nal\w?\b\s?:?\s?(?:(?:{_LANGUAGES})\b[/,\s]{{0,3}}(?:and )?){{0,4}}"),
    ("agenda", _AGENDA),
    (
        "place",
        rf"(?:[A-Z]\w+(?:[ -][A-Z]\w+)?, )?{_DAY}(?: {_MONTH})?(?: {_YEAR})?{_DASH}{_DATE}"
        r"(?:, [A-Z]\w+(?: [A-Z]\w+)?)?",
    ),
    ("organ", _ORGANS),
    ("session", _SESSION),
    (
        "name",
        r"united\s{1,2}nations|nations\s{1,2}unies|naciones\s{1,2}unidas|организация\s{1,2}объединенных\s{1,2}наций",
    ),
    ("weekday", r"(?:mon|tues|wednes|thurs|fri|satur|sun)day, "),
    ("date", _DATE),
    ("symbol", r"(?-i:[A-Z][A-Z0-9.\-]{0,9})(?:/[\w.\-]{1,14}(?:\([\w ]{1,16}\))?){1,7}(?:\s\((?:19|20)\d\d\))?"),
    ("imprint", r"(?:[•·|]\s?)?(?:new york|geneva|vienna|nairobi)(?:\sand\s\w+)?(?:, (?:19|20)\d\d)?(?=\s|$)"),
    (
        "records",
        r"official records|documents officiels|supplement no\. ?\w+"
        rf"|(?:{_LANGUAGES})(?:(?:, | and |, and )(?:{_LANGUAGES}))* only",
    ),
    ("language", rf"\b(?:{_LANGUAGES})\b"),
    ("job", r"\b[A-Z]{0,3}\.?\d\d-\d{4,6}\w?(?: \([A-Z]\))?(?: \d{6}){0,3}|\*\w{6,10}\*|please recycle"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _TOKENS)
_CELLS = re.compile(r"\s\|\s|(?<=\w)\[(?=\d{1,3}\])|(?<=\d)\](?=\W|$)")
_LONGEST = 400
_STRONG = frozenset({"distr", "original", "agenda", "session", "job"})
# Old mastheads come in pieces, line by line.
_PIECE = re.compile(
    r"\W{0,3}(?:united|nations|united nations|general|generale|gen[ée]ral|distr|[a-z]|nations [a-z]"
    r"|for coordination)\W{0,3}",
    re.I,
)


def take_apart(text: str) -> tuple[str, frozenset[str]]:
    """What is left of a text when the masthead's tokens are taken out, and the names of those tokens."""
    if len(text) > _LONGEST:
        return text, frozenset()
    # Tables part their cells by bars, and a raised number in brackets is a footnote's or bad OCR's.
    text = _CELLS.sub(" ", text)
    found = set()
    for name, pattern in _PATTERNS:
        text, times = pattern.subn(" ", text)
        if times:
            found.add(name)
    return " ".join(text.split()), frozenset(found)


def is_masthead(text: str) -> bool:
    """Whether a block is nothing but masthead."""
    if len(text) > _LONGEST:
        return False
    if _PIECE.fullmatch(text):
        return True
    rest, found = take_apart(text)
    return bool(found) and sum(c.isalpha() for c in rest) <= 2  # noqa: PLR2004 - the great "A" or "S" of old mastheads


def is_strong(tokens: frozenset[str]) -> bool:
    """Whether tokens are such that no title or sentence has them."""
    return bool(tokens & _STRONG)
