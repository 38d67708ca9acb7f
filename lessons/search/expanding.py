"""Clauses for what a query's words also go by: acronyms, long forms, right spellings, an operation's host state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lessons.analysis import fold, tokens
from lessons.engines.clause import Clause, Exact, Term, Variant
from lessons.engines.protocol import Request
from lessons.generation import View
from lessons.lexicon import Lexicon
from lessons.search.weight import idf
from lessons.search.why import Leaf, plain
from lessons.stop_words import is_stop_word
from lessons.suggest.corrections import correction
from lessons.vocabulary.mentions import find_mentions, may_name_mission
from lessons.vocabulary.missions import missions
from lessons.vocabulary.registry import vocabulary

OTHER_NAME = 0.7
"""What another name counts beside the name that was asked for: texts mostly give both where they explain one."""
SPELLING = 0.7
HOST = 0.3
LONGEST = 4_000
"""Characters of a query that is widened: a page. Longer ones say what they mean in several ways themselves."""
HARDLY_NAMED = 10
"""Where no more passages name an operation, its host state raises what is about the place; it finds nothing by itself.

Where more do, the place leads away from the operation: 0.650 against 0.639 of nDCG@10 on `ir_un` without it.
"""


@dataclass(slots=True)
class Widened:
    """What a text's words also go by.

    `instead` are clauses that may stand for a word, `also` for several words together, `raising` those that only add
    to the score.
    """

    instead: dict[str, list[Clause]] = field(default_factory=dict)
    also: list[Clause] = field(default_factory=list)
    raising: list[Clause] = field(default_factory=list)
    highlights: set[str] = field(default_factory=set)
    told: list[dict[str, object]] = field(default_factory=list)
    reasons: dict[Leaf, str] = field(default_factory=dict)

    def tell(self, asked: str, to: Sequence[str], reason: str, clauses: Iterable[Leaf]) -> None:
        """Note an expansion for the reader, and why its clauses are there."""
        self.told.append({"from": asked, "to": list(to), "reason": reason})
        self.reasons |= {plain(clause): f"{reason} of {asked}" for clause in clauses}


def widened(text: str, view: View) -> Widened:
    """What the words of a query also go by, as far as the reader's texts have it; nothing for pasted chapters."""
    found = Widened()
    if len(text) > LONGEST:
        return found
    _other_names(text, view, found)
    _spellings(text, view.lexicon, found)
    _hosts(text, view.lexicon, found)
    return found


def _other_names(text: str, view: View, found: Widened) -> None:
    for expansion in view.expander.find(text):
        weight = _rarity(view.lexicon, (view.lexicon.terms(word) for word in expansion.words))
        named = {name: clause for name in expansion.to if (clause := _name(name, view.lexicon, weight))}
        if not named:
            continue
        often = _often(_name(" ".join(expansion.words), view.lexicon, weight), view)
        clauses = {name: _lowered(clause, _often(clause, view), often) for name, clause in named.items()}
        found.tell(expansion.asked, list(clauses), "other name", clauses.values())
        found.highlights.update(_content(clauses))
        if len(expansion.words) == 1:
            found.instead.setdefault(expansion.words[0], []).extend(clauses.values())
        else:
            found.also += clauses.values()


def _name(name: str, lexicon: Lexicon, weight: float) -> Term | Exact | None:
    """A name as a word or a phrase of the texts, None where they do not have all its words."""
    words = [token for token in tokens(name) if not token.stacked]
    places = [_terms(token.term, token.word, lexicon) for token in words]
    if not places or not all(places):
        return None
    if len(places) == 1:
        return Term(tuple(Variant(term, OTHER_NAME) for term in places[0]), idf=_rarity(lexicon, places))
    return Exact(tuple(places), idf=min(weight, _rarity(lexicon, places)), boost=OTHER_NAME / len(places))


def _often(clause: Clause | None, view: View) -> int:
    """The number of passages that have a name."""
    return sum(index.search(Request(clause, limit=0)).total for index in view.indexes) if clause else 0


def _lowered(clause: Term | Exact, often: int, asked: int) -> Term | Exact:
    """Another name that fewer passages have than the one asked for counts less by as much.

    It stands mostly where a text explains the two, which says nothing more than the one (AUSSOM: 64 passages, its long
    form: 8). On `ir_un` condensed nDCG@10 is 0.669 for 0.663, of its keyword queries 0.782 for 0.765, of no query less.
    """
    share = min(1.0, often / asked) if asked else 1.0
    if isinstance(clause, Exact):
        return replace(clause, boost=clause.boost * share)
    return replace(clause, variants=tuple(replace(one, weight=one.weight * share) for one in clause.variants))


def _terms(term: str, word: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys([term, *lexicon.terms(word)]) if lexicon.frequency(one))


def _rarity(lexicon: Lexicon, places: Iterable[Sequence[str]]) -> float:
    """The idf of the rarest word: several together are at least as rare."""
    frequencies = [sum(map(lexicon.frequency, terms)) for terms in places]
    return idf(min(frequencies, default=0), lexicon.passages)


def _content(names: Iterable[str]) -> set[str]:
    words = (token for name in names for token in tokens(name))
    return {token.term for token in words if not is_stop_word(token.word)}


def _spellings(text: str, lexicon: Lexicon, found: Widened) -> None:
    for token in tokens(text):
        if token.stacked or is_stop_word(token.word) or token.word in found.instead:
            continue
        meant = correction(token.word, lexicon)
        if meant is not None and not lexicon.is_listed(token.word):  # "vetting" is no slip for "setting"
            terms = lexicon.terms(meant)
            rarity = _rarity(lexicon, [terms])
            right = Term(tuple(Variant(term, SPELLING) for term in terms), idf=rarity)
            found.instead[token.word] = [right]
            found.highlights.update(terms)
            found.tell(token.word, [meant], "spelling", [right])


def _hosts(text: str, lexicon: Lexicon, found: Widened) -> None:
    for mention in find_mentions(text) if may_name_mission(text) else ():
        host = missions()[mention.code].countries if mention.vocabulary == "mission" else ()
        if len(host) != 1 or lexicon.word_frequency(fold(mention.code)) > HARDLY_NAMED:
            continue
        label = vocabulary("country").label(host[0])
        words = [token for token in tokens(label) if not token.stacked and not is_stop_word(token.word)]
        places = [_terms(token.term, token.word, lexicon) for token in words]
        if places and all(places) and label.casefold() not in text.casefold():
            rarities = [(terms, _rarity(lexicon, [terms])) for terms in places]
            words_of = [
                Term(tuple(map(Variant, terms)), idf=rarity, boost=HOST / len(places)) for terms, rarity in rarities
            ]
            found.raising += words_of
            found.tell(mention.text, [label], "host state", words_of)
