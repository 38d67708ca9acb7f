"""A query's tree to the clause that engines answer: analysis, stop words, minimum match, expansion from the lexicon."""

from collections.abc import Callable, Iterable, Sequence
from collections import Counter
from dataclasses import dataclass, field, replace
from math import log

from lessons.analysis import STOP_WORDS, Token, is_stop_word, stem, tokens
from lessons.engines.clause import (
    TEXT_FIELDS,
    AtLeast,
    Clause,
    Codes,
    Everything,
    Exact,
    Nothing,
    Term,
    Variant,
    Without,
    Years,
)
from lessons.generation import View
from lessons.search.ranking import most_of
from lessons.query.tree import And, Choice, Node, Not, Or, Phrase, Prefix, Word, Words, YearRange

DAMAGED_WEIGHT = 0.8
"""A damaged word counts a little less than one that is spelt right: the guess may be wrong."""
MOST_EXPANSIONS = 8


@dataclass(slots=True)
class Compiled:
    """A clause, the index terms to highlight, and what the reader should be told."""

    clause: Clause
    highlights: set[str] = field(default_factory=set)
    repairs: list[str] = field(default_factory=list)
    expansions: list[dict[str, object]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def compile_query(node: Node, view: View, *, expand: bool = True, minimum: Callable[[int], int] = most_of) -> Compiled:
    """Compile a parsed query for the indexes of a view; `minimum` says how many of a number of words must match."""
    compiler = _Compiler(view, expand=expand, minimum=minimum)
    compiler.result.clause = compiler.clause(node)
    return compiler.result


def idf(frequency: int, passages: int) -> float:
    """The inverse document frequency of BM25 as Lucene has it: never negative."""
    return log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


class _Compiler:
    def __init__(self, view: View, *, expand: bool, minimum: Callable[[int], int]) -> None:
        self.minimum = minimum
        self.lexicon = view.lexicon
        self.languages: Sequence[str] = view.languages or ("en",)
        self.expand = expand
        self.result = Compiled(Everything())

    def clause(self, node: Node) -> Clause:
        match node:
            case Word(text, name):
                return self._all([self._term(token, name) for token in self._content([text])])
            case Phrase(text, name):
                return self._phrase(text, name)
            case Prefix(text, name):
                return self._prefix(text, name)
            case Choice(facet, code):
                return Codes(facet, frozenset([code]))
            case YearRange(first, last):
                return Years(first, last)
            case And(children):
                return self._all([self.clause(child) for child in children])
            case Or(children):
                return AtLeast(tuple(self.clause(child) for child in children), 1)
            case Not(child):
                return Without(Everything(), self.clause(child))
            case Words():
                return self._words(node)

    def _words(self, words: Words) -> Clause:
        plain = [node for node in words.optional if isinstance(node, Word) and node.field is None]
        other = [self.clause(node) for node in words.optional if node not in plain]
        terms = self._weighted([self._term(token, None) for token in self._content([node.text for node in plain])])
        required = [self.clause(node) for node in words.required]
        optional = [*terms, *other]
        if optional:
            required.append(self._at_least(optional, self.minimum(len(optional))))
        found = self._all(required) if required else Everything()
        if words.excluded:
            excluded = [self.clause(node) for node in words.excluded]
            return Without(found, AtLeast(tuple(excluded), 1))
        return found

    @staticmethod
    def _weighted(clauses: Sequence[Clause]) -> list[Clause]:
        """Each clause once, a repeated word with the weight of its repetitions (CISI's long queries: nDCG 0.28 to 0.39)."""
        counted = Counter(clauses)
        return [replace(clause, boost=float(count)) if isinstance(clause, Term) else clause for clause, count in counted.items()]

    @staticmethod
    def _at_least(children: Sequence[Clause], least: int) -> Clause:
        return children[0] if len(children) == 1 else AtLeast(tuple(children), least)

    def _all(self, children: Sequence[Clause]) -> Clause:
        if not children:
            return Everything()
        return self._at_least(children, len(children))

    def _content(self, texts: Sequence[str]) -> list[Token]:
        """The tokens of some words without stop words, unless there is nothing else."""
        found = [token for text in texts for token in tokens(text, "en") if not token.stacked]
        languages = self._stop_languages(found)
        content = [token for token in found if not is_stop_word(token.word, languages)]
        return content or found

    @staticmethod
    def _stop_languages(found: Sequence[Token]) -> tuple[str, ...]:
        """English always; French and Spanish where at least two of their stop words show that the query is in them."""
        spoken = [name for name in ("fr", "es") if sum(token.word in STOP_WORDS[name] for token in found) > 1]
        return ("en", *spoken)

    def _variants(self, token: Token) -> tuple[str, ...]:
        """A word's index terms in all languages of the collection."""
        raw = token.word
        return tuple(dict.fromkeys([token.term, *(stem(raw, language) for language in self.languages)]))

    def _term(self, token: Token, name: str | None) -> Clause:
        terms = [term for term in self._variants(token) if self.lexicon.frequency(term)]
        damaged = [term for term in self._damaged(token) if term not in terms] if self.expand else []
        self.result.highlights.update(terms, damaged)
        clauses: list[Clause] = []
        if terms:
            clauses.append(Term(tuple(map(Variant, terms)), self._fields(name), self._idf(terms)))
        if damaged:
            clauses.append(self._damaged_term(token, damaged, name))
        if not clauses:
            return self._unknown(token, name)
        return clauses[0] if len(clauses) == 1 else AtLeast(tuple(clauses), 1)

    def _damaged_term(self, token: Token, damaged: Sequence[str], name: str | None) -> Clause:
        """A damaged word stands for just the form that was asked for, not for its stem: it counts with that form's rarity."""
        frequency = self.lexicon.word_frequency(token.word) + sum(map(self.lexicon.frequency, damaged))
        weight = idf(min(frequency, self.lexicon.passages), self.lexicon.passages)
        return Term(tuple(Variant(term, DAMAGED_WEIGHT) for term in damaged), self._fields(name), weight)

    def _unknown(self, token: Token, name: str | None) -> Clause:
        """A symbol that is nowhere as a whole is looked for by its parts; any other unknown word finds nothing."""
        if "/" in token.word:
            return self._phrase(token.word.replace("/", " "), name)
        self.result.unknown.append(token.word)
        return Nothing()

    def _damaged(self, token: Token) -> list[str]:
        damaged = self.lexicon.damaged(token.word)[:MOST_EXPANSIONS]
        if damaged:
            self.result.expansions.append({"from": token.word, "to": damaged, "reason": "misread characters"})
        return [term for word in damaged for term in self.lexicon.terms(word)]

    def _idf(self, terms: Iterable[str]) -> float:
        frequency = min(self.lexicon.passages, sum(self.lexicon.frequency(term) for term in terms))
        return idf(frequency, self.lexicon.passages)

    @staticmethod
    def _fields(name: str | None) -> tuple[str, ...]:
        return (name,) if name else TEXT_FIELDS

    def _phrase(self, text: str, name: str | None) -> Clause:
        found = [token for token in tokens(text, "en") if not token.stacked]
        if len(found) == 1:
            return self._term(found[0], name)
        places: list[tuple[str, ...]] = []
        for token in found:
            damaged = self._damaged(token) if self.expand else []
            terms = tuple(term for term in dict.fromkeys((*self._variants(token), *damaged)) if self.lexicon.frequency(term))
            if not terms:
                self.result.unknown.append(token.word)
                return Nothing()
            self.result.highlights.update(terms)
            places.append(terms)
        return Exact(tuple(places), self._fields(name), sum(self._idf(terms) for terms in places))

    def _prefix(self, text: str, name: str | None) -> Clause:
        token = next(iter(tokens(text, "none")))
        terms, cut = self.lexicon.prefix(token.word)
        if cut:
            self.result.repairs.append(f"“{text}*” begins too many words: the {len(terms)} commonest were searched")
        if not terms:
            self.result.unknown.append(f"{token.word}*")
            return Nothing()
        self.result.highlights.update(terms)
        return Term(tuple(map(Variant, terms)), self._fields(name), self._idf(terms))
