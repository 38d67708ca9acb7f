"""Judges a passage: adds up the weights of the rules that match and takes the kind with the most."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from indexer.identify.rules import Rule, Rules, Scope, standard_rules
from indexer.identify.statement import is_statement
from lessons.records import Judgement, Kind, Layout, Polarity

_SHORTEST = 5
_SHORTEST_SENTENCE = 4
_LONGEST_HEADING = 8
# Of 708 labelled paragraphs, 7 of 14 lessons and 22 of 27 good practices below these were falsely so called.
_FLOORS: dict[Kind, float] = {"lesson": 0.5, "good_practice": 0.55}
_GLANCE = 200
_LONGEST = 6_000
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]\s*|[-*o]\s+)+")
_APOSTROPHES = str.maketrans("‘’`´“”–—•●▪■", "''''\"\"--****")
_COMMON = {
    "en": frozenset(["the", "of", "and", "to", "in", "is", "that", "for", "with", "by", "on", "was", "are"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "du", "une", "que", "pour", "dans", "est", "sur", "au", "par"]),
    "es": frozenset(["el", "la", "los", "las", "del", "y", "una", "que", "para", "en", "por", "se", "con", "su"]),
}
# Words of a name are no cues: "Brazil Without Extreme Poverty", "the Lessons Learned Unit".
_TITLED = re.compile(r"(?<=[a-z] )(?:Without|Lessons? Learn(?:ed|t)|Best Practices?|Good Practices?)(?= [A-Z])")
_LISTED = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[-*o]\s|\d{1,2}\s?-)")


@dataclass(frozen=True, slots=True)
class Tally:
    """The rules that match a passage and the sum of their weights for each kind."""

    rules: tuple[Rule, ...]
    weights: dict[Kind, float] = field(default_factory=dict)


def identify(
    text: str, heading: Sequence[str] = (), layout: Layout = "paragraph", rules: Rules | None = None
) -> Judgement:
    """Judge one passage by its text, the headings above it and its layout."""
    if layout in {"table", "footnote", "title"}:
        return Judgement("narrative", "none", 0.9, f"layout.{layout}")
    if len(_WORD.findall(text, 0, _GLANCE)) < (_SHORTEST_SENTENCE if text.rstrip().endswith(".") else _SHORTEST):
        return Judgement("narrative", "none", 0.9, "short")
    found = tally(text, heading, layout, rules or standard_rules())
    kind = max(get_args(Kind), key=lambda kind: found.weights[kind])
    deciding = [rule for rule in found.rules if rule.kind == kind and rule.weight > 0]
    confidence = _confidence(found, kind)
    if not deciding:
        return Judgement("narrative", "none", _confidence(found, "narrative"), "none")
    if kind in _FLOORS and not _holds(kind, confidence, deciding, text):
        return Judgement("narrative", "none", _confidence(found, "narrative"), "unsure")
    best = max(deciding, key=lambda rule: rule.weight)
    return Judgement(kind, _polarity(kind, found.rules), confidence, best.name)


def _holds(kind: Kind, confidence: float, deciding: Sequence[Rule], text: str) -> bool:
    """Tell whether a candidate is sure enough: by its weights or by a heading that says so, and with a verb."""
    headed = any(rule.scope == "heading" for rule in deciding)
    return (headed or confidence >= _FLOORS[kind]) and is_statement(text)


def _folded(text: str) -> str:
    """Lower case without accents and in ASCII, in which all patterns are written."""
    plain = text[:_LONGEST]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_APOSTROPHES)).encode("ascii", "ignore").decode("ascii")
    return plain.lower()


def tally(text: str, heading: Sequence[str], layout: Layout, rules: Rules) -> Tally:
    """Collect the rules that match a passage, each once, and add up their weights."""
    folded = _folded(_TITLED.sub(" ", text[:_LONGEST]))
    body = _NUMBER.sub("", folded)
    words = frozenset(_WORD.findall(body))
    language = _language(words)
    scopes: tuple[Scope, ...] = ("text", "start", "end")
    if layout == "list_item" or _LISTED.match(folded):
        scopes += ("list",)
    matched = [rule for scope in scopes for rule in rules.matching(scope, body, words, language)]
    for above in heading[-2:]:
        title = _NUMBER.sub("", _folded(above))
        spoken = _WORD.findall(title)
        if len(spoken) <= _LONGEST_HEADING:
            matched += rules.matching("heading", title, frozenset(spoken), language)
    once = tuple({rule.name: rule for rule in matched}.values())
    weights = {kind: rules.base.get(kind, 0.0) for kind in get_args(Kind)}
    for rule in once:
        weights[rule.kind] += rule.weight
    return Tally(once, weights)


def _language(words: frozenset[str]) -> str:
    """The language of a passage by its commonest words, as far as the rules tell languages apart."""
    return max(_COMMON, key=lambda language: len(words & _COMMON[language]))


def _confidence(found: Tally, kind: Kind) -> float:
    """The share of a kind when weights are read as log odds."""
    total = sum(math.exp(weight) for weight in found.weights.values())
    return round(math.exp(found.weights[kind]) / total, 3)


def _polarity(kind: Kind, rules: Sequence[Rule]) -> Polarity:
    """The experience behind it: the heavier of the cues of success and of failure, else what the kind implies."""
    if kind in {"recommendation", "narrative"}:
        return "none"
    if kind != "lesson":
        return "avoid" if kind == "challenge" else "repeat"
    balance = sum(rule.weight * {"repeat": 1, "avoid": -1, "none": 0}[rule.polarity] for rule in rules)
    return "avoid" if balance < 0 else "repeat"
