"""The title of a document: under the masthead of a United Nations document, else where its format marks it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.metadata.front import LETTER, Front, Heading
from indexer.metadata.meeting import meeting_title

_KINDS = (
    "report|note|memorandum|working paper|background paper|submission|document|statement|proposal|summary|conclusions"
    "|rapport|note|document|informe|nota|documento|доклад|записка"
)
_ORDINALS = r"(?:[\w’'-]+ ){0,4}"
# Names only who wrote it: the subject stands in the heading before.
_BY_WHOM = re.compile(
    rf"{_ORDINALS}(?:{_KINDS})(?: prepared| submitted| presented| présentée?| établie?| presentad[oa])?"
    r" (?:of|by|from|du|de|des|del|par|por|генерального|секретариата)\b(?!.{3,200}\b(?:on|concerning|regarding|sur|sobre|о)\b).{3,200}",
    re.I,
)
_COMMITTEE_QUESTIONS = re.compile(rf"{_ORDINALS}report of the advisory committee on administrative and budgetary questions$", re.I)
_ALONE = re.compile(r"statement submitted by|exposé présenté par|declaración presentada por|resolution \d|draft (?:resolution|decision)", re.I)
_WITH_SUBJECT = re.compile(r"resolution \d|draft (?:resolution|decision)", re.I)
_COMMITTEE = re.compile(
    r"(?:special |ad hoc |standing )?(?:committee|commission|working group|open-ended working group|subcommittee|group of experts"
    r"|united nations group of experts|united nations children.s fund|executive board|comité|commission|comisión|grupo de trabajo"
    r"|комитет|комиссия|конвенция|convention|conference of the|subsidiary body)\b",
    re.I,
)
_GENERIC = re.compile(
    r"(?:annotated )?(?:draft )?(?:provisional )?(?:agenda|report|programme of work|list of (?:participants|documents))(?: and .{3,60})?",
    re.I,
)
_ADDITION = re.compile(r"(?:addendum|corrigendum|additif|rectificatif|adición|corrección|supplement)\b.{0,20}", re.I)
_OPEN_END = re.compile(r"\b(?:of|the|and|for|in|on|to|with|by|from|de|la|du|des|et|y|del|los|las|sur|pour|its|their)$|[,–-]$", re.I)
_JOINING = re.compile(r"(?:[a-zà-ÿ(]|(?:FOR|OF|AND|IN|ON|TO|THE|WITH|BY|FROM|DE|DU|ET|DES)\b)")
_AUTHOR = re.compile(r", (?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+(?: \([^()]{3,60}\))?$")
_FOOTNOTE_MARK = re.compile(r"\s?\[(?:\d{1,3}|[*†‡]{1,4})\](?=$|[\s,:])|(?<=[\w.)”\"’:,])\s?[*†‡]{1,4}(?=$|[\s,:])|^[*†‡]+\s?")
_NO_TITLE = re.compile(
    r"untitled.*|.{0,80}\.(?:docx?|pdf|indd|wpd|xlsx?|pptx?|qxd|htm|p65|pmd)|n\d{5,}.*|[a-z]{0,6}[\d_.\-/ ]+|\S{1,24}"
    r"|document\d*|(?:microsoft )?word .*|microsoft \w+ - .*|powerpoint .*|slide 1|(?:name|etpu|current)\b.*|doc\w? ?\d*|new page.*",
    re.I,
)
_SUPPLEMENT = re.compile(r"supplement no|supplément n|suplemento n", re.I)
_SESSION_LINE = re.compile(r"(?:19|20)\d\d .{0,40}session \(|(?:\w+-)?\w+ session \(", re.I)
_MEETING = re.compile(r"\bat its \d{1,5}(?:st|nd|rd|th) (?:\w+ )?meeting,? ", re.I)
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the headings it was made of; `text` is None where there is none."""

    text: str | None = None
    headings: tuple[Heading, ...] = ()


def tidy(text: str) -> str:
    """A title without footnote marks and needless space."""
    return " ".join(_FOOTNOTE_MARK.sub("", text).replace(": ,", ":").replace(":,", ":").split()).strip(" :;,")[:_LONGEST]


def plausible(text: str | None) -> str | None:
    """A declared title if it looks like one: not a file's name, a job number or a program's default."""
    tidied = tidy(text or "")
    words = sum(word[:1].isalpha() for word in tidied.split())
    return tidied if words > 1 and not _NO_TITLE.fullmatch(tidied) else None


def _wraps(first: str, second: str) -> bool:
    """Whether a heading goes on in the next one, its lines having been read apart."""
    if LETTER.match(second) or _BY_WHOM.fullmatch(second):
        return False
    return bool(_OPEN_END.search(first) or _JOINING.match(second))


def _one_heading(first: Heading, second: Heading) -> bool:
    """Whether two blocks are the lines of one heading on a cover: the same type, one after the other."""
    level = first.block.level
    return bool(level) and level == second.block.level and second.index == first.index + 1


def _lines(headings: Sequence[Heading], cover: bool = False) -> list[tuple[str, list[Heading]]]:
    lines: list[tuple[str, list[Heading]]] = []
    for heading in headings:
        text = tidy(heading.text)
        if not any(c.isalpha() for c in text):
            continue
        if lines and (_wraps(lines[-1][0], text) or (cover and _one_heading(lines[-1][1][-1], heading))):
            lines[-1] = (f"{lines[-1][0]} {text}", [*lines[-1][1], heading])
        elif not lines or text.lower() != lines[-1][0].lower():
            lines.append((text, [heading]))
    return lines


def _after_markers(front: Front) -> tuple[list[Heading], str]:
    """The headings after the last of session, agenda item and distribution that has any after it."""
    for position, kind in reversed(front.markers):
        after = [heading for heading in front.headings if heading.index > position]
        if after:
            return after, kind
    return list(front.headings), ""


def _by_whom(text: str) -> bool:
    return bool(_BY_WHOM.fullmatch(text) or _COMMITTEE_QUESTIONS.match(text))


def _choose(lines: list[tuple[str, list[Heading]]], marker: str) -> list[tuple[str, list[Heading]]]:
    """The lines that make the title, without agenda headings and committees' names."""
    for number, (text, _) in enumerate(lines):
        if LETTER.match(text) or _ALONE.match(text):
            return lines[number : number + 1 + bool(_WITH_SUBJECT.match(text))]
    for number, (text, _) in enumerate(lines):
        if _by_whom(text):
            end = number + (1 if number else 2)
            return lines[max(0, number - 1) : end] + [line for line in lines[end : end + 2] if _ADDITION.fullmatch(line[0])]
    while len(lines) > 1 and (marker == "agenda" or _COMMITTEE.match(lines[0][0])):
        lines, marker = lines[1:], ""
    while len(lines) > 1 and lines[0][1][0].block.style != "paragraph" and lines[-1][1][0].block.style == "paragraph":
        lines = lines[:-1]
    return lines[:3]


def join(texts: Sequence[str]) -> str:
    """A title's lines as one: the line that says by whom begins small."""
    whole = texts[0] if texts else ""
    for text in texts[1:]:
        if whole.lower().startswith(("resolution", "résolution", "resolución")):
            whole = f"{whole} {text[0].lower()}{text[1:]}"
        else:
            small = _by_whom(text) and not text.isupper()
            text = _AUTHOR.sub("", text) if small else text
            whole = f"{whole}: {text[0].lower() + text[1:] if small else text}"
    return _MEETING.sub("", whole)


def _with_session(line: tuple[str, list[Heading]], front: Front) -> tuple[str, list[Heading]]:
    """A committee's report names its session in the line after its title."""
    session = next((after for after in front.masthead if after.index == line[1][-1].index + 1), None)
    if session and line[0].lower().startswith("report of the") and _SESSION_LINE.match(session.text):
        return f"{line[0]}: {tidy(session.text)}", [*line[1], session]
    return line


def _cover(front: Front) -> list[tuple[str, list[Heading]]]:
    """The title on the cover of a supplement to the official records: all headings of its page."""
    records = next((line for line in front.masthead if _SUPPLEMENT.search(line.text)), None)
    if records is None or records.block.page is None:
        return []
    return _lines([heading for heading in front.headings if heading.block.page == records.block.page], cover=True)[:3]


def _without_agenda_text(headings: list[Heading]) -> list[Heading]:
    """The headings without the plain text of the agenda item before them."""
    first = next((at for at, heading in enumerate(headings) if heading.block.style in ("heading", "title")), 0)
    return headings[first:] if not any(LETTER.match(heading.text) for heading in headings[:first]) else headings


def _united_nations(front: Front) -> Title:
    meeting = meeting_title([line.text for line in front.masthead])
    if meeting:
        return Title(meeting)
    headings, marker = _after_markers(front)
    if marker == "agenda":
        headings = _without_agenda_text(headings)
    lines = _cover(front) or _choose(_lines(headings), marker)
    lines = [*lines[:-1], _with_session(lines[-1], front)] if lines else lines
    if len(lines) == 1 and _GENERIC.fullmatch(lines[0][0]):
        before = [line for line in _lines(front.headings) if line[1][0].index < lines[0][1][0].index]
        lines = before[-1:] + lines
    used = tuple(heading for _, parts in lines for heading in parts)
    return Title(tidy(join([text for text, _ in lines])) or None, used)


def _marked(front: Front, hints: Mapping[str, str]) -> Title:
    """The title a format marks, else the first heading of the highest level, else what the file declares."""
    for heading in front.headings:
        if heading.block.style == "title" and plausible(heading.text):
            return Title(tidy(heading.text), (heading,))
    headings = [heading for heading in front.headings if heading.block.style == "heading"] or list(front.headings[:1])
    if headings:
        top = min(heading.block.level or 9 for heading in headings)
        first = next(line for line in _lines(h for h in headings if (h.block.level or 9) == top) or [("", headings[:1])])
        if plausible(first[0]):
            return Title(first[0], tuple(first[1]))
    return Title(plausible(hints.get("title")) or plausible(hints.get("subject")))


def find_title(front: Front, hints: Mapping[str, str]) -> Title:
    """The title of a document."""
    title = _united_nations(front) if front.united_nations else _marked(front, hints)
    return title if title.text else Title(plausible(hints.get("title")))
