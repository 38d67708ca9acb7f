"""What is kept of the tagger's findings: proper names, without their titles and articles.

The sets that it learned from also mark "he", "soldiers" and "the Committee"; a reader looks for names.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.annotate.lists import word_list
from indexer.annotate.model.tokens import token_spans

_TITLES = word_list("title of a person")
_BEFORE = word_list("before a name but no title of it")
_KINDS = word_list("organization by its kind alone")
_NEVER = word_list("never a name")
_NO_PERSON = word_list("no part of a name")
_NEVER_IN_PERSON = word_list("never in a person's name") | _NEVER | _KINDS
# "Kafr Dunin, Tayr Harfa": villages in lists look like persons.
_PLACES = word_list("place at the beginning of a name")
# "the Rights of Persons with Disabilities" is the rest of a committee's or a convention's name.
_MATTERS = word_list("matter and not an organization")
_PAPERS = word_list("paper and not an organization")
_NO_ORGANIZATION = word_list("acronym of no organization")
_DETERMINERS = frozenset(
    "the a an his her its their our my your some all one another this that these those no any both".split()
)
_PARTICLES = frozenset("al el bin ibn ben de del da do dos du van von der den la le ould ag di abu bint y e".split())
_LINKS = frozenset("of the and for on in to against with de des du la le les et del los las y para d l s".split())
_APOSTROPHES = frozenset("'’‘`´")
_JOINTS = _APOSTROPHES | frozenset("-‐‑–.&/")
# "the Iraqi government", "Kurdistan regional government", "the Syrian opposition"
_BODIES = frozenset(
    "government regime army opposition police parliament military coalition regional armed forces".split()
)
# What stands on the line after a signature: "(Signed) Amina Sow Ambassador".
_SIGNING = frozenset("ambassador permanent chair chairman chairperson president minister representative".split())
# "EC-M-66/S/1" is a document.
_SYMBOL = re.compile(r"[A-Z\d][A-Z\d.-]*(?:/[A-Z\d.-]+)*/[A-Z\d.-]*\d[A-Z\d.-]*")
_ROMAN = re.compile(r"[IVXLC]+")
_MOST_PERSON, _MOST_ORGANIZATION = 6, 14
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class ProperName:
    """A mention of a person or an organization by name; the name itself begins after a title or an article."""

    start: int
    name: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    lower: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def proper_name(text: str, start: int, end: int, label: str, common: Container[str] = frozenset()) -> ProperName | None:
    """What of a finding names a person (PER) or an organization (ORG); None where it names neither.

    `common` are words that are also written in lower case: no name consists of one of them, no person's of any number.
    """
    tokens = [_token(text, start + first, start + last) for first, last in token_spans(text[start:end])]
    if label == "PER":
        mention = _without_front(tokens, _BEFORE | _DETERMINERS)
        kept = _person(_without_front(mention, _TITLES | _BEFORE | _DETERMINERS))
    else:
        mention = tokens if tokens and tokens[0].lower == "the" else _without_front(tokens, _DETERMINERS)
        kept = _organization(_without_front(mention, _DETERMINERS))
    words = [token for token in kept if token.is_word]
    if not words or ((label == "PER" or len(words) == 1) and _all_common(words, common)):
        return None
    return ProperName(mention[0].start, kept[0].start, kept[-1].end)


def _token(text: str, start: int, end: int) -> _Token:
    return _Token(start, end, text[start:end], text[start:end].lower())


def _all_common(words: Sequence[_Token], common: Container[str]) -> bool:
    return all(word.lower in common and not word.text.isupper() for word in words)


def _person(tokens: Sequence[_Token]) -> Sequence[_Token]:
    kept = list(_until_break(tokens))
    while kept and (kept[-1].lower in _SIGNING or not (kept[-1].is_word or _ends_initial(kept))):
        kept.pop()
    if len(kept) > _SHORTEST and kept[-1].text == "s" and kept[-2].text in _APOSTROPHES:
        kept = kept[:-2]
    words = [token for token in kept if token.is_word]
    if not words or len(words) > _MOST_PERSON or "".join(token.text for token in kept) in _NO_ORGANIZATION:
        return []
    return kept if _reads_as_person(words) else []


def _ends_initial(tokens: Sequence[_Token]) -> bool:
    """Tell whether a point at the end belongs to an initial ("Boutros G.")."""
    return len(tokens) > 1 and tokens[-1].text == "." and len(tokens[-2].text) == 1


def _reads_as_person(words: Sequence[_Token]) -> bool:
    """Capitals throughout but for particles, no word of an office or a document, and not one acronym alone."""
    if any(not (word.is_capital or word.lower in _PARTICLES) for word in words) or not words[-1].is_capital:
        return False
    if any(word.text in _NO_PERSON or word.lower in _NEVER_IN_PERSON for word in words) or words[0].lower in _PLACES:
        return False
    return len(words) > 1 or (len(words[0].text) > _SHORTEST and not words[0].text.isupper())


def _organization(tokens: Sequence[_Token]) -> Sequence[_Token]:
    kept = list(_until_break(tokens))
    while kept and not (kept[-1].is_capital or kept[-1].text.isdigit() or kept[-1].lower in _BODIES):
        kept.pop()
    words = [token for token in kept if token.is_word]
    if not words or len(words) > _MOST_ORGANIZATION or _is_other(kept, words):
        return []
    return kept if _reads_as_organization(words) else []


def _is_other(kept: Sequence[_Token], words: Sequence[_Token]) -> bool:
    """Tell a matter, a paper, an acronym of no organization or a document's symbol from a name."""
    whole = "".join(token.text for token in kept)
    if whole in _NO_ORGANIZATION or _SYMBOL.fullmatch(whole) or (len(words) > 1 and words[0].lower in _MATTERS):
        return True
    head = next((word for word, after in pairwise(words) if after.lower in _LINKS), words[0])
    return len(words) > 1 and head.lower in _PAPERS


def _reads_as_organization(words: Sequence[_Token]) -> bool:
    """Capitals but for small words, and more than the name of a kind ("the Committee", "Member States")."""
    if not words[0].is_capital or any(not _may_stand(word) for word in words):
        return False
    if words[-1].lower in _NEVER or all(word.lower in _KINDS | _LINKS | _NEVER for word in words):
        return False
    return len(words) > 1 or not (_ROMAN.fullmatch(words[0].text) or len(words[0].text) < _SHORTEST)


def _may_stand(word: _Token) -> bool:
    return word.is_capital or word.lower in _LINKS or word.lower in _BODIES


def _without_front(tokens: Sequence[_Token], unwanted: frozenset[str]) -> Sequence[_Token]:
    """Without titles, articles and marks before the name."""
    place = 0
    while place < len(tokens) and (tokens[place].lower.rstrip(".") in unwanted or not tokens[place].is_word):
        place += 1
    return tokens[place:]


def _until_break(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Up to a comma, a bracket or any other mark that no name holds."""
    for token in tokens:
        if not token.is_word and token.text not in _JOINTS and not token.text.isdigit():
            return
        yield token
