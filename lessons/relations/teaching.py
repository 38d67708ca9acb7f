"""What a lesson candidate teaches: its content words, without the names and dates that differ from case to case."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from lessons.analysis import stem, tokens
from lessons.relations.alike import Search, alike
from lessons.relations.unions import Unions
from lessons.stop_words import is_stop_word
from lessons.storage.relations import NearTeaching, Teaching
from lessons.storage.rows import StoredPassage
from lessons.storage.sketches import Taught

CASE = frozenset({"country", "mission", "person", "date"})
"""What names the case and not the teaching: "UNMIL should ..." and "UNMISS should ..." may teach the same."""
FEWEST_WORDS = 3
"""Words that two passages must at least share: two are shared by any passages on one theme."""
SAME_TEACHING = Search(least=0.5)
"""How alike the content words of two passages must be to teach the same. At this share 28 of 30 random groups of real
reports teach one thing (`benchmarks/recurrence.py`); below 0.4 pairs share a subject only.
"""


@cache
def asking(language: str) -> frozenset[str]:
    """The stems of words with which anything is asked for ("continue efforts to strengthen ...").

    With them 27 of 30 random groups taught one thing, without them 28: health and the courts had been one group,
    because both were to be improved further.
    """
    table = files("lessons.relations").joinpath("data/asking.csv").read_text(encoding="utf-8")
    rows = (line.split(",", 1) for line in table.splitlines()[1:])
    return frozenset(stem(word, language) for name, words in rows if name == language for word in words.split())


def content_words(stored: StoredPassage, document_language: str | None) -> frozenset[str]:
    """The stems of a passage's words, without stop words, numbers, and names of countries, missions and persons."""
    language = stored.passage.language or document_language or "en"
    named = [(a.start, a.end) for a in stored.annotations if a.vocabulary in CASE and a.end > a.start]
    return frozenset(
        token.term
        for token in tokens(stored.passage.text, language)
        if not token.stacked
        and not is_stop_word(token.word, ("en", language))
        and token.term not in asking(language)
        and token.word.isalpha()
        and not any(start < token.end and token.start < end for start, end in named)
    )


def teaching_key(words: Iterable[str]) -> str:
    """Hash a set of content words: candidates of one key teach the same in the same words."""
    return hashlib.sha256(" ".join(sorted(words)).encode()).hexdigest()[:16]


def near_teachings(candidates: Iterable[Taught]) -> tuple[list[Teaching], list[NearTeaching]]:
    """Which candidates teach the same: each one's key, and the keys that are alike.

    Whether two keys are alike depends on their words alone, so it does not matter who else is in the collection, nor
    in what order candidates came.
    """
    keyed = {one.passage_id: one for one in candidates}
    words_of = {one.key: frozenset(one.words) for one in keyed.values()}
    signatures = {one.key: one.signature for one in keyed.values()}
    pairs = {
        pair: found
        for pair, found in alike(words_of, SAME_TEACHING, signatures).items()
        if len(words_of[pair[0]] & words_of[pair[1]]) >= FEWEST_WORDS
    }
    clusters = Unions(words_of)
    for one, other in pairs:
        clusters.join(one, other)
    return (
        [Teaching(name, keyed[name].key, clusters.of(keyed[name].key)) for name in sorted(keyed)],
        [NearTeaching(one, other, round(found, 3), clusters.of(one)) for (one, other), found in pairs.items()],
    )
