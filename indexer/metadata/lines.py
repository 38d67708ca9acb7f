"""A front's headings as the lines of a title: tidied, and joined where a reading broke them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.metadata.front import LETTER, OPEN_END, Heading

_KINDS = (
    "report|note|memorandum|working paper|background paper|submission|document|statement|proposal|summary|conclusions"
    "|rapport|note|document|informe|nota|documento|доклад|записка"
)
_ORDINALS = r"(?:[\w’'-]+ ){0,4}"
# Names only who wrote it: the subject stands in the heading before.
_BY_WHOM = re.compile(
    rf"{_ORDINALS}(?:{_KINDS})(?: prepared| submitted| presented| présentée?| établie?| presentad[oa])?"
    r" (?:of|by|from|du|de|des|del|par|por|генерального|секретариата)\b(?!.{3,200}\b(?:on|concerning"
    r"|regarding|sur|sobre|о)\b).{3,200}",
    re.I,
)
_COMMITTEE_QUESTIONS = re.compile(
    rf"{_ORDINALS}report of the advisory committee on administrative and budgetary questions$", re.I
)
_JOINING = re.compile(r"(?:[a-zà-ÿ(]|(?:FOR|OF|AND|IN|ON|TO|THE|WITH|BY|FROM|DE|DU|ET|DES)\b)")
# "Report of the Special Political and Decolonization" is no whole name.
_NAMELESS = re.compile(
    r"report of the (?!.*\b(?:committee|commission|council|board|group|conference|general|assembly|rapporteur)\b)", re.I
)
_BODY_NAME = re.compile(r"(?:committee|commission|council|board|group|conference)\b.{0,60}", re.I)
_FOOTNOTE_MARK = re.compile(
    r"\s?\[(?:\d{1,3}|[*∗†‡]{1,4})\](?=$|[\s,:])|(?<=[\w.)”\"’:,])\s?[*∗†‡]{1,4}(?=$|[\s,:])|^[*∗†‡]+\s?"
)
_NO_TITLE = re.compile(
    r"untitled.*|.{0,80}\.(?:docx?|pdf|indd|wpd|xlsx?|pptx?|qxd|htm|p65|pmd)|n\d{5,}.*|[a-z]{0,6}[\d_.\-/ ]+|\S{1,24}"
    r"|document\d*|(?:microsoft )?word .*|microsoft \w+ - .*|powerpoint .*|slide 1|(?:name|etpu"
    r"|current)\b.*|doc\w? ?\d*|new page.*",
    re.I,
)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of a title and the headings it was made of."""

    text: str
    headings: tuple[Heading, ...]

    @property
    def first(self) -> Heading:
        """The heading it begins with."""
        return self.headings[0]

    @property
    def marked(self) -> bool:
        """Whether the format saw the document's title in it."""
        return self.first.block.style == "title"

    @property
    def plain(self) -> bool:
        """Whether the format saw no heading in it."""
        return self.first.block.style == "paragraph"


def tidy(text: str) -> str:
    """A title without footnote marks and needless space."""
    return " ".join(_FOOTNOTE_MARK.sub("", text).replace(": ,", ":").replace(":,", ":").split()).strip(" :;,")[
        :_LONGEST
    ]


def plausible(text: str | None) -> str | None:
    """A declared title if it looks like one: not a file's name, a job number or a program's default."""
    tidied = tidy(text or "")
    words = sum(word[:1].isalpha() for word in tidied.split())
    return tidied if words > 1 and not _NO_TITLE.fullmatch(tidied) else None


def by_whom(text: str) -> bool:
    """Whether a line says only who wrote the document ("Report of the Secretary-General")."""
    return bool(_BY_WHOM.fullmatch(text) or _COMMITTEE_QUESTIONS.match(text))


def _wraps(first: str, second: str) -> bool:
    """Whether a heading goes on in the next one, its lines having been read apart."""
    if LETTER.match(second) or _BY_WHOM.fullmatch(second):
        return False
    named = _NAMELESS.match(first) and _BODY_NAME.fullmatch(second)
    return bool(named or OPEN_END.search(first) or _JOINING.match(second))


def _one_heading(first: Heading, second: Heading) -> bool:
    """Whether two blocks are the lines of one heading on a cover: the same type, one after the other."""
    level = first.block.level
    return bool(level) and level == second.block.level and second.index == first.index + 1


def _capitals(first: Heading, second: Heading) -> bool:
    """Whether two lines in capitals are one heading: old title pages were typed so."""
    return first.text.isupper() and second.text.isupper() and _one_heading(first, second)


def title_lines(headings: Sequence[Heading], cover: bool = False) -> list[TitleLine]:
    """The lines of a title; on a cover all headings of one type that follow each other are one."""
    lines: list[TitleLine] = []
    for heading in headings:
        text = tidy(heading.text)
        if not any(c.isalpha() for c in text):
            continue
        if lines and _goes_on(lines[-1], heading, text, cover):
            lines[-1] = TitleLine(f"{lines[-1].text} {text}", (*lines[-1].headings, heading))
        elif not lines or text.lower() != lines[-1].text.lower():
            lines.append(TitleLine(text, (heading,)))
    return lines


def _goes_on(line: TitleLine, heading: Heading, text: str, cover: bool) -> bool:
    last = line.headings[-1]
    return _wraps(line.text, text) or _capitals(last, heading) or (cover and _one_heading(last, heading))
