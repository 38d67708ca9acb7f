"""Recognises a document: annotates its passages, says what it and they are about, and judges their kind."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from indexer.annotate.annotator import Annotator, Spotted
from indexer.annotate.inference import inferred
from indexer.annotate.inheritance import passage_about
from indexer.annotate.mission_reference import find_references
from indexer.annotate.model.tagger import shipped_tagger
from indexer.annotate.spans import Spans
from indexer.annotate.subjects import Subjects, Text, place_of, subjects
from indexer.identify.identifier import identify
from lessons.records import About, Annotation, Metadata, Part, Passage, RecognisedPassage, Recognition

_CERTAIN_THEME = 0.7
# Languages in which themes have terms.
_TAUGHT = frozenset({"en", "fr", "es"})


class Recogniser:
    """Recognises documents one after the other; made once in a worker, its tables and matchers stay warm.

    Persons and unlisted organizations come from rules and from the shipped tagger, unless the annotator that is given
    has none; the rule of each annotation says from which.
    """

    def __init__(self, annotator: Annotator | None = None) -> None:
        self._annotator = annotator or Annotator(shipped_tagger())

    def recognise(self, metadata: Metadata, parts: Sequence[Part], passages: Sequence[Passage]) -> Recognition:
        """Recognise all passages of a document."""
        with _uncollected():
            document = _Document(self._annotator, metadata, parts, passages)
            found = document.subjects()
            return Recognition(found.about, tuple(document.recognised(found.about)), found.evidence)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: there are none, and looking for them took a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Document:
    """One document while it is recognised: every distinct heading and passage is spotted once."""

    def __init__(
        self, annotator: Annotator, metadata: Metadata, parts: Sequence[Part], passages: Sequence[Passage]
    ) -> None:
        self._annotator = annotator
        self._passages = passages
        self._date = metadata.date
        self._spotted = [annotator.spot(passage.text) for passage in passages]
        headings = dict.fromkeys(heading for passage in passages for heading in passage.heading)
        titles = [metadata.title, *(part.title for part in parts)]
        self._titles = [annotator.spot(title) for title in dict.fromkeys(titles) if title]
        self._headings = {heading: annotator.spot(heading) for heading in headings}
        everything = [*self._titles, *self._headings.values(), *self._spotted]
        self._evidence = annotator.weigh(everything, metadata.language)
        self._language = metadata.language
        spoken = list(zip(self._spotted, passages, strict=True))
        self._annotated = [annotator.annotate(spotted, self._evidence, passage.language) for spotted, passage in spoken]
        self._themes = [self._theme_weights(spotted, passage.language) for spotted, passage in spoken]
        self._themes_above = {heading: self._theme_weights(spotted) for heading, spotted in self._headings.items()}
        self._above = {
            heading: annotator.annotate(spotted, self._evidence) for heading, spotted in self._headings.items()
        }

    def _theme_weights(self, spotted: Spotted, language: str | None = None) -> Mapping[str, float]:
        return theme_weights(spotted, language or self._language)

    def subjects(self) -> Subjects:
        """Weigh title, headings and passages."""
        titles = [
            Text(spotted.text, self._annotator.annotate(spotted, self._evidence), self._theme_weights(spotted), "title")
            for spotted in self._titles[:1]
        ]
        headings = [
            Text(heading, self._above[heading], self._themes_above[heading], "heading") for heading in self._headings
        ]
        body = [
            (passage.text, annotations, themes)
            for passage, annotations, themes in zip(self._passages, self._annotated, self._themes, strict=True)
            if passage.layout in {"paragraph", "list_item"}
        ]
        passages = [Text(*piece, place_of(position, len(body))) for position, piece in enumerate(body)]
        front = zip(self._passages, self._annotated, strict=True)
        agenda = [Text(one.text, found, {}, "agenda") for one, found in front if one.layout == "title"]
        return subjects([*titles, *headings, *passages, *agenda])

    def recognised(self, document: About) -> Iterable[RecognisedPassage]:
        """Yield each passage with its spans, its codes and its kind."""
        everything = zip(self._passages, self._spotted, self._annotated, self._themes, strict=True)
        for passage, spotted, annotations, themes in everything:
            own = [*annotations, *_references(passage.text, annotations, document)]
            above = [annotation for heading in passage.heading for annotation in self._above[heading]]
            above_themes = _added(self._themes_above[heading] for heading in passage.heading)
            about, lent = passage_about(passage.text, own, above, themes, above_themes, document)
            if not about.mission and (guess := inferred(passage.text, about.country, annotations, self._date)):
                lent.append(guess)
            judgement = identify(passage.text, passage.heading, passage.layout, passage.paragraph)
            yield RecognisedPassage(passage, (*lent, *_shown(own, spotted, about)), about, judgement)


def theme_weights(spotted: Spotted, language: str | None = None) -> Mapping[str, float]:
    """How strongly a text signals each theme: the weights of its terms, a repeated term counting once.

    Terms count in their own language: a French "stage" is a training, an English one a point in time. English ones
    count everywhere, for they are borrowed; in a text of a language that has none, or is not known, all do.
    """
    spoken = {"en", language} if language in _TAUGHT else _TAUGHT
    terms = {
        (term.code, term.text): term.weight
        for sighting in spotted.sightings
        if sighting.choice.vocabulary == "theme"
        for term in sighting.choice.terms
        if term.language in spoken
    }
    weights: defaultdict[str, float] = defaultdict(float)
    for (code, _), amount in terms.items():
        weights[code] += amount
    return weights


def _added(parts: Iterable[Mapping[str, float]]) -> Mapping[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for code, amount in part.items():
            weights[code] += amount
    return weights


def _references(text: str, annotations: Sequence[Annotation], document: About) -> list[Annotation]:
    """What "the Mission" stands for, where the document is about exactly one."""
    if len(document.mission) != 1:
        return []
    references = list(find_references(text, document.mission[0]))
    if not references:
        return []
    taken = Spans((found.start, found.end) for found in annotations if found.vocabulary not in {"theme", "date"})
    return [found for found in references if not taken.touched(found.start, found.end)]


def _shown(annotations: Iterable[Annotation], spotted: Spotted, about: About) -> list[Annotation]:
    """The annotations in order; a weak theme word is shown only where the passage is about its theme."""
    weak = {
        (sighting.start, term.code)
        for sighting in spotted.sightings
        if sighting.choice.vocabulary == "theme"
        for term in sighting.choice.terms
        if term.weight < _CERTAIN_THEME
    }
    kept = (
        annotation
        for annotation in annotations
        if annotation.vocabulary != "theme"
        or (annotation.start, annotation.code) not in weak
        or annotation.code in about.theme
    )
    return sorted(kept, key=lambda annotation: (annotation.start, -annotation.end))
