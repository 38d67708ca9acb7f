"""Finds persons by the titles before their names, and unlisted organizations by the words in theirs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.annotate.lists import word_list

# Parts of names are bounded: a million letters and hyphens without a blank must not take a million steps each.
_PART = r"(?:(?=[\w’'-]{0,30}[a-zà-ÿ])[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}|[A-Z]\.|[A-ZÀ-ÖØ-Þ]{3,20}(?:-[A-ZÀ-ÖØ-Þ]{1,20})?)"
_LINK = r"(?:(?:al-|el-|bin|ibn|ben|de|del|de la|da|dos|van|von|der|den|la|le|ould|ag|di)\s)"
_NAME = rf"(?:{_LINK})?{_PART}(?:[ \t](?:{_LINK})*{_PART}){{0,3}}"
_FULL = rf"{_PART}(?:[ \t](?:{_LINK})*{_PART}){{1,3}}"
_TITLE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|M|Mme|Mlle|MM|Sr|Sra|Srta)\.?[ \t]\(?({_NAME})"
    rf"|\b(?:Sir|Dame|Sheikh|Ambassador|Professor|Judge|"
    rf"(?:(?:Lieutenant|Major|Brigadier|Maj\.|Lt\.|Brig\.)[ -])?(?:General|Gen\.)|Colonel|Col\.|Captain|President|"
    rf"Prime Minister|Foreign Minister|Commissioner|Secretary-General|Force Commander|"
    rf"Special Representative|Special Envoy|Personal Envoy|Special Coordinator|Envoyé spécial|Représentante? spéciale?|"
    rf"Enviado Especial|Representante Especial|Président|Presidente),?[ \t]({_FULL})"
)
_NOT_A_NAME = word_list("no part of a name")

_HEAD = (
    r"(?:Ministry|Ministries|Department|Directorate|Office|Committee|Commission|Council|Union|Agency|Institute|"
    r"University|Bank|Fund|Organi[sz]ation|Authority|Party|Movement|Front|Association|Foundation|Court|Tribunal|Bureau|Centre|Center|"
    r"League|Federation|Army|Assembly|Ministère|Ministerio|Comité|Comisión|Conseil|Consejo|Organisation|Organización|"
    r"Union|Unión|Agence|Agencia|Université|Universidad|Institut|Instituto|Banque|Banco|Tribunal|Cour|Corte)"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_JOIN = (
    r"(?: and |-| of the | of | for the | for | on the | on | de la | de l['’]| de los | del | des | du | de |"
    r" et | y | para la )"
)
_ORGANIZATION = re.compile(
    rf"\b{_HEAD}"
    rf"(?: of the | of | for the | for | on the | on | de la | de l['’]| de los | del | des | du | de | para la )"
    rf"{_WORD}(?:(?:{_JOIN}|[ \t]){_WORD}){{0,6}}"
    rf"|\b{_WORD}(?:(?: and | for | of |[ \t]){_WORD}){{0,5}}[ \t]{_HEAD}\b"
    rf"(?:(?: of the | of | for the | for | on the | on ){_WORD}(?:(?:{_JOIN}|[ \t]){_WORD}){{0,4}})?"
)
# Every name begins where a capital begins a word: tried there alone, the patterns take a third of the time.
_BEGINNING = re.compile(r"[A-ZÀ-ÖØ-Þ](?<=\b[A-ZÀ-ÖØ-Þ])")
_ANY_HEAD = re.compile(_HEAD)
_DANGLING = re.compile(
    r"(?:[\s,]|\b(?:and|of|the|for|on|with|to|in|by|from|et|y|de|la|du|del|Mr|Ms|Mrs|Dr|Mme|Sra?)\b)*$"
)
_ARTICLE = re.compile(
    r"(?:The|A|An|This|That|In|On|At|By|And|For|With|Le|La|Les|El|Los|Las|Its|Their|His|Her|All|Our|Under|From|"
    r"Endorses|Requests|Urges|Welcomes|Notes|Decides|Invites|Recalls|Commends|Encourages|Reaffirms)\s"
)
# A name of more words than the pattern takes would begin in its middle.
_CUT_OFF = re.compile(r"[A-ZÀ-Þ][\w’'-]* $")
_REACH = 30
# Bare heads with one general word before say too little: "Special Committee", "Panel's Office".
_VAGUE = re.compile(
    rf"(?:Special|Regional|National|International|Technical|Joint|Advisory|Main|General|Executive|Country|Field|"
    rf"Head|Private|First|Second|Third|Fourth|Fifth|Sixth|New|Security)[ \t]{_HEAD}|State[ \t]Party"
)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A person or an organization in a text, and the rule that found it; `title` letters stand before the name."""

    start: int
    end: int
    vocabulary: str
    rule: str
    title: int = 0


def find_names(text: str) -> Iterator[FoundName]:
    """Yield persons and organizations by rule, in the order of the text, persons first."""
    yield from _persons(text)
    yield from _organizations(text)


def shortened(text: str, name: FoundName, end: int) -> FoundName | None:
    """A name that runs into something else, cut before it; None when no name of two words remains."""
    rest = text[name.start : max(name.start, end)]
    kept = _DANGLING.sub("", rest)
    if " " not in kept or name.vocabulary == "person":
        return None
    return FoundName(name.start, name.start + len(kept), name.vocabulary, name.rule, name.title)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern that begins with a capital."""
    start = 0
    while beginning := _BEGINNING.search(text, start):
        found = pattern.match(text, beginning.start())
        start = (found or beginning).end()
        if found:
            yield found


def _persons(text: str) -> Iterator[FoundName]:
    for found in _matches(_TITLE, text):
        group = 1 if found.group(1) else 2
        words = found.group(group).split()
        while words and words[-1] in _NOT_A_NAME:
            words.pop()
        if words and words[0] not in _NOT_A_NAME:
            start = found.start(group)
            end = (
                start + len(found.group(group))
                if len(words) == len(found.group(group).split())
                else _end_of(text, start, words)
            )
            yield FoundName(start, _bare(text, start, end), "person", "person.title")


def _end_of(text: str, start: int, words: list[str]) -> int:
    end = start
    for word in words:
        end = text.index(word, end) + len(word)
    return end


def _bare(text: str, start: int, end: int) -> int:
    """Take the possessive off a name."""
    return end - 2 if text[start:end].endswith(("'s", "’s")) else end


def _organizations(text: str) -> Iterator[FoundName]:
    for found in _matches(_ORGANIZATION, text) if _ANY_HEAD.search(text) else ():
        article = _ARTICLE.match(text, found.start(), found.end())
        start = article.end() if article else found.start()
        name = _DANGLING.sub("", text[start : found.end()])
        if " " in name and not _VAGUE.fullmatch(name) and not _is_cut_off(text, found.start()):
            yield FoundName(start, _bare(text, start, start + len(name)), "organization", "organization.words")


def _is_cut_off(text: str, start: int) -> bool:
    return _CUT_OFF.search(text, max(0, start - _REACH), start) is not None
