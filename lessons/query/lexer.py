"""A query's text to lexemes, in one pass and linear time; quotes that do not close are closed here."""

import re
from dataclasses import dataclass
from typing import Literal

LexemeType = Literal["word", "phrase", "prefix", "open", "close", "and", "or", "not", "field"]

_LEXEME = re.compile(
    r"\s+"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<field>[A-Za-z_][A-Za-z_-]{1,20}):(?=[^\s:/])"
    r"|[\"“”„«](?P<phrase>[^\"“”»]*)[\"“”»]?"
    r"|(?P<minus>[-!])(?=[\w\"“(])"
    r"|(?P<word>[A-Z]{1,5}/[\w./-]+(?:\([\w.-]+\)[\w./-]*)+|[^\s()\"“”„«»]+)"
)
_UNCLOSED = "a quotation mark was not closed: closed at the end"
_OPERATORS: dict[str, LexemeType] = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "NOT": "not"}
_EDGES = "?!.,;:+*~^[]{}=<>'’`"
_OPEN_RANGE = re.compile(r"\d{4}\.\.|\.\.\d{4}")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query: what it is, its text, and the characters as written."""

    type: LexemeType
    text: str
    raw: str


def lex(text: str) -> tuple[list[Lexeme], list[str]]:
    """Cut a query into lexemes; returns them and the repairs that were needed, in words."""
    found: list[Lexeme] = []
    repairs: list[str] = []
    for match in _LEXEME.finditer(text):
        lexeme = _lexeme(
            match, after_space=match.start() == 0 or text[match.start() - 1].isspace() or text[match.start() - 1] == "("
        )
        if isinstance(lexeme, Lexeme):
            found.append(lexeme)
        elif lexeme and lexeme not in repairs:
            repairs.append(lexeme)
    if found and found[-1].type == "phrase" and found[-1].raw[-1] not in '"“”»':
        repairs.append(_UNCLOSED)  # only the last one can run to the end of the query
    return found, repairs


def _lexeme(match: re.Match[str], *, after_space: bool) -> Lexeme | str | None:
    kind, raw = match.lastgroup, match.group()
    if kind is None:
        return None
    if kind == "minus":
        return Lexeme("not", raw, raw) if after_space else None
    if kind == "word":
        return _word(raw)
    if kind == "phrase":
        text = match.group("phrase").strip()
        return (
            Lexeme("phrase", text, raw)
            if any(map(str.isalnum, text))
            else "an empty pair of quotation marks was left out"
        )
    return Lexeme(kind, match.group(kind), raw)  # type: ignore[arg-type]


def _word(raw: str) -> Lexeme | str | None:
    if raw in _OPERATORS:
        return Lexeme(_OPERATORS[raw], raw, raw)
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
    return Lexeme("prefix" if prefix else "word", text, raw)
