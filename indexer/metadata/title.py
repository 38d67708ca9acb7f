"""The title of a document: under the masthead of a United Nations document, else where its format marks it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.metadata.doc_type import of_title
from indexer.metadata.front import LETTER, Front, Heading, opens_text
from indexer.metadata.lines import TitleLine, by_whom, plausible, tidy, title_lines
from indexer.metadata.meeting import meeting_title

_ALONE = re.compile(
    r"list of (?:participants|delegations)|statement submitted by|exposé présenté par|declaración presentada por"
    r"|resolution \d"
    r"|(?:[^:]{2,400}:\W{0,6})?(?:revised )?draft (?:resolution|decision)\b",
    re.I,
)
_WITH_SUBJECT = re.compile(r"resolution \d|(?:[^:]{2,400}:\W{0,6})?(?:revised )?draft (?:resolution|decision)\b", re.I)
_COMMITTEE = re.compile(
    r"(?:special |ad hoc |standing )?(?:committee|commission|working group|open-ended working group"
    r"|subcommittee|group of experts"
    r"|united nations group of experts|united nations children.s fund|executive board|comité|commission"
    r"|comisión|grupo de trabajo"
    r"|комитет|комиссия|конвенция|convention|conference of the|subsidiary body)\b",
    re.I,
)
_GENERIC = re.compile(
    r"(?:annotated )?(?:draft )?(?:provisional )?(?:agenda|report|programme of work|list of (?:participants"
    r"|documents))(?: and .{3,60})?",
    re.I,
)
_CHAPTER = re.compile(
    r"(?:chapter|part|chapitre|partie|capítulo|parte)\s(?:[IVX]{1,5}|\d{1,2}|one|two)\s?[.:–-]\s?\w.{3,200}", re.I
)
# The short edition of a review carries the title of the long one.
_EDITION = re.compile(r"review highlights|executive summary|highlights", re.I)
_ADDITION = re.compile(r"(?:addendum|corrigendum|additif|rectificatif|adición|corrección|supplement)\b.{0,20}", re.I)
_AUTHOR = re.compile(r", (?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+(?: \([^()]{3,60}\))?$")
_SUPPLEMENT = re.compile(r"supplement no|supplément n|suplemento n", re.I)
_SESSION_LINE = re.compile(r"(?:19|20)\d\d .{0,40}session \(|(?:\w+-)?\w+ session \(", re.I)
# What a board's agenda prints above a title: whose report it is.
_ENTITY = re.compile(r"UNITED NATIONS (?:[A-Z’'-]+ ){0,8}(?:FUND|PROGRAMME|OFFICE|ENTITY|AGENCY)(?: [A-Z’'-]+){0,7}")
# A formula that leads to the text, after which the subject stands in a line of its own.
_RECOMMENDS = re.compile(r".{3,200} recommends? to .{3,200} the adoption of .{3,80}:?", re.I)
_SUMMARY = re.compile(r"(?:co-)?(?:chair|president|moderator|facilitator)(?:person|s)?[’'](?:s )?summary", re.I)
_LETTERHEAD = re.compile(
    r"united nations|nations unies|naciones unidas|institut|university|ministry|department|office of|bureau|section"
    r"|(?:strictly )?confidential|unclassified|restricted|internal|draft|final|version|date|no\.|n°",
    re.I,
)
_VAGUE = (None, "report", "other")
_FIRST_LINES = 6
_NO_LEVEL = 9
_TITLE_WORDS = 4
_MEETING = re.compile(r"\bat its \d{1,5}(?:st|nd|rd|th) (?:\w+ )?meeting,? ", re.I)


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the headings it was made of; `text` is None where there is none."""

    text: str | None = None
    headings: tuple[Heading, ...] = ()


def _after_markers(front: Front) -> tuple[list[Heading], str]:
    """The headings after the last of session, agenda item and distribution that has any after it."""
    for position, kind in reversed(front.markers):
        after = [heading for heading in front.headings if heading.index > position]
        if after:
            return after, kind
    return list(front.headings), ""


def _choose(lines: list[TitleLine], marker: str) -> list[TitleLine]:
    """The lines that make the title, without agenda headings and committees' names."""
    for number, line in enumerate(lines):
        if LETTER.match(line.text) or _ALONE.match(line.text):
            return lines[number : number + 1 + bool(_WITH_SUBJECT.match(line.text))]
    for number, line in enumerate(lines):
        if by_whom(line.text):
            end = number + (1 if number else 2)
            additions = [later for later in lines[end : end + 2] if _ADDITION.fullmatch(later.text)]
            return lines[max(0, number - 1) : end] + additions
    later = any(line.marked and not _GENERIC.fullmatch(line.text) for line in lines[1:])
    while len(lines) > 1 and not lines[0].marked and (later or marker == "agenda" or _COMMITTEE.match(lines[0].text)):
        lines, marker = lines[1:], ""
    while len(lines) > 1 and not lines[0].plain and lines[-1].plain and not _CHAPTER.fullmatch(lines[1].text):
        lines = lines[:-1]
    return lines[: 2 if len(lines) > 1 and _CHAPTER.fullmatch(lines[1].text) else 3]


def join(texts: Sequence[str]) -> str:
    """A title's lines as one: the line that says by whom begins small."""
    whole = texts[0] if texts else ""
    for text in texts[1:]:
        if whole.lower().startswith(("resolution", "résolution", "resolución")):
            whole = f"{whole} {text[0].lower()}{text[1:]}"
        else:
            small = by_whom(text) and not text.isupper()
            whole = f"{whole}: {text[0].lower() + _AUTHOR.sub('', text[1:]) if small else text}"
    return _MEETING.sub("", whole)


def _with_session(line: TitleLine, front: Front) -> TitleLine:
    """A committee's report names its session in the line after its title."""
    session = next((after for after in front.masthead if after.index == line.headings[-1].index + 1), None)
    if session and line.text.lower().startswith("report of the") and _SESSION_LINE.match(session.text):
        return TitleLine(f"{line.text}: {tidy(session.text)}", (*line.headings, session))
    return line


def _cover(front: Front) -> list[TitleLine]:
    """The title on the cover of a supplement to the official records: all headings of its page."""
    records = next((line for line in front.masthead if _SUPPLEMENT.search(line.text)), None)
    if records is None or records.block.page is None:
        return []
    page = records.block.page
    return title_lines([heading for heading in front.headings if heading.block.page == page], cover=True)[:3]


def _without_agenda_text(headings: list[Heading]) -> list[Heading]:
    """The headings without the plain text of the agenda item before them."""
    first = next((at for at, heading in enumerate(headings) if heading.block.style in ("heading", "title")), 0)
    alone = any(LETTER.match(heading.text) or _ALONE.match(heading.text) for heading in headings[:first])
    return headings if alone else headings[first:]


def _leads(text: str) -> bool:
    """Whether a heading only leads to the title: an entity's name in capitals, a formula of recommendation."""
    return bool(_ENTITY.fullmatch(text) or _RECOMMENDS.fullmatch(text))


def _united_nations(front: Front) -> Title:
    meeting = meeting_title([line.text for line in front.masthead])
    if meeting:
        return Title(meeting)
    headings, marker = _after_markers(front)
    headings = [heading for heading in headings if not _leads(heading.text)] or headings
    if marker == "agenda":
        headings = _without_agenda_text(headings)
    lines = _cover(front) or _choose(title_lines(headings), marker)
    lines = [*lines[:-1], _with_session(lines[-1], front)] if lines else lines
    if len(lines) == 1 and (_GENERIC.fullmatch(lines[0].text) or _SUMMARY.fullmatch(lines[0].text)):
        before = [line for line in title_lines(front.headings) if line.first.index < lines[0].first.index]
        lines = before[-1:] + lines
    used = tuple(heading for line in lines for heading in line.headings)
    return Title(tidy(join([line.text for line in lines])) or None, used)


def _highest(headings: Sequence[Heading]) -> list[TitleLine]:
    """The lines of the highest level; where nothing is marked, the line that names a type or stands in capitals.

    Failing these the first line that is not a sender's or a marking of secrecy.
    """
    marked = [heading for heading in headings if heading.block.style == "heading"]
    levels = sorted({heading.block.level or _NO_LEVEL for heading in marked})
    ranked = (title_lines([one for one in marked if (one.block.level or _NO_LEVEL) == level]) for level in levels)
    best = next((lines for lines in ranked if lines and plausible(lines[0].text)), None)
    if best:
        return best
    lines = title_lines(headings[:_FIRST_LINES])
    typed = [line for line in lines if of_title(line.text) not in _VAGUE and len(line.text.split()) > 1]
    capitals = [line for line in lines if line.text.isupper() and len(line.text.split()) >= _TITLE_WORDS]
    named = [line for line in lines if not _LETTERHEAD.match(line.text) and plausible(line.text)]
    return typed or capitals or named or lines


def _marked(front: Front, hints: Mapping[str, str]) -> Title:
    """The title a format marks, else the first heading of the highest level, else what the file declares."""
    for heading in front.headings:
        if heading.block.style == "title" and plausible(heading.text) and not opens_text(heading.text):
            return Title(tidy(heading.text), (heading,))
    for line in _highest(front.headings)[:1]:
        if plausible(line.text):
            return Title(line.text + _edition(front, line), line.headings)
    return Title(plausible(hints.get("title")) or plausible(hints.get("subject")))


def _edition(front: Front, line: TitleLine) -> str:
    before = [heading.text for heading in front.headings if heading.index < line.first.index]
    edition = next((text for text in before if _EDITION.fullmatch(text)), "")
    return f": {edition.lower()}" if edition else ""


def find_title(front: Front, hints: Mapping[str, str]) -> Title:
    """The title of a document."""
    title = _united_nations(front) if front.united_nations else _marked(front, hints)
    return title if title.text else Title(plausible(hints.get("title")))
