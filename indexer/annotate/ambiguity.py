"""Decides whether a name that may mean something else ("Georgia", "Mr. Jordan", "CAR") means the country here."""

import re

from indexer.annotate.evidence import Evidence
from indexer.annotate.gazetteer import Sighting, Term
from indexer.annotate.lists import word_list
from indexer.annotate.words import Words
from lessons.vocabulary.missions import missions

_REACH = 4
_PLACES = {"short", "official", "former", "variant", "abbreviation"}
_TITLES = word_list("title before a person")
# Words that may stand before a country's name in capitals without being its bearer's first name.
_BEFORE = word_list("before a country")
_SIGNS_BEFORE = re.compile(
    r"(?:\b(?:government|republic|kingdom|territory|people|peoples|authorities|borders?|parliament|president|king|"
    r"representative|army|forces|embassy|situation|crisis|conflict|population|mission|visits?|nationals?|citizens|south|"
    r"north|east|west|gouvernement|république|territoire|peuple|gobierno|república|pueblo) "
    r"(?:of|in|to|de|du|del|de la|au|en)(?: the)?|"
    r"\b(?:in|from|into|within|between|across|neighbou?ring|entre|en|au|du)(?: the)?) $",
    re.IGNORECASE,
)
_SIGNS_AFTER = re.compile(
    r" ?(?:'s |’s )?(?:government|authorities|armed forces|army|border|police|national|crisis|conflict)\b",
    re.IGNORECASE,
)
_JOINT_AFTER = re.compile(r"(?:, | and | or | et | y |; |, and | - ?)(?:the |la |le |el )?$", re.IGNORECASE)


def settle(sighting: Sighting, words: Words, others: dict[int, Sighting], evidence: Evidence) -> Term | None:
    """The term a sighting stands for, None where the name means something else or nothing can be said.

    `others` are the country sightings of the passage by the position of each of their words.
    """
    choice = sighting.choice
    if choice.plain:
        return choice.terms[0]
    terms = _of_language(choice.terms, evidence.language)
    if not terms or choice.sure:
        return terms[0] if terms else None
    if sighting.choice.vocabulary == "mission":
        return None if _in_capitals(sighting, words) else _operation(terms, evidence)
    beside = {
        code for other in _neighbours(sighting, words, others) for code in other.choice.codes if other.choice.sure
    }
    terms = [term for term in terms if term.code not in beside] or terms
    known = evidence.best(term.code for term in terms)
    if _is_bearer(sighting, words, others) and sighting.choice.terms[0].rule != "country.demonym":
        return None
    if known:
        return next((term for term in terms if term.code == known), None)
    return _unknown(sighting, words, others, evidence, terms)


def _operation(terms: list[Term], evidence: Evidence) -> Term | None:
    """The operation whose host states the document names most, of those the latest: "EUFOR" in a report on Chad."""

    def named(term: Term) -> tuple[int, str]:
        operation = missions()[term.code]
        return sum(evidence.countries[code] for code in operation.countries), operation.start or ""

    best = max(terms, key=named)
    return best if named(best)[0] else None


def _in_capitals(sighting: Sighting, words: Words) -> bool:
    """Tell whether the line is in capitals, where an acronym looks like a word: "LES AMIS DE LA SYRIE"."""
    beside = [words.original(place) for place in (sighting.first - 1, sighting.last)]
    around = [word for word in beside if word.isalpha() and len(word) > 1]
    return sighting.choice.terms[0].exact and bool(around) and all(word.isupper() for word in around)


def _unknown(
    sighting: Sighting, words: Words, others: dict[int, Sighting], evidence: Evidence, terms: list[Term]
) -> Term | None:
    """Settle a name that nothing else in the document speaks for: only its own neighbourhood counts."""
    if terms[0].rule.rpartition(".")[2] not in _PLACES:
        return None
    if _neighbours(sighting, words, others) or _signed(sighting, words) or evidence.frequent(terms[0].code):
        return terms[0]
    return None


def _of_language(terms: tuple[Term, ...], language: str | None) -> list[Term]:
    """Ambiguous names count in their own language only: "chinos" is a Spanish word, "Chili" a French country."""
    spoken = {language or "en", "", "*"}
    return [term for term in terms if not term.context or term.language in spoken]


def _is_bearer(sighting: Sighting, words: Words, others: dict[int, Sighting]) -> bool:
    """Tell whether the name is a person's or part of another name: "Mr. Jordan", "Chad Smith", "Atlanta, Georgia"."""
    before = words.original(sighting.first - 1)
    if before == "." and _adjacent(words, sighting.first - 1) and words.original(sighting.first - 2).lower() in _TITLES:
        return True
    if before.lower() in _TITLES or _is_first_name(before, sighting, words, others):
        return True
    return _is_surnamed(sighting, words, others) or _is_other_town(sighting, words, others)


def _is_first_name(before: str, sighting: Sighting, words: Words, others: dict[int, Sighting]) -> bool:
    if not before[:1].isupper() or before.isupper() or before.lower() in _BEFORE or sighting.first - 1 in others:
        return False
    return words.text[words.ends[sighting.first - 1] : sighting.start].isspace()


def _is_surnamed(sighting: Sighting, words: Words, others: dict[int, Sighting]) -> bool:
    after = words.original(sighting.last)
    if (
        not after[:1].isupper()
        or after.isupper()
        or sighting.last in others
        or _SIGNS_AFTER.match(words.text, sighting.end)
    ):
        return False
    return words.text[sighting.end : words.starts[sighting.last]] == " " and after.lower() not in _BEFORE


def _is_other_town(sighting: Sighting, words: Words, others: dict[int, Sighting]) -> bool:
    """Tell whether a comma and the name of an unknown place stand before: "Atlanta, Georgia"."""
    if words.original(sighting.first - 1) != ",":
        return False
    town = words.original(sighting.first - 2)
    return town[:1].isupper() and not town.isupper() and sighting.first - 2 not in others


def _neighbours(sighting: Sighting, words: Words, others: dict[int, Sighting]) -> list[Sighting]:
    """The countries named right beside it in a list: "Egypt, Jordan and Lebanon", "in Chad and the Sudan"."""
    places = range(sighting.first - _REACH, sighting.last + _REACH)
    near = {id(others[place]): others[place] for place in places if place in others and others[place] is not sighting}
    return [other for other in near.values() if _joined(words, sighting, other)]


def _joined(words: Words, one: Sighting, other: Sighting) -> bool:
    first, second = sorted((one, other), key=lambda sighting: sighting.start)
    return bool(_JOINT_AFTER.fullmatch(words.text[first.end : second.start]))


def _signed(sighting: Sighting, words: Words) -> bool:
    before = words.text[max(0, sighting.start - 40) : sighting.start]
    return bool(_SIGNS_BEFORE.search(before) or _SIGNS_AFTER.match(words.text, sighting.end))


def _adjacent(words: Words, position: int) -> bool:
    return position > 0 and words.ends[position - 1] == words.starts[position]
