"""Finds in one text everything the vocabularies know, and dates, persons and organizations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.annotate.ambiguity import settle
from indexer.annotate.dates import FoundDate, find_dates
from indexer.annotate.evidence import Evidence, gather
from indexer.annotate.gazetteer import Gazetteer, Sighting, Term, standard_terms
from indexer.annotate.model.features import CLASSES
from indexer.annotate.model.names import proper_name
from indexer.annotate.model.tagger import NameTagger
from indexer.annotate.people import FoundName, find_names, shortened
from indexer.annotate.spans import Spans
from indexer.annotate.words import Words, words_of
from lessons.records import Annotation

_NAMES = {"PER": "person", "ORG": "organization"}
_TAGGED = {"en", None}


@dataclass(frozen=True, slots=True)
class Spotted:
    """A text with the sightings of known names in it, before anything ambiguous is settled."""

    words: Words
    sightings: list[Sighting]

    @property
    def text(self) -> str:
        """The unchanged text."""
        return self.words.text


class Annotator:
    """Annotates texts; built once, it is used for any number of documents. Without a tagger names come from rules."""

    def __init__(self, tagger: NameTagger | None = None) -> None:
        self._tagger = tagger

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(standard_terms())

    def spot(self, text: str) -> Spotted:
        """Find the known names of a text, longest first."""
        words = words_of(text)
        return Spotted(words, self._gazetteer.find(words))

    def weigh(self, texts: Sequence[Spotted], language: str | None = None) -> Evidence:
        """What all texts of a document say for its ambiguous names; those settled by neighbours are evidence too."""
        evidence = gather((sighting for spotted in texts for sighting in spotted.sightings), language)
        settled = [term.code for spotted in texts for term in _unsure_countries(spotted, evidence)]
        evidence.countries.update(settled)
        return evidence

    def annotate(self, spotted: Spotted, evidence: Evidence, language: str | None = None) -> tuple[Annotation, ...]:
        """Settle what is ambiguous and add dates and names; annotations come in the order of the text.

        `language` is that of the text where it is not the document's.
        """
        known = [_annotation(spotted.text, sighting, term) for sighting, term in _settled(spotted, evidence)]
        known += [_dated(spotted.text, found) for found in find_dates(spotted.text)]
        names = list(self._names(spotted, known, language or evidence.language))
        if persons := [(name.start, name.end) for name in names if name.vocabulary == "person"]:
            known = _beside(Spans(persons), known)
        return tuple(sorted([*known, *names], key=lambda annotation: (annotation.start, -annotation.end)))

    def _names(self, spotted: Spotted, known: list[Annotation], language: str | None) -> Iterator[Annotation]:
        """Persons and unlisted organizations; what a vocabulary knows already is not found again and ends a name."""
        text = spotted.text
        found = sorted([*find_names(text), *self._tagged(text, known, language)], key=_rank)
        if not found:
            return
        listed = (one for one in known if one.vocabulary in {"organization", "mission"})
        taken = Spans((one.start, one.end) for one in listed)
        places = {(one.start, one.end) for one in spotted.sightings if one.choice.vocabulary == "country"}
        for name in found:
            touched = taken.touched(name.start, name.end)
            free = shortened(text, name, touched[0]) if touched else name
            if free and (free.start + free.title, free.end) not in places:
                taken.add(free.start, free.end)
                surface = text[free.start : free.end]
                label = " ".join(surface[free.title :].split())
                yield Annotation(free.start, free.end, surface, free.vocabulary, None, label, free.rule)

    def _tagged(self, text: str, known: list[Annotation], language: str | None) -> Iterator[FoundName]:
        """What the tagger adds; it has learned English, and what stands in capitals throughout tells it nothing."""
        if self._tagger is None or language not in _TAGGED or text.isupper():
            return
        for start, end, label in self._tagger.find(text, _letters(known)):
            if label in _NAMES and (name := proper_name(text, start, end, label, self._tagger.common)):
                kind = _NAMES[label]
                yield FoundName(name.start, name.end, kind, f"{kind}.model", title=name.name - name.start)


def _rank(name: FoundName) -> tuple[bool, int, bool]:
    """A person behind a title comes first, then the longest: "Economic Commission for Europe" before its beginning."""
    return name.rule != "person.title", name.start + name.title - name.end, not name.rule.endswith(".model")


def known_spans(annotator: Annotator, text: str) -> list[tuple[int, int, str]]:
    """What the vocabularies know in an English text by itself, as the tagger is told of it."""
    spotted = annotator.spot(text)
    return _letters(annotator.annotate(spotted, annotator.weigh([spotted], "en")))


def _letters(known: Iterable[Annotation]) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, CLASSES[one.vocabulary]) for one in known if one.code and one.vocabulary in CLASSES]


def _settled(spotted: Spotted, evidence: Evidence) -> Iterator[tuple[Sighting, Term]]:
    others: dict[int, Sighting] | None = None
    for sighting in spotted.sightings:
        if sighting.choice.plain:
            yield sighting, sighting.choice.terms[0]
            continue
        others = _by_word(spotted) if others is None else others
        if term := settle(sighting, spotted.words, others, evidence):
            yield sighting, term


def _by_word(spotted: Spotted) -> dict[int, Sighting]:
    """The countries named, by the position of each of their words."""
    countries = [sighting for sighting in spotted.sightings if sighting.choice.vocabulary == "country"]
    return {position: sighting for sighting in countries for position in range(sighting.first, sighting.last)}


def _unsure_countries(spotted: Spotted, evidence: Evidence) -> Iterator[Term]:
    """What stands in a text for a country only because of what is beside it."""
    unsure = [one for one in spotted.sightings if one.choice.vocabulary == "country" and not one.choice.sure]
    others = _by_word(spotted) if unsure else {}
    for sighting in unsure:
        if term := settle(sighting, spotted.words, others, evidence):
            yield term


def _beside(persons: Spans, known: Iterable[Annotation]) -> list[Annotation]:
    """What is known without what is part of a person's name; a date or a theme may stand in one."""
    return [one for one in known if one.vocabulary in {"date", "theme"} or not persons.touched(one.start, one.end)]


def _annotation(text: str, sighting: Sighting, term: Term) -> Annotation:
    surface = text[sighting.start : sighting.end]
    return Annotation(sighting.start, sighting.end, surface, term.vocabulary, term.code, term.label, term.rule)


def _dated(text: str, found: FoundDate) -> Annotation:
    surface = text[found.start : found.end]
    return Annotation(found.start, found.end, surface, "date", found.iso, found.iso, found.rule)
