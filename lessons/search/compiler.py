"""A query's tree to the clause that engines answer: analysis, stop words, minimum match, expansion from the lexicon."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from lessons.analysis import tokens
from lessons.engines.clause import (
    TEXT_FIELDS,
    AtLeast,
    Boosted,
    Clause,
    Codes,
    Everything,
    Exact,
    Nothing,
    Term,
    Together,
    Variant,
    Without,
    Years,
)
from lessons.generation import View
from lessons.query.question import Question, framed, read_question
from lessons.query.tree import And, Choice, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Word, Words, YearRange
from lessons.search.broken import broken
from lessons.search.expanding import Widened, widened
from lessons.search.language import acronyms, spoken
from lessons.search.ranking import FEW, RARE, most_of
from lessons.search.weight import idf
from lessons.search.why import Leaf
from lessons.stop_words import is_stop_word

DAMAGED_WEIGHT = 0.8
"""A damaged word counts a little less than one that is spelt right: the guess may be wrong."""
MOST_EXPANSIONS = 8
MOST_FUZZY = 50
FRAME_WEIGHT = 0.25
"""What a word of the frame counts ("lessons learned on ..."): as much as any, it put every mention of lessons first."""
HINTED_KIND = 1.5
"""The score of a passage of the kind that a question hints at: about half that of a rare word."""

_SHORTEST_STEM = 3


@dataclass(slots=True)
class Compiled:
    """A clause, the index terms to highlight, and what the reader should be told."""

    clause: Clause
    highlights: set[str] = field(default_factory=set)
    repairs: list[str] = field(default_factory=list)
    expansions: list[dict[str, object]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    told: dict[Leaf, str] = field(default_factory=dict)


def compile_query(node: Node, view: View, *, expand: bool = True, minimum: Callable[[int], int] = most_of) -> Compiled:
    """Compile a parsed query for the indexes of a view; `minimum` says how many of a number of words must match."""
    compiler = _Compiler(view, expand=expand, minimum=minimum)
    compiler.result.clause = compiler.clause(node)
    if not isinstance(node, Words):  # of alternatives one is enough
        compiler.result.absent.clear()
    return compiler.result


@dataclass(frozen=True, slots=True)
class _Asked:
    """A word of the query: folded, its position, the index terms that stand for it, and the parts of a symbol."""

    word: str
    position: int
    terms: tuple[str, ...]
    parts: list["_Asked"] = field(default_factory=list)


def _halved(clause: Clause, rare: float) -> Clause | None:
    """A rare concept with half its weight; None for one that is not rare."""
    match clause:
        case Term() | Exact():
            return replace(clause, boost=clause.boost / 2) if clause.idf >= rare else None
        case AtLeast(children, 1):
            halves = [_halved(child, rare) for child in children]
            return AtLeast(tuple(half for half in halves if half), 1) if all(halves) else None
        case _:
            return None


class _Compiler:
    def __init__(self, view: View, *, expand: bool, minimum: Callable[[int], int]) -> None:
        self.minimum = minimum
        self.view = view
        self.lexicon = view.lexicon
        self.languages: Sequence[str] = tuple(dict.fromkeys(("en", *view.languages)))
        self.expand = expand
        self.result = Compiled(Everything())

    def clause(self, node: Node) -> Clause:  # noqa: PLR0911 - one for each kind of node
        match node:
            case Word(text, None):
                other_names = self._widened(text)
                return self._all([self._concept(asked, other_names) for asked in self._content([text])])
            case Word(text, name):
                return self._all([self._term(asked, name) for asked in self._content([text])])
            case Phrase(text, name):
                return self._phrase(text, name)
            case Prefix(text, name):
                return self._prefix(text, name)
            case Near(text, distance, name):
                return self._near(text, distance, name)
            case Fuzzy(text, letters, name):
                return self._all([self._fuzzy(asked, letters, name) for asked in self._content([text])])
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
        question = read_question(" ".join(node.text for node in plain))
        content, frame = framed([node.text for node in plain], question)
        other_names = self._widened(" ".join(content))
        concepts = [(asked.word, self._concept(asked, other_names)) for asked in self._content(content)]
        self.result.absent += [word for word, clause in concepts if isinstance(clause, Nothing)]
        terms = self._weighted([clause for _, clause in concepts])
        required = [self.clause(node) for node in words.required]
        optional = [*terms, *other_names.also, *other]
        wished = words.wished and bool(required)
        if optional and not wished:
            least = self.minimum(len(optional))
            required.append(self._at_least(self._enough(optional) if 1 < least < len(optional) else optional, least))
        found = self._all(required) if required else Everything()
        raising = [*other_names.raising, *self._framing(frame, question), *(optional if wished else ())]
        if raising and required:
            found = Boosted(found, tuple(raising))
        if words.excluded:
            excluded = [self.clause(node) for node in words.excluded]
            return Without(found, AtLeast(tuple(excluded), 1))
        return found

    def _framing(self, words: Sequence[str], question: Question) -> list[Clause]:
        """What the frame of a question is worth: its words a little, the kinds of passage it hints at rather more."""
        terms = [self._term(asked, None) for asked in self._content(words)]
        found: list[Clause] = [
            replace(term, boost=term.boost * FRAME_WEIGHT) for term in terms if isinstance(term, Term)
        ]
        if question.kinds:
            found.append(Codes("kind", frozenset(question.kinds), HINTED_KIND))
        return found

    def _widened(self, text: str) -> Widened:
        found = widened(text, self.view) if self.expand and text else Widened()
        self.result.highlights |= found.highlights
        self.result.expansions += found.told
        self.result.told |= found.reasons
        return found

    def _concept(self, asked: _Asked, other_names: Widened) -> Clause:
        """A word with what may stand for it."""
        word = self._term(asked, None)
        also = other_names.instead.get(asked.word, [])
        if not also:
            return word
        return self._at_least(also if isinstance(word, Nothing) else [word, *also], 1)

    @staticmethod
    def _weighted(clauses: Sequence[Clause]) -> list[Clause]:
        """Each clause once, a repeated word weighing more (CISI's long queries: nDCG@10 from 0.28 to 0.39)."""
        counted = Counter(clauses)
        return [
            replace(clause, boost=float(count)) if isinstance(clause, Term) else clause
            for clause, count in counted.items()
        ]

    def _enough(self, clauses: Sequence[Clause]) -> list[Clause]:
        """A rare word stands twice, with half its weight each: so it alone is as good as two others."""
        rare = idf(max(FEW, int(RARE * self.lexicon.passages)), self.lexicon.passages)
        copies: list[Clause] = []
        for clause in clauses:
            half = _halved(clause, rare)
            copies += [half, half] if half else [clause]
        return copies

    @staticmethod
    def _at_least(children: Sequence[Clause], least: int) -> Clause:
        return children[0] if len(children) == 1 else AtLeast(tuple(children), least)

    def _all(self, children: Sequence[Clause]) -> Clause:
        if not children:
            return Everything()
        return self._at_least(children, len(children))

    def _asked(self, text: str) -> list[_Asked]:
        """The words of a text as they may stand in the index: analysed in every language of the collection.

        The terms of a word as it stands in the texts are added, so that "securite" finds "sécurité".
        """
        others = [
            [token.term for token in tokens(text, language) if not token.stacked] for language in self.languages[1:]
        ]
        found: list[_Asked] = []
        for token in tokens(text, "en"):
            if token.joined:  # "peace-building": either word may stand as the whole
                whole = dict.fromkeys([token.term, *self.lexicon.terms(token.word)])
                found[-2:] = [replace(asked, terms=(*asked.terms, *whole)) for asked in found[-2:]]
                continue
            # "liées" is "li" in French, which is a name in China.
            also = () if token.stacked else [t[len(found)] for t in others if len(t[len(found)]) >= _SHORTEST_STEM]
            terms = dict.fromkeys([token.term, *also, *self.lexicon.terms(token.word)])
            asked = _Asked(token.word, token.position, tuple(terms))
            (found[-1].parts if token.stacked else found).append(asked)
        return found

    def _content(self, texts: Sequence[str]) -> list[_Asked]:
        """The words of some texts without stop words, unless there is nothing else."""
        found = [asked for text in texts for asked in self._asked(text)]
        languages, meant = spoken([asked.word for asked in found]), acronyms(texts)
        return [one for one in found if one.word in meant or not is_stop_word(one.word, languages)] or found

    def _term(self, asked: _Asked, name: str | None) -> Clause:
        self.result.asked.append(asked.word)
        terms = [term for term in asked.terms if self.lexicon.frequency(term)]
        variants = [Variant(term) for term in terms]
        damaged = [term for term in self._damaged(asked) if term not in terms]
        if not variants and not damaged and asked.parts:
            return self._exact(asked.parts, name)  # a symbol that stands only within a longer one
        self.result.highlights.update(terms, damaged)
        clauses: list[Clause] = []
        if variants:
            clauses.append(Term(tuple(variants), self._fields(name), self._idf(terms)))
        if damaged:
            clauses.append(self._damaged_term(asked, damaged, name))
        clauses += self._broken(asked, name)
        if not clauses:
            self.result.unknown.append(asked.word)
            return Nothing()
        return clauses[0] if len(clauses) == 1 else AtLeast(tuple(clauses), 1)

    def _damaged_term(self, asked: _Asked, damaged: Sequence[str], name: str | None) -> Clause:
        """A damaged word stands for just the form that was asked for, not for its stem: it has that form's rarity.

        With the stem's, "supp01ting" came 29th of 36 among the seminar notes' many forms of support.
        """
        frequency = self.lexicon.word_frequency(asked.word) + sum(map(self.lexicon.frequency, damaged))
        weight = idf(min(frequency, self.lexicon.passages), self.lexicon.passages)
        return Term(tuple(Variant(term, DAMAGED_WEIGHT) for term in damaged), self._fields(name), weight)

    def _broken(self, asked: _Asked, name: str | None) -> list[Clause]:
        found = broken(asked.word, self.view) if self.expand else {}
        self.result.highlights.update(t for exact in found.values() for place in exact.positions for t in place or ())
        if found:
            self.result.expansions.append({"from": asked.word, "to": list(found), "reason": "a word in two pieces"})
        weight = self._idf([asked.word]) * DAMAGED_WEIGHT / 2  # of the two pieces
        return [replace(exact, fields=self._fields(name), idf=weight) for exact in found.values()]

    def _damaged(self, asked: _Asked) -> list[str]:
        found = self.lexicon.damaged(asked.word, self.languages) if self.expand else []
        damaged = found[:MOST_EXPANSIONS]
        expansion: dict[str, object] = {"from": asked.word, "to": damaged, "reason": "misread characters"}
        if damaged and expansion not in self.result.expansions:
            self.result.expansions.append(expansion)
        return [term for word in damaged for term in self.lexicon.terms(word)]

    def _idf(self, terms: Iterable[str]) -> float:
        frequency = min(self.lexicon.passages, sum(self.lexicon.frequency(term) for term in terms))
        return idf(frequency, self.lexicon.passages)

    @staticmethod
    def _fields(name: str | None) -> tuple[str, ...]:
        return (name,) if name else TEXT_FIELDS

    def _phrase(self, text: str, name: str | None) -> Clause:
        found = self._asked(text)
        return self._term(found[0], name) if len(found) == 1 else self._exact(found, name)

    def _exact(self, found: Sequence[_Asked], name: str | None) -> Clause:
        """The words at their distances: a symbol takes as many positions as it has parts, so gaps follow it."""
        places: list[tuple[str, ...] | None] = []
        for asked in found:
            terms = self._standing(asked)
            if not terms:
                return Nothing()
            places += [None] * (asked.position - found[0].position - len(places))
            places.append(terms)
        self.result.highlights.update(term for terms in places for term in terms or ())
        return Exact(tuple(places), self._fields(name), sum(self._idf(terms) for terms in places if terms))

    def _near(self, text: str, distance: int, name: str | None) -> Clause:
        found = self._content([text])
        if len(found) == 1:
            return self._term(found[0], name)
        words = [self._standing(asked) for asked in found]
        if not all(words):
            return Nothing()
        self.result.highlights.update(term for terms in words for term in terms)
        return Together(tuple(words), distance, self._fields(name), sum(map(self._idf, words)))

    def _standing(self, asked: _Asked) -> tuple[str, ...]:
        """The terms of the texts that stand for a word, damaged ones too."""
        terms = dict.fromkeys(term for term in (*asked.terms, *self._damaged(asked)) if self.lexicon.frequency(term))
        if not terms:
            self.result.unknown.append(asked.word)
        return tuple(terms)

    def _fuzzy(self, asked: _Asked, letters: int, name: str | None) -> Clause:
        """A word and the commonest of those that differ from it by few letters."""
        near = [pair for pair in self.lexicon.near(asked.word, letters) if pair[1]]
        near.sort(key=lambda pair: (pair[1], -self.lexicon.word_frequency(pair[0]), pair[0]))
        words = [word for word, _ in near[:MOST_FUZZY]]
        if words:
            self.result.expansions.append({"from": f"{asked.word}~", "to": words, "reason": "similar spelling"})
        weights = {
            term: DAMAGED_WEIGHT**apart
            for word, apart in reversed(near[:MOST_FUZZY])
            for term in self.lexicon.terms(word)
        }
        weights.update((term, 1.0) for term in asked.terms if self.lexicon.frequency(term))
        if not weights:
            self.result.unknown.append(asked.word)
            return Nothing()
        self.result.highlights.update(weights)
        return Term(
            tuple(Variant(term, weight) for term, weight in weights.items()), self._fields(name), self._idf(weights)
        )

    def _prefix(self, text: str, name: str | None) -> Clause:
        """The words before the last as they are, the last as a beginning ("quick-imp*")."""
        *before, last = self._asked(text)
        return self._all([*(self._term(asked, name) for asked in before), self._beginning(last.word, text, name)])

    def _beginning(self, word: str, text: str, name: str | None) -> Clause:
        terms, cut = self.lexicon.prefix(word)
        if cut:
            self.result.repairs.append(f"“{text}*” begins too many words: the {len(terms)} commonest were searched")
        if not terms:
            self.result.unknown.append(f"{word}*")
            return Nothing()
        self.result.highlights.update(terms)
        return Term(tuple(map(Variant, terms)), self._fields(name), self._idf(terms))
