"""The words of a situation that say what it is about, weighted by how rare they are in the collection."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lessons.analysis import tokens
from lessons.generation import View
from lessons.precedents import tongue
from lessons.precedents.tongue import ENGLISH
from lessons.search.weight import idf
from lessons.stop_words import is_stop_word

MOST_TERMS = 60
"""Words that are searched: a page of prose holds about as many that say something; each costs a posting list."""
ASKING = frozenset(
    """
    again also another already any avoid best between case cases certain comparable consider considered deal dealt did
    different does doing done each either elsewhere especially ever example examples experience experienced experiences
    face faced facing few first given handle handled happen happened help here however instead just kind know known
    learn learned learnt least less lesson lessons like likely look made make many more most much must need needed needs
    next now often once one only other others particular place places possible practice practices rather same say second
    several similar since situation situations some something still successful successfully take taken tell tells than
    therefore things three together too tried try two until up upon use used want wants way ways well went
    whether within without work worked works worth yet
    """.split()
)
"""Words with which a question is asked and not what it is about: "What have other missions done in such a place?"."""
EVERYDAY = frozenset(
    """
    able about above across actually after against differently during agree agreed ahead all almost alone along always
    am among answer
    answers any anybody anyone anything anywhere around ask asked asks away back became because become becomes before
    began begin begins behind below beside beyond big bring brings brought came cannot carry carried check close come
    comes cost costs day days decide decided decides down each early else end ended ends enough ensure even every
    everybody everyone everything far fast fear feel few find finding finds five fix forward found four full gave get
    gets give gives go goes going gone good got great grew grow grown half hard held hold holds hour hours hundred
    include includes including inside into keep keeps kept late later leave leaves left less let lets little live long
    lose loses lost low main matter mean means meet meets met might mind month months move moves near never new no
    nobody none nor not nothing off often old open our out over own part past pass people per person point put puts ran
    reach rather ready remain remains run runs said saw says see seem seems seen send sent set sets several shall show
    shown six small soon stand stands start starts stay stays step steps stood stop stops taken talk ten thing think
    thirty thought thousand throughout time times today together told took toward turn twice under week weeks went
    whatever whenever wherever whole whom win wish write writing year years yes
    """.split()
)
"""Words of everyday English: in a plan's prose they are rare beside its subject, and so would weigh most."""
EVERYWHERE = frozenset(
    ["mission", "missions", "nation", "nations", "operation", "operations", "peacekeeping", "united"]
)
"""Words that nearly every report of this field holds, and by which no passage is chosen."""


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word of the situation and its weight: its rarity in the collection, more where it is repeated.

    A word that the collection does not hold weighs nothing.
    """

    term: str
    weight: float


def key_terms(text: str, view: View, language: str = ENGLISH) -> tuple[KeyTerm, ...]:
    """The words of a text that carry content, weightiest first; all of its words where none does."""
    counted = Counter(token.word for token in tokens(text, language) if not token.stacked)
    content = {word: times for word, times in counted.items() if _tells(word, language)}
    weighed = [KeyTerm(word, _weight(word, times, view, language)) for word, times in (content or counted).items()]
    return tuple(sorted(weighed, key=lambda term: (-term.weight, term.term))[:MOST_TERMS])


def stated_terms(words: Iterable[str], view: View) -> tuple[KeyTerm, ...]:
    """The words that a person chose, in his order; none is left out."""
    chosen = dict.fromkeys(token.word for text in words for token in tokens(text) if not token.stacked)
    return tuple(KeyTerm(word, _weight(word, 1, view)) for word in chosen)[:MOST_TERMS]


def _tells(word: str, language: str) -> bool:
    if language != ENGLISH and not tongue.tells(word):
        return False
    return not (is_stop_word(word) or word in ASKING or word in EVERYDAY or word in EVERYWHERE or word.isdigit())


def _weight(word: str, times: int, view: View, language: str = ENGLISH) -> float:
    terms = {*view.lexicon.terms(word), *(token.term for token in tokens(word, language))}
    frequency = max((view.lexicon.frequency(term) for term in terms), default=0)
    return round(idf(frequency, max(1, view.lexicon.passages)) * times**0.5, 2) if frequency else 0.0
