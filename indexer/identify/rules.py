"""The rules that tell a lesson from a narrative: a table of patterns with kind, weight and scope."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from lessons.records import Kind, Polarity

Scope = Literal["text", "start", "end", "heading", "list"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One cue: where `pattern` matches in `scope`, the passage gains `weight` for `kind`.

    A pattern sees folded text: lower case, no accents, straight apostrophes. `triggers` are words of which one must
    stand in the text for the pattern to be tried at all; without triggers it always is.
    """

    name: str
    kind: Kind
    polarity: Polarity
    weight: float
    scope: Scope
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]

    def matches(self, text: str) -> bool:
        """Tell whether the cue stands in the text of its scope."""
        return self.pattern.match(text) is not None if self.scope == "start" else self.pattern.search(text) is not None


class Rules:
    """The rules of a table, found by the words of a text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.all = tuple(rules)
        self._always: dict[Scope, list[Rule]] = {scope: [] for scope in get_args(Scope)}
        self._by_word: dict[Scope, dict[str, list[Rule]]] = {scope: {} for scope in get_args(Scope)}
        for rule in self.all:
            if not rule.triggers:
                self._always[rule.scope].append(rule)
            for word in rule.triggers:
                self._by_word[rule.scope].setdefault(word, []).append(rule)

    def matching(self, scope: Scope, text: str, words: frozenset[str]) -> Iterator[Rule]:
        """Yield the rules of a scope that match, each once; `words` are those of the text."""
        by_word = self._by_word[scope]
        tried = {rule.name: rule for word in by_word.keys() & words for rule in by_word[word]}
        for rule in (*self._always[scope], *tried.values()):
            if rule.matches(text):
                yield rule


@cache
def standard_rules() -> Rules:
    """The shipped table."""
    table = resources.files("indexer.identify").joinpath("data", "rules.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        return Rules(_rule(row) for row in csv.DictReader(lines))


def _rule(row: dict[str, str]) -> Rule:
    return Rule(row["name"], cast(Kind, row["kind"]), cast(Polarity, row["polarity"]), float(row["weight"]),
                cast(Scope, row["scope"]), tuple(row["triggers"].split()), re.compile(row["pattern"]))
