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
    """One cue: where `pattern` matches in `scope`, the passage speaks for `kind`.

    `weight` is how strongly it is believed to, before training; what it counts in the end is in ``weights.csv``.

    A pattern sees folded text: lower case, no accents, straight apostrophes. `triggers` are words of which one must
    stand in the text for the pattern to be tried at all; without triggers it always is. A rule with a `language` counts
    only in passages of that language. In the table ``{verb}`` stands for any verb of ``verbs.csv`` in its base form.
    """

    name: str
    kind: Kind
    polarity: Polarity
    weight: float
    scope: Scope
    language: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]

    def matches(self, text: str) -> bool:
        """Tell whether the cue stands in the text of its scope."""
        anchored = self.scope in {"start", "list"}
        return (self.pattern.match(text) if anchored else self.pattern.search(text)) is not None


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

    def matching(self, scope: Scope, text: str, words: frozenset[str], language: str) -> Iterator[Rule]:
        """Yield the rules of a scope and a language that match, each once; `words` are those of the text."""
        by_word = self._by_word[scope]
        tried = {rule.name: rule for word in by_word.keys() & words for rule in by_word[word]}
        for rule in (*self._always[scope], *tried.values()):
            if rule.language in {"", language} and rule.matches(text):
                yield rule


@cache
def standard_rules() -> Rules:
    """The shipped table."""
    verb = _any_of(row["verb"] for row in table_rows("verbs.csv"))
    return Rules(_rule(row, verb) for row in table_rows("rules.csv"))


def table_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of this package."""
    table = resources.files("indexer.identify").joinpath("data", name)
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, parted by first letters: 440 alternatives in a row would be tried one by one."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[:2], []).append(word[2:])
    groups = (first + "(?:" + "|".join(rest) + ")" for first, rest in branches.items())
    return "(?:" + "|".join(groups) + ")"


def _rule(row: dict[str, str], verb: str) -> Rule:
    return Rule(
        row["name"],
        cast(Kind, row["kind"]),
        cast(Polarity, row["polarity"]),
        float(row["weight"]),
        cast(Scope, row["scope"]),
        row["language"],
        tuple(row["triggers"].split()),
        re.compile(row["pattern"].replace("{verb}", verb)),
    )
