"""Judges a passage: what was observed in it is weighed, and the likeliest kind is taken where it is likely enough."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from indexer.identify.classifier import Classifier, Observed, standard_classifier
from indexer.identify.observe import observe, opening
from indexer.identify.rules import Rule, standard_rules
from indexer.identify.statement import is_statement
from indexer.identify.stating import stated
from lessons.records import Judgement, Kind, Layout, Polarity, Statement

_FEWEST_WORDS = 3
_SHORTEST = 5
_GLANCE = 200
_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u024f"
_OTHER_LETTER = re.compile(rf"[^\W\d_\0-{_LAST_LATIN}]")
_SIGNED = re.compile(r"\W*Signed\)")
# One sentence of at most so many letters that only announces a list, or only asks.
_LINE = re.compile(r"[^.;:?!]{1,160}([:?])\W{0,3}")
# Words of a sentence that claims something, and of one that announces; "Promoting the right to ..." does neither.
_CLAIMS = re.compile(
    r"\b(?:is|are|can|may|could|would|cannot|must|results?|causes?|ensures?|provides?|helps?|leads?|enables?|allows?|"
    r"reduces?|improves?|requires?|was|were|if|when|never|always)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r"\b(?:will|shall)\b")
_GERUND = re.compile(r"[A-Z][a-z]+ing\b")
_CLAIM_LENGTH = 2_000
_FAINT = 0.1
# How sure it must be that a passage is a candidate at all: less where a rule speaks for the kind than where the passage
# only sounds like it. Chosen once with `benchmarks/kinds.py`, for all that it measures.
_NEVER = 2.0
_WITH_RULE: dict[Kind, float] = {"lesson": 0.6, "good_practice": 0.55, "recommendation": 0.6, "challenge": 0.6}
_WITHOUT_RULE: dict[Kind, float] = {"lesson": 0.7, "good_practice": 0.8, "recommendation": _NEVER, "challenge": 0.7}
"""What asks for nothing in words is no recommendation, however short and terse."""
_LEAST, _SURE, _LEAST_SURE = 0.32, 0.72, 0.2
"""The least chance of the kind itself; a smaller one will do where it is sure that it is a candidate of some kind.
Without the former a quarter of the candidates in reports were judged at 0.2 to 0.3, and hardly one of them rightly.
What asks for nothing is one of the other kinds, so confidence is a share of these, and the least chance of a lesson in
a plain claim too: terse lessons look like asks (lesson fields judged candidates 0.821, else 0.812)."""
_CUE = 1.0
"""A rule that its author believes less ("however", "good practice") does not speak for a kind by itself."""
_NOTHING = Observed((), (), ())


def identify(
    text: str, heading: Sequence[str] = (), layout: Layout = "paragraph", paragraph: str | None = None
) -> Judgement:
    """Judge one passage by its text, the headings above it and its layout, and say what it states."""
    if reason := unjudged(text, layout):
        return Judgement("narrative", "none", 0.9, reason, _statement(text, "narrative", _NOTHING, heading))
    model = standard_classifier()
    observed = observe(text, heading, layout, standard_rules(), model.grams)
    chances = model.chances(observed)
    kind, confidence = weighed(text, chances, observed)
    rule = _reason(kind, observed, model)
    statement = _statement(text, kind, observed, heading, paragraph)
    return Judgement(kind, _polarity(kind, observed, model), round(confidence, 3), rule, statement)


def weighed(text: str, chances: Mapping[Kind, float], observed: Observed) -> tuple[Kind, float]:
    """The kind that is chosen, narrative where it takes a sentence and there is none; and its confidence."""
    claims = chances["lesson"] > _FAINT and _is_claim(text)
    kind, confidence = chosen(chances, observed, claims=claims)
    if _needs_verb(kind, observed) and not is_statement(text):
        return "narrative", 1 - confidence
    return kind, confidence


def _is_claim(text: str) -> bool:
    """Tell a sentence that claims something from a list's fragment and from an announcement."""
    plain = text.strip()[:_CLAIM_LENGTH]
    if not plain[:1].isupper() or not text.rstrip().endswith(".") or _GERUND.match(plain):
        return False
    return _CLAIMS.search(plain) is not None and not _ANNOUNCES.search(plain)


def chosen(chances: Mapping[Kind, float], observed: Observed, *, claims: bool) -> tuple[Kind, float]:
    """The likeliest kind of candidate where the passage is surely enough one, else narrative; and its confidence."""
    candidate = 1 - chances["narrative"]
    spoken = {rule.kind for rule in observed.rules if rule.weight >= _CUE}
    unspoken = _WITHOUT_RULE if observed.prose else dict.fromkeys(_WITHOUT_RULE, _NEVER)
    wanted = {kind: (_WITH_RULE if kind in spoken else unspoken)[kind] for kind in unspoken}
    lowest = _LEAST_SURE if candidate >= _SURE else _LEAST
    open_to = 1 - (chances["recommendation"] if wanted["recommendation"] >= _NEVER else 0.0)
    least = {kind: min(lowest, _LEAST * open_to) if claims and kind == "lesson" else lowest for kind in wanted}
    sure = [kind for kind, enough in wanted.items() if candidate >= enough and chances[kind] >= least[kind]]
    kind = max(sure, key=lambda kind: chances[kind], default=None)
    if kind is not None:
        return kind, chances[kind] / open_to
    asked = "recommendation" in spoken
    return "narrative", chances["narrative"] + (0 if asked else chances["recommendation"])


def _needs_verb(kind: Kind, observed: Observed) -> bool:
    """Tell whether a passage must be a sentence to be of a kind: always, but for what words of that kind tell."""
    if kind in {"lesson", "good_practice"}:
        return True
    if kind == "narrative":
        return False
    # A heading makes no ask of a masthead.
    beside = set[str]() if kind == "challenge" else {"heading"}
    return all(rule.scope in beside for rule in observed.rules if rule.kind == kind)


def unjudged(text: str, layout: Layout) -> str | None:
    """Why a passage is narrative without being weighed."""
    if layout in {"table", "footnote", "title"}:
        return f"layout.{layout}"
    if not text.isascii() and _foreign(text[:_GLANCE]):
        return "script"
    if _SIGNED.match(text):
        return "signature"
    if (asked := _LINE.fullmatch(text)) is not None:
        return "lead_in" if asked[1] == ":" else "question"
    words = sum(1 for _ in islice(_WORD.finditer(text, 0, _GLANCE), _SHORTEST))
    ended = text.rstrip()[-1:] in {".", ";"}
    return "short" if words < _FEWEST_WORDS or (words < _SHORTEST and not ended) else None


def _foreign(text: str) -> bool:
    """Tell whether most letters are of another script than the Latin one, whose words no rule and no weight knows."""
    if not _OTHER_LETTER.search(text):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters)


def _reason(kind: Kind, observed: Observed, model: Classifier) -> str:
    """The strongest rule of the kind; where there is none, the words that told."""
    own = [rule for rule in observed.rules if rule.kind == kind]
    if own:
        return max(own, key=model.worth).name
    if kind == "narrative":
        return "unsure" if observed.rules else "none"
    told = model.telling(observed, kind)
    return f"words: {', '.join(told)}" if told else "style"


def _polarity(kind: Kind, observed: Observed, model: Classifier) -> Polarity:
    """The experience behind it: the heavier of the cues of success and of failure, else what the kind implies."""
    if kind in {"recommendation", "narrative"}:
        return "none"
    if kind != "lesson":
        return "avoid" if kind == "challenge" else "repeat"
    signs = {"repeat": 1, "avoid": -1, "none": 0}
    balance = sum(max(0.0, model.worth(rule)) * signs[rule.polarity] for rule in observed.rules)
    return "avoid" if balance < 0 else "repeat"


def _statement(
    text: str, kind: Kind, observed: Observed, heading: Sequence[str] = (), paragraph: str | None = None
) -> Statement:
    own = [rule for rule in observed.rules if rule.kind == kind and rule.scope != "heading"]
    return stated(text, kind, lambda sentence: _weight(sentence, own), heading, paragraph)


def _weight(sentence: str, own: Sequence[Rule]) -> float:
    """How strongly a sentence speaks for the kind of these rules."""
    plain, model = opening(sentence), standard_classifier()
    return sum(max(0.1, model.worth(rule)) for rule in own if rule.matches(plain))
