"""A query's text to lexemes, in one pass and linear time; quotes that do not close are closed here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LexemeType = Literal[
    "word",
    "phrase",
    "prefix",
    "fuzzy",
    "near",
    "beside",
    "resolution",
    "open",
    "close",
    "and",
    "or",
    "not",
    "must",
    "field",
]

_LEXEME = re.compile(
    r"\s+"
    r"|(?:[Rr]esolution\s+(?=(?!(?:19|20)\d\d(?!\s*\())\d{3}|\d{1,4}(?:/|\s*\((?:19|20)))|(?P<organ>[AS])/RES/)(?P<resolution>\d{1,4}(?:/\d{1,4})?)(?![\w/])"
    r"(?:\s*\((?:19|20)\d\d\)|(?!\())"
    r"|(?P<spaced>\b(?:S\s(?:19|20)\d\d|A\s\d\d)\s\d{1,4})(?![\w/])"
    r"|(?P<open>\()"
    r"|(?P<range>[\[{]\s*(?P<first>\d{4}|\*)\s+TO\s+(?P<last>\d{4}|\*)\s*[\]}])"
    r"|(?P<close>\))"
    r"|(?P<field>[A-Za-z_][A-Za-z_-]{1,20}):(?=[^\s:/])"
    r"|[\"“”„«](?P<phrase>[^\"“”»]*)[\"“”»]?(?:~(?P<distance>\d{1,3})?)?"
    r"|(?P<sign>[-!+])(?=[\w\"“(])"
    r"|(?P<weight>\^[\d.]+)"
    r"|(?P<word>[A-Z]{1,5}/[\w./-]+(?:\([\w.-]+\)[\w./-]*)+|[^\s()\"“”„«»]+)"
)
_UNCLOSED = "a quotation mark was not closed: closed at the end"
_WEIGHTS = "weights such as ^2 are not read: every word counts by how rare it is"
_INSIDE = "a * within a word or before it is not read: it stands at a word's end only, as in disarm*"
_QUOTED = "a * within quotation marks is not read: there every word stands as it is"
_FARTHER = "~ finds words that differ by at most two letters"
_OPERATORS: dict[str, LexemeType] = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "NOT": "not"}
_EDGES = "?!.,;:+*~^[]{}=<>'’`"
_OPEN_RANGE = re.compile(r"\d{4}\.\.|\.\.\d{4}")
_SYMBOL_SPACE = re.compile(r"\s+")
_FUZZY = re.compile(r"(.*[^~])~([0-9]?)")
_BESIDE = re.compile(r"NEAR(?:/(\d{1,3}))?")
_JOINABLE = ("word", "phrase", "near")
MOST_WORDS = 300
DISTANCE = 5
"""Words apart where the reader names no number."""
_MOST_LETTERS = 2
_WILD = re.compile(r"^\*+\w{2}|^[\w-]+[*?]+\w[\w*-]*$")
_STARRED = re.compile(r"\w\*")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query: what it is, its text, the characters as written, and the number it bears.

    The number is a distance in words ("near", "beside") or in letters ("fuzzy"); a "resolution" has its number as text.
    """

    type: LexemeType
    text: str
    raw: str
    number: int = 0


def lex(text: str) -> tuple[list[Lexeme], list[str]]:
    """Cut a query into lexemes; returns them and the repairs that were needed, in words."""
    found: list[Lexeme] = []
    repairs: list[str] = []
    words = 0
    for match in _LEXEME.finditer(text):
        lexeme = _lexeme(
            match, after_space=match.start() == 0 or text[match.start() - 1].isspace() or text[match.start() - 1] == "("
        )
        if isinstance(lexeme, Lexeme):
            found.append(lexeme)
            words += lexeme.type == "word"
            if words > MOST_WORDS:  # the parser takes fewer
                break
            repairs += [told for told in _unread(lexeme) if told not in repairs]
        elif lexeme and lexeme not in repairs:
            repairs.append(lexeme)
    found = _beside(found)
    if found and found[-1].raw[0] in '"“”„«' and not set(found[-1].raw[1:]) & set('"“”»'):
        repairs.append(_UNCLOSED)  # only the last one can run to the end of the query
    return found, repairs


def _unread(lexeme: Lexeme) -> Iterator[str]:
    """What of a lexeme is not read, in words."""
    if lexeme.type in ("word", "prefix", "fuzzy"):
        if _weighted(lexeme.raw):
            yield _WEIGHTS
        if _WILD.search(lexeme.raw):
            yield _INSIDE
        if lexeme.type == "fuzzy" and lexeme.raw[-1].isdecimal() and int(lexeme.raw[-1]) > _MOST_LETTERS:
            yield _FARTHER
    elif lexeme.type in ("phrase", "near") and _STARRED.search(lexeme.text):
        yield _QUOTED


def _beside(found: list[Lexeme]) -> list[Lexeme]:
    """Put together what NEAR joins: `mines NEAR/5 roads` is `"mines roads"~5`; where it joins nothing it is a word."""
    joined: list[Lexeme] = []
    for number, lexeme in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if joined and joined[-1].type == "beside":
            near, before = joined.pop(), joined.pop()
            joined.append(
                Lexeme("near", f"{before.text} {lexeme.text}", f"{before.raw} {near.raw} {lexeme.raw}", near.number)
            )
        elif lexeme.type == "beside" and not (
            joined and joined[-1].type in _JOINABLE and after and after.type in _JOINABLE
        ):
            joined.append(Lexeme("word", lexeme.text, lexeme.raw))
        else:
            joined.append(lexeme)
    return joined


def _lexeme(match: re.Match[str], *, after_space: bool) -> Lexeme | str | None:
    kind, raw = match.lastgroup, match.group()
    if kind is None:
        return None
    if kind == "sign":
        return Lexeme("must" if raw == "+" else "not", raw, raw) if after_space else None
    if kind == "weight":
        return _WEIGHTS
    if kind == "word":
        return _word(raw)
    if kind in _READ:
        return _READ[kind](match)
    return Lexeme(kind, match.group(kind), raw)  # type: ignore[arg-type]


def _phrase(match: re.Match[str]) -> Lexeme | str:
    text, raw = match.group("phrase").strip(), match.group()
    if not any(map(str.isalnum, text)):
        return "an empty pair of quotation marks was left out"
    if "~" in raw[match.end("phrase") - match.start() :]:
        return Lexeme("near", text, raw, int(match.group("distance") or DISTANCE))
    return Lexeme("phrase", text, raw)


def _resolution(match: re.Match[str]) -> Lexeme:
    organ = match.group("organ") or ("A" if "/" in match.group("resolution") else "S")
    return Lexeme("resolution", f"{organ}/RES/{match.group('resolution')}", match.group())


def _spaced(match: re.Match[str]) -> Lexeme:
    return Lexeme("word", _SYMBOL_SPACE.sub("/", match.group("spaced")), match.group())


def _range(match: re.Match[str]) -> Lexeme:
    ends = ("" if end == "*" else end for end in match.group("first", "last"))
    return Lexeme("word", "..".join(ends), match.group())


_READ = {
    "phrase": _phrase,
    "distance": _phrase,
    "resolution": _resolution,
    "spaced": _spaced,
    "range": _range,
}
"""What a piece of the query is, by the last of its named groups."""


def _word(raw: str) -> Lexeme | str | None:
    if raw in _OPERATORS:
        return Lexeme(_OPERATORS[raw], raw, raw)
    if beside := _BESIDE.fullmatch(raw):
        return Lexeme("beside", raw, raw, int(beside.group(1) or DISTANCE))
    return _plain(raw.partition("^")[0] if _weighted(raw) else raw, raw)


def _weighted(raw: str) -> bool:
    head, sign, tail = raw.partition("^")
    return bool(head and sign) and tail[:1].isdecimal() and set(tail) <= set("0123456789.^")


def _plain(raw: str, written: str) -> Lexeme | str | None:
    if (fuzzy := _FUZZY.fullmatch(raw)) and any(map(str.isalnum, text := fuzzy.group(1).strip(_EDGES))):
        return Lexeme("fuzzy", text, written, min(_MOST_LETTERS, int(fuzzy.group(2) or _MOST_LETTERS)))
    prefix = raw.rstrip(_EDGES.replace("*", "")).endswith("*")
    text = raw.strip(_EDGES)
    if _OPEN_RANGE.fullmatch(raw):
        text = raw
    elif _DOTTED.fullmatch(text) and f"{text}." in raw:
        text += "."  # the last dot of "U.N." tells an acronym from two letters
    if not any(map(str.isalnum, text)):
        return f"“{raw[:40]}” has no letters or digits and was left out" if set(raw) & set("*?~") else None
    if prefix and len(text) < 2:  # noqa: PLR2004
        return f"“{raw}” is too short a beginning: give at least two letters"
    return Lexeme("prefix" if prefix else "word", text, written)
