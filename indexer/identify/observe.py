"""What is seen in a passage before it is judged: the rules that match, how it is written, and its words."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from indexer.identify.classifier import Observed
from indexer.identify.grams import KnownGrams, sentences_of_words
from indexer.identify.rules import Rule, Rules, Scope
from indexer.identify.states import ends_with_state
from indexer.identify.style import style
from lessons.records import Layout

_LONGEST_HEADING = 8
_STATE = "recommendation.state_in_brackets"
"""The rule that takes any brackets at the end for those of a State: whether they are is asked where it matches."""
_LONGEST = 6_000
_WORD = re.compile(r"[a-z]+")
_NUMBER = re.compile(r"^\s*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.)]\s*|[-*o]\s+)+")
# Replaced one after the other: `str.translate` looks up every letter and takes ten times as long.
_IN_ASCII = tuple(zip("‘’`´“”–—•●▪■", "''''\"\"--****", strict=True))
_ENDS = frozenset(".;!?\"”’')]»…")
_COMMON_SHARE = 0.1
"""English prose holds a quarter of the commonest words, French and Spanish below a twentieth."""
_COMMON = {
    "en": frozenset(["the", "of", "and", "to", "in", "is", "that", "for", "with", "by", "on", "was", "are"]),
    "fr": frozenset(["le", "la", "les", "des", "et", "du", "une", "que", "pour", "dans", "est", "sur", "au", "par"]),
    "es": frozenset(["el", "la", "los", "las", "del", "y", "una", "que", "para", "en", "por", "se", "con", "su"]),
}
# Words of a name are no cues: "Brazil Without Extreme Poverty", "the Lessons Learned Unit".
_TITLED = re.compile(r"(?<=[a-z] )(?:Without|Lessons? Learn(?:ed|t)|Best Practices?|Good Practices?)(?= [A-Z])")
_NAMING = ("Without", "Lesson", "Practice")
_LISTED = re.compile(r"^\s*(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[-*o]\s|\d{1,2}\s?-)")


def observe(
    text: str, heading: Sequence[str], layout: Layout, rules: Rules, known: frozenset[str] = frozenset()
) -> Observed:
    """Observe a passage; of its words only those are kept that are `known` to have a weight."""
    plain = text[:_LONGEST]
    whole = folded(_TITLED.sub(" ", plain) if any(word in plain for word in _NAMING) else plain)
    body = _NUMBER.sub("", whole)
    sentences = sentences_of_words(body)
    words = frozenset(chain.from_iterable(sentences))
    scopes: tuple[Scope, ...] = ("text", "start", "end")
    if layout == "list_item" or _LISTED.match(whole):
        scopes += ("list",)
    language = language_of(words)
    matched = [rule for scope in scopes for rule in rules.matching(scope, body, words, language)]
    matched += [rule for above in heading[-2:] for rule in _speaking(above, rules, language)]
    if any(rule.name == _STATE for rule in matched) and not ends_with_state(plain):
        matched = [rule for rule in matched if rule.name != _STATE]
    once = tuple({rule.name: rule for rule in matched}.values())
    kept = tuple(sorted(_known(known).found(sentences, words))) if known else ()
    count = sum(map(len, sentences))
    return Observed(once, style(plain, body, words, count), kept, _is_prose(plain, sentences, count))


@lru_cache(maxsize=4)
def _known(grams: frozenset[str]) -> KnownGrams:
    return KnownGrams(grams)


def _is_prose(text: str, sentences: Sequence[Sequence[str]], count: int) -> bool:
    """Tell English sentences from other languages, captions, lists of names and the scraps of a bad scan."""
    common = _COMMON["en"]
    held = sum(map(common.__contains__, chain.from_iterable(sentences)))
    return held >= count * _COMMON_SHARE and text.rstrip()[-1:] in _ENDS


@lru_cache(maxsize=1024)
def _speaking(heading: str, rules: Rules, language: str) -> tuple[Rule, ...]:
    """The rules of a heading; a long one is a title that mentions lessons, and does not speak for its lines."""
    title = _NUMBER.sub("", folded(heading))
    words = _WORD.findall(title)
    spoken = frozenset(words)
    return tuple(rules.matching("heading", title, spoken, language)) if len(words) <= _LONGEST_HEADING else ()


def folded(text: str) -> str:
    """Lower case without accents and in ASCII, in which all patterns are written."""
    plain = text[:_LONGEST]
    if not plain.isascii():
        for sign, ascii_sign in _IN_ASCII:
            plain = plain.replace(sign, ascii_sign)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii")
    return plain.lower()


def opening(sentence: str) -> str:
    """A sentence as patterns see it: folded, without its number."""
    return _NUMBER.sub("", folded(sentence))


def language_of(words: frozenset[str]) -> str:
    """The language of a passage by its commonest words, as far as the rules tell languages apart."""
    return max(_COMMON, key=lambda language: len(words & _COMMON[language]))
