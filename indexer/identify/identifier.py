"""Judges a passage: adds up the weights of the rules that match and takes the kind with the most."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from indexer.identify.rules import Rule, Rules, Scope, standard_rules
from lessons.records import Judgement, Kind, Layout, Polarity
from lessons.vocabulary.folding import fold_word

# What a passage must outweigh to be more than narrative. Fitted on half of the sources of a gold standard.
NARRATIVE_WEIGHT = 2.0
_SHORTEST = 5
_LONGEST = 6_000
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]\s*|[-–—•●▪■*]\s*)+")
_APOSTROPHES = str.maketrans("‘’`´“”", "''''\"\"")
_LISTED = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[-–—•●▪■*o]\s|\d{1,2}\s?-)")


@dataclass(frozen=True, slots=True)
class Tally:
    """The rules that match a passage and the sum of their weights for each kind."""

    rules: tuple[Rule, ...]
    weights: dict[Kind, float] = field(default_factory=dict)


def identify(text: str, heading: Sequence[str] = (), layout: Layout = "paragraph",
             rules: Rules | None = None) -> Judgement:
    """Judge one passage by its text, the headings above it and its layout."""
    if layout in {"table", "footnote", "title"}:
        return Judgement("narrative", "none", 0.9, f"layout.{layout}")
    folded = _folded(text)
    if len(_WORD.findall(folded, 0, 200)) < _SHORTEST:
        return Judgement("narrative", "none", 0.9, "short")
    tally = _tally(folded, heading, layout, rules or standard_rules())
    kind = max(get_args(Kind), key=lambda kind: tally.weights[kind])
    deciding = [rule for rule in tally.rules if rule.kind == kind and rule.weight > 0]
    if not deciding:
        return Judgement("narrative", "none", _confidence(tally, "narrative"), "none")
    best = max(deciding, key=lambda rule: rule.weight)
    return Judgement(kind, _polarity(kind, tally.rules), _confidence(tally, kind), best.name)


def _folded(text: str) -> str:
    return fold_word(text[:_LONGEST].translate(_APOSTROPHES))


def _tally(folded: str, heading: Sequence[str], layout: Layout, rules: Rules) -> Tally:
    body = _NUMBER.sub("", folded)
    matched = list(_matching(rules, "text", body)) + list(_matching(rules, "start", body)) + list(_matching(rules, "end", body))
    if layout == "list_item" or _LISTED.match(folded):
        matched += _matching(rules, "list", body)
    for above in heading[-2:]:
        matched += _matching(rules, "heading", _NUMBER.sub("", _folded(above)))
    once = tuple({rule.name: rule for rule in matched}.values())
    weights: dict[Kind, float] = dict.fromkeys(get_args(Kind), 0.0)
    weights["narrative"] = NARRATIVE_WEIGHT
    for rule in once:
        weights[rule.kind] += rule.weight
    return Tally(once, weights)


def _matching(rules: Rules, scope: Scope, text: str) -> list[Rule]:
    return list(rules.matching(scope, text, frozenset(_WORD.findall(text))))


def _confidence(tally: Tally, kind: Kind) -> float:
    """The share of a kind when weights are read as log odds."""
    total = sum(math.exp(weight) for weight in tally.weights.values())
    return round(math.exp(tally.weights[kind]) / total, 3)


def _polarity(kind: Kind, rules: Sequence[Rule]) -> Polarity:
    """The experience behind it: the heavier of the cues of success and of failure, else what the kind implies."""
    if kind in {"recommendation", "narrative"}:
        return "none"
    if kind != "lesson":
        return "avoid" if kind == "challenge" else "repeat"
    balance = sum(rule.weight * {"repeat": 1, "avoid": -1, "none": 0}[rule.polarity] for rule in rules)
    return "avoid" if balance < 0 else "repeat"
