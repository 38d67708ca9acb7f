"""The query language: a parser that never fails; what it cannot read it repairs, and says so.

Words, "phrases", "near words"~5, AND OR NOT NEAR (in capitals) and -word, parentheses, field:value, prefix*, fuzzy~,
year:2004..2010, and resolutions by any of their names. Our own, because a query of any shape must give an answer: one
pass with an explicit stack, so nesting cannot exhaust the interpreter's, and every repair is known where it is made (a
generated parser only reports where it gave up).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice

from lessons.analysis import tokens
from lessons.facets import BY_NAME
from lessons.query.lexer import Lexeme, lex
from lessons.query.tree import And, Choice, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Word, Words, YearRange
from lessons.query.years import read_years

MOST_WORDS = 256
TOO_MANY = f"only the first {MOST_WORDS} words were searched"
MOST_DEPTH = 40
MOST_CHARACTERS = 200_000
PROSE = 20
"""Words beyond which a query is a pasted text: its quotations then count, but are not demanded."""
MOST_VALUES = 20
TEXT_FIELDS = ("text", "heading", "title")

SHOUTED = 5
"""Words of a query all in capitals that make it a heading."""
SPARSE = 8
"""A long text with fewer than one operator in so many words has none: "they must NOT be" in prose."""
_OPERATING = ("and", "or", "not", "must")

CleanCode = Callable[[str, str], str | None]
"""(facet, text) -> code, or None where the text names no code of the facet, or the facet does not exist."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree and what had to be repaired in it, in words."""

    node: Node
    repairs: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """One level of parentheses while it is read: OR-ed lists of AND-ed runs of adjacent operands."""

    alternatives: list[list[Words]] = field(default_factory=lambda: [[Words()]])
    negated: bool = False
    marked: bool = False
    named: Lexeme | None = None

    def add(self, node: Node, *, required: bool) -> None:
        run = self.alternatives[-1].pop()
        if self.negated:
            run = replace(run, excluded=(*run.excluded, node))
        elif required or self.marked:
            run = replace(run, required=(*run.required, node), wished=run.wished or self.marked)
        else:
            run = replace(run, optional=(*run.optional, node))
        self.alternatives[-1].append(run)
        self.negated = self.marked = False

    def node(self) -> Node:
        branches = [_join(And, [_simplify(run) for run in runs if run != Words()]) for runs in self.alternatives]
        return _join(Or, [branch for branch in branches if branch != Words()])


def parse(text: str, clean: CleanCode) -> Parsed:
    """Parse a query; `clean` resolves the values of facets. Never raises on any text."""
    repairs: list[str] = []
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        repairs.append(f"the query is very long: only its first {MOST_CHARACTERS:,} characters were read")
    lexemes, found = lex(text)
    parser = _Parser(clean, repairs, prose=sum(lexeme.type == "word" for lexeme in lexemes) > PROSE)
    if _shouts(text, lexemes) or parser.prose:
        lexemes = parser.unoperated(lexemes)
    for repair in found:
        parser.repair(repair)
    for lexeme in lexemes:
        if parser.words >= MOST_WORDS:
            parser.repair(TOO_MANY)
            break
        parser.take(lexeme)
    return parser.finish(text)


class _Parser:
    def __init__(self, clean: CleanCode, repairs: list[str], *, prose: bool) -> None:
        self.prose = prose
        self.clean = clean
        self.repairs = repairs
        self.stack = [_Group()]
        self.words = 0
        self.too_deep = 0
        self.pending: Lexeme | None = None
        self.operator: Lexeme | None = None

    def unoperated(self, lexemes: list[Lexeme]) -> list[Lexeme]:
        """The lexemes of a text in which AND, OR, NOT and signs are no operators: too few for so many words."""
        signs = [lexeme for lexeme in lexemes if lexeme.type in _OPERATING]
        if not signs or (self.prose and len(signs) * SPARSE > len(lexemes)):
            return lexemes
        self.repair("in a text of so many words or all in capitals, AND, OR, NOT, - and + are read as words")
        plain = [replace(one, type="word") if one in signs and one.raw.isalpha() else one for one in lexemes]
        return [one for one in plain if one.type not in _OPERATING]

    def repair(self, message: str) -> None:
        if message not in self.repairs and len(self.repairs) < 10:  # noqa: PLR2004
            self.repairs.append(message)

    def take(self, lexeme: Lexeme) -> None:
        if lexeme.type in ("and", "or", "not", "must", "field", "open", "close"):
            getattr(self, f"_{lexeme.type}")(lexeme)
        else:
            self._operand(self._within_limits(lexeme))

    def _within_limits(self, lexeme: Lexeme) -> Lexeme:
        """Count the words of a lexeme, of which a phrase or a compound has many, and cut what is too much."""
        room = MOST_WORDS - self.words
        words = list(islice((token for token in tokens(lexeme.text) if not token.stacked), room + 1))
        self.words += max(1, len(words))
        if len(words) <= room:
            return lexeme
        self.repair(TOO_MANY)
        return replace(lexeme, text=lexeme.text[: words[-1].start].rstrip())

    def _and(self, lexeme: Lexeme) -> None:
        self._boolean(lexeme)

    def _or(self, lexeme: Lexeme) -> None:
        self._boolean(lexeme)

    def _boolean(self, lexeme: Lexeme) -> None:
        self._drop_pending()
        group = self.stack[-1]
        if self.operator or group.alternatives[-1][-1] == Words():
            self.repair(f"{lexeme.raw} joins nothing here and was left out")
            return
        self.operator = lexeme

    def _not(self, _lexeme: Lexeme) -> None:
        self._drop_pending()
        self._join_pending_operator()
        self.stack[-1].negated = not self.stack[-1].negated

    def _must(self, _lexeme: Lexeme) -> None:
        self._drop_pending()
        self._join_pending_operator()
        self.stack[-1].marked = True

    def _field(self, lexeme: Lexeme) -> None:
        self._drop_pending()
        self.pending = lexeme

    def _open(self, _lexeme: Lexeme) -> None:
        if len(self.stack) > MOST_DEPTH:
            self._drop_pending()
            self.too_deep += 1
            self.repair(f"parentheses deeper than {MOST_DEPTH} levels were left out")
            return
        self._join_pending_operator()
        self.stack.append(_Group(named=self.pending or self.stack[-1].named))  # country:(LBR OR HTI)
        self.pending = None

    def _close(self, _lexeme: Lexeme) -> None:
        self._drop_pending()
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.stack) == 1:
            self.repair("a closing parenthesis has no opening one and was left out")
        else:
            self._end_group()

    def _end_group(self) -> None:
        self._drop_operator()
        node = self.stack.pop().node()
        if node == Words():
            self.repair("a pair of parentheses without words was left out")
            self.stack[-1].negated = self.stack[-1].marked = False
        elif self.stack[-1].marked or self.stack[-1].negated:
            self.stack[-1].add(node, required=True)
        elif isinstance(node, Words) and not node.required and not node.excluded:
            for word in node.optional:  # parentheses around mere words, as prose has them
                self.stack[-1].add(word, required=False)
        else:
            self.stack[-1].add(node, required=not isinstance(node, Word))

    def _join_pending_operator(self) -> None:
        if self.operator:
            alternatives = self.stack[-1].alternatives
            if self.operator.type == "or":
                alternatives.append([Words()])
            else:
                alternatives[-1].append(Words())
            self.operator = None

    def _drop_operator(self) -> None:
        if self.operator:
            self.repair(f"{self.operator.raw} joins nothing here and was left out")
            self.operator = None
        if self.stack[-1].negated:
            self.repair("NOT excludes nothing here and was left out")
            self.stack[-1].negated = False
        self.stack[-1].marked = False

    def _drop_pending(self) -> None:
        if self.pending:
            self.repair(f"“{self.pending.raw}” has no value and was left out")
            self.pending = None

    def _operand(self, lexeme: Lexeme) -> None:
        self._join_pending_operator()
        named = self.pending or self.stack[-1].named
        self.pending = None
        if named:
            self._fielded(named.text, lexeme)
            return
        demanded = lexeme.type not in ("word", "fuzzy", "resolution") and not self.prose
        if self.prose and lexeme.type == "phrase" and not self.stack[-1].negated:
            self.stack[-1].add(Word(lexeme.text), required=False)  # its words count, and more where they stand together
        self.stack[-1].add(_leaf(lexeme), required=demanded)

    def _fielded(self, name: str, lexeme: Lexeme) -> None:
        """Add a field's value; one that is not known is read as words, of which none is demanded."""
        lowered = name.lower().replace("-", "_")
        node = self._value(lowered, lexeme)
        if node is not None:
            self.stack[-1].add(node, required=True)
            return
        self.repair(f"“{name}:{lexeme.text[:40]}” names no field and code that are known: searched as words")
        group = self.stack[-1]
        negated, marked = group.negated, group.marked
        for word in [] if lowered in BY_NAME else [Word(name)]:
            group.marked = False  # a + demands the value: no text need say the name of the field
            group.add(word, required=False)
        group.negated, group.marked = negated, marked
        group.add(_leaf(lexeme), required=False)

    def _value(self, lowered: str, lexeme: Lexeme) -> Node | None:
        if lowered in TEXT_FIELDS:
            return _leaf(lexeme, lowered)
        plain = lowered == "year" and lexeme.raw.isdecimal()
        if lowered in ("year", "date") and not plain and (years := read_years(lexeme.raw) or read_years(lexeme.text)):
            return self._years(*years)
        codes = [self.clean(lowered, lexeme.text)]
        if codes == [None] and "," in lexeme.text:  # country:LBR,HTI
            codes = [self.clean(lowered, value.strip()) for value in lexeme.text.split(",")[:MOST_VALUES] if value]
        choices: list[Node] = [Choice(lowered, code) for code in codes if code is not None]
        return _join(Or, choices) if choices and len(choices) == len(codes) else None

    def _years(self, first: int | None, last: int | None) -> YearRange:
        if first is not None and last is not None and first > last:
            self.repair(f"the years run backwards: read as {last}..{first}")
            first, last = last, first
        return YearRange(first, last)

    def finish(self, text: str) -> Parsed:
        self._drop_pending()
        self._drop_operator()
        if len(self.stack) > 1:
            self.repair("an opening parenthesis was not closed: closed at the end")
        while len(self.stack) > 1:
            self._end_group()
        node = self.stack[0].node()
        if node == Words() and text.strip():
            self.repair("nothing to search for was left of the query: all passages are shown")
        return Parsed(node, tuple(self.repairs))


def _shouts(text: str, lexemes: list[Lexeme]) -> bool:
    """Tell whether a query is a heading in capitals, in which AND joins nothing."""
    return text.isupper() and sum(lexeme.type == "word" for lexeme in lexemes) >= SHOUTED


def _leaf(lexeme: Lexeme, field_name: str | None = None) -> Node:
    if lexeme.type == "phrase":
        return Phrase(lexeme.text, field_name)
    if lexeme.type == "prefix":
        return Prefix(lexeme.text, field_name)
    if lexeme.type == "near":
        return Near(lexeme.text, lexeme.number, field_name)
    if lexeme.type == "fuzzy":
        return Fuzzy(lexeme.text, lexeme.number, field_name)
    if lexeme.type == "resolution":
        number = lexeme.text.split("/RES/")[1]
        return Or((Phrase(f"resolution {number}", field_name), Word(lexeme.text, field_name)))
    return Word(lexeme.text, field_name)


def _simplify(run: Words) -> Node:
    if not run.optional and not run.excluded and len(run.required) == 1:
        return run.required[0]
    if not run.required and not run.excluded and len(run.optional) == 1:
        return run.optional[0]
    if not run.optional and not run.required and len(run.excluded) == 1:
        return Not(run.excluded[0])
    return run


def _join(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    if not nodes:
        return Words()
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))
