"""What a passage is about: what its text names, what its headings name, what the document lends it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.annotate.mentions import NAMED, weight
from indexer.annotate.speakers import closing_speakers
from lessons.records import About, Annotation
from lessons.vocabulary.missions import missions
from lessons.vocabulary.registry import vocabulary

# The weight at which words signal a theme in one passage: one sure term or two weaker ones.
SIGNAL = 1.0
_MOST_THEMES = 5
_HEADING_SHARE = 0.6
# A document about more countries than these says nothing about the country of one of its passages.
_MOST_LENT = 2


def specific(codes: Iterable[str]) -> tuple[str, ...]:
    """Leave out a parent theme where one of its children is there."""
    given = tuple(codes)
    return tuple(code for code in given if not any(other.startswith(f"{code}.") for other in given))


def passage_about(
    text: str,
    own: Sequence[Annotation],
    headings: Sequence[Annotation],
    themes: Mapping[str, float],
    heading_themes: Mapping[str, float],
    document: About,
) -> tuple[About, list[Annotation]]:
    """The codes of a passage, best first, and an empty annotation for each that does not stand in its text.

    The rule of such an annotation says whence the code comes: ``heading``, ``mission.host`` or ``document``. The
    document lends its only operation, unless the passage or its headings name another, and its one or two countries
    even beside others that the passage names: a report on Kenya that mentions France is still about Kenya.
    """
    lent: list[Annotation] = []
    mission = _named("mission", own, headings, document.mission, lent)
    speakers = closing_speakers(text, own)
    content = [one for one in own if one not in speakers] if speakers else own
    country = _named("country", content, headings, (), lent)
    if not country and len(mission) == 1:
        country = missions()[mission[0]].countries
        lent += _lend("country", country, "mission.host" if _codes("mission", own) else "document")
    if not _codes("country", headings):
        country = _kept(country, document.country, _in_passing(text, content), lent)
    return About(country, mission, _themes(themes, heading_themes)), lent


def _kept(
    named: tuple[str, ...], document: tuple[str, ...], in_passing: bool, lent: list[Annotation]
) -> tuple[str, ...]:
    """The countries of a passage with those of its document: first, where the passage names others only in passing."""
    if not 0 < len(document) <= _MOST_LENT:
        return named
    if not set(named) & set(document):
        lent += _lend("country", document, "document")
        return document + named if in_passing else named + document
    return tuple(sorted(named, key=lambda code: code not in document)) if in_passing else named


def _in_passing(text: str, own: Sequence[Annotation]) -> bool:
    """Tell whether no country carries the passage: all speak, host or stand in a list of three or more."""
    found = [one for one in own if one.vocabulary == "country"]
    return len(_codes("country", found)) > _MOST_LENT or all(weight(one, text) < NAMED for one in found)


def _named(
    kind: str,
    own: Sequence[Annotation],
    headings: Sequence[Annotation],
    document: Sequence[str],
    lent: list[Annotation],
) -> tuple[str, ...]:
    codes = _codes(kind, own)
    above = tuple(code for code in _codes(kind, headings) if code not in codes)
    lent += _lend(kind, above, "heading")
    if not codes and not above and len(document) == 1:
        lent += _lend(kind, document, "document")
        return tuple(document)
    return codes + above


def _codes(kind: str, annotations: Iterable[Annotation]) -> tuple[str, ...]:
    codes = [one.code for one in annotations if one.vocabulary == kind and one.code]
    return tuple(code for code, _ in Counter(codes).most_common()) if len(codes) > 1 else tuple(codes)


def _lend(kind: str, codes: Iterable[str], rule: str) -> Iterator[Annotation]:
    for code in codes:
        yield Annotation(0, 0, "", kind, code, vocabulary(kind).label(code), rule)


def _themes(own: Mapping[str, float], headings: Mapping[str, float]) -> tuple[str, ...]:
    weights: defaultdict[str, float] = defaultdict(float, own)
    for code, amount in headings.items():
        weights[code] += _HEADING_SHARE * amount
    ranked = sorted(weights.items(), key=lambda entry: -entry[1])
    return specific(code for code, amount in ranked if amount >= SIGNAL)[:_MOST_THEMES]
