"""The ladder out of a search that found too little: what each step less, or another word, would find."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

from lessons.analysis import Token, tokens
from lessons.facets import BY_NAME
from lessons.query.state import SearchState, years_text
from lessons.stop_words import is_stop_word
from lessons.vocabulary import vocabulary

FEW = 3
"""A search that finds fewer passages gets a ladder."""
MOST_STEPS = 12
"""Steps that are counted: twelve counts take 30 ms at 100,000 passages."""
LONGEST = 300
"""Characters of a query that gets a ladder: a pasted text has too many steps, and takes too long a time for each."""
_MOST_WORDS = 4
_LONGEST_NAME = 6
_QUOTE = '"'
_MEANT = ("theme", "mission", "country")
_FIELD = re.compile(r"[-!]?[A-Za-z_-]{2,21}:(?:\"[^\"]*\"?|\([^)]*\)?|[^\s()]+)")
_OPERATORS = frozenset(("AND", "OR", "NOT", "NEAR"))

Count = Callable[[SearchState], int]


@dataclass(frozen=True, slots=True)
class Step:
    """A search that finds more: what it is in words, the search, and how many passages it finds.

    `kind` is `filter` (one choice less), `word` (only this word), `spelling` or `meaning` (what a name stands for).
    """

    kind: str
    text: str
    state: SearchState
    total: int = 0

    def as_dict(self) -> dict[str, object]:
        """The JSON shape; the address is that of the page."""
        address = f"/?{urlencode(self.state.parameters())}"
        return {
            "kind": self.kind,
            "text": self.text,
            "total": self.total,
            "query": self.state.query,
            "address": address,
        }


def ladder(state: SearchState, total: int, meant: Sequence[str], count: Count) -> list[Step]:
    """The steps that find more than the search did, in the order in which they give up least.

    `meant` are better spellings of the query, `count` tells how many passages a search finds.
    """
    if len(state.query) > LONGEST:
        return []
    first = replace(state, page=1)
    steps = islice(_steps(first, meant), MOST_STEPS)
    counted = (replace(step, total=count(step.state)) for step in steps if step.state != first)
    return [step for step in counted if step.total > total]


def _steps(state: SearchState, meant: Sequence[str]) -> Iterator[Step]:
    for query in meant:
        yield Step("spelling", query, replace(state, query=query))
    yield from _less(state)
    yield from _meanings(state)
    yield from _words(state)


def _less(state: SearchState) -> Iterator[Step]:
    for facet, code in state.chosen:
        yield Step("filter", f"without {_named(facet, code)}", state.without_code(facet, code))
    for facet, code in state.excluded:
        yield Step("filter", f"with {_named(facet, code)} too", state.without_exclusion(facet, code))
    if state.years != (None, None):
        yield Step("filter", f"without the years {years_text(state.years)}", replace(state, years=(None, None)))
    for field in _FIELD.finditer(state.query):
        rest = f"{state.query[: field.start()]} {state.query[field.end() :]}"
        yield Step("filter", f"without {field.group()}", replace(state, query=" ".join(rest.split())))


def _named(facet: str, code: str) -> str:
    codes = vocabulary(BY_NAME[facet].vocabulary)
    return f"{BY_NAME[facet].label.lower()} {code if facet == 'mission' else codes.label(code)}"


def _meanings(state: SearchState) -> Iterator[Step]:
    """Names of the vocabularies in the query, each with all that is about what it names; longest names first."""
    words = _query_words(state.query)
    taken: set[int] = set()
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            places = set(range(start, start + length))
            left, right = words[start].start, words[start + length - 1].end
            step = None if places & taken else _meaning(state, left, right)
            if step:
                taken |= places
                yield step


def _meaning(state: SearchState, left: int, right: int) -> Step | None:
    name = state.query[left:right]
    for facet in _MEANT:
        code = vocabulary(facet).find(name)
        if code:
            field = f'{facet}:"{code}"' if " " in code else f"{facet}:{code}"
            label = vocabulary(facet).label(code)
            if state.query[:left].endswith('"') and state.query[right:].startswith('"'):
                left, right, name = left - 1, right + 1, f'"{name}"'
            query = f"{state.query[:left]}({name} OR {field}){state.query[right:]}"
            return Step(
                "meaning", f"with all that is about {label}, for “{name.strip(_QUOTE)}”", replace(state, query=query)
            )
    return None


def _words(state: SearchState) -> Iterator[Step]:
    content = [word for word in _query_words(state.query) if not is_stop_word(word.word, ("en", "fr", "es"))]
    texts = dict.fromkeys(state.query[word.start : word.end] for word in content)
    if len(texts) > 1:
        for text in islice(texts, _MOST_WORDS):
            yield Step("word", f"only “{text}”", replace(state, query=text))


def _query_words(query: str) -> list[Token]:
    bare = _FIELD.sub(lambda match: " " * len(match.group()), query)
    found = (token for token in tokens(bare) if not token.stacked and bare[token.start : token.end] not in _OPERATORS)
    return list(islice(found, 40))
