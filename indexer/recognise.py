"""Recognises a document: annotates its passages, says what it and they are about, and judges their kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from indexer.annotate.annotator import Annotator, Spotted
from indexer.annotate.inheritance import passage_about
from indexer.annotate.matcher import installed_model
from indexer.annotate.mission_reference import find_references
from indexer.annotate.spans import Spans
from indexer.annotate.subjects import Subjects, Text, place_of, subjects
from indexer.identify.identifier import identify
from lessons.records import About, Annotation, Metadata, Part, Passage, RecognisedPassage, Recognition

_CERTAIN_THEME = 0.7


class Recogniser:
    """Recognises documents one after the other; made once in a worker, its tables and matchers stay warm.

    Persons and unlisted organizations come from a statistical model where one is installed, and from rules; the rule of
    each annotation says from which.
    """

    def __init__(self, annotator: Annotator | None = None) -> None:
        self._annotator = annotator or Annotator(installed_model())

    def recognise(self, metadata: Metadata, parts: Sequence[Part], passages: Sequence[Passage]) -> Recognition:
        """Recognise all passages of a document."""
        document = _Document(self._annotator, metadata, parts, passages)
        found = document.subjects()
        return Recognition(found.about, tuple(document.recognised(found.about)), found.evidence)


class _Document:
    """One document while it is recognised: every distinct heading and passage is spotted once."""

    def __init__(
        self, annotator: Annotator, metadata: Metadata, parts: Sequence[Part], passages: Sequence[Passage]
    ) -> None:
        self._annotator = annotator
        self._passages = passages
        self._spotted = [annotator.spot(passage.text) for passage in passages]
        headings = dict.fromkeys(heading for passage in passages for heading in passage.heading)
        titles = [metadata.title, *(part.title for part in parts)]
        self._titles = [annotator.spot(title) for title in dict.fromkeys(titles) if title]
        self._headings = {heading: annotator.spot(heading) for heading in headings}
        everything = [*self._titles, *self._headings.values(), *self._spotted]
        self._evidence = annotator.weigh(everything, metadata.language)
        self._annotated = [annotator.annotate(spotted, self._evidence) for spotted in self._spotted]
        self._themes = [theme_weights(spotted) for spotted in self._spotted]
        self._themes_above = {heading: theme_weights(spotted) for heading, spotted in self._headings.items()}
        self._above = {
            heading: annotator.annotate(spotted, self._evidence) for heading, spotted in self._headings.items()
        }

    def subjects(self) -> Subjects:
        """Weigh title, headings and passages."""
        titles = [
            Text(spotted.text, self._annotator.annotate(spotted, self._evidence), theme_weights(spotted), "title")
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
        return subjects([*titles, *headings, *passages])

    def recognised(self, document: About) -> Iterable[RecognisedPassage]:
        """Yield each passage with its spans, its codes and its kind."""
        everything = zip(self._passages, self._spotted, self._annotated, self._themes, strict=True)
        for passage, spotted, annotations, themes in everything:
            own = [*annotations, *_references(passage.text, annotations, document)]
            above = [annotation for heading in passage.heading for annotation in self._above[heading]]
            above_themes = _added(self._themes_above[heading] for heading in passage.heading)
            about, lent = passage_about(passage.text, own, above, themes, above_themes, document)
            judgement = identify(passage.text, passage.heading, passage.layout)
            yield RecognisedPassage(passage, (*lent, *_shown(own, spotted, about)), about, judgement)


def theme_weights(spotted: Spotted) -> Mapping[str, float]:
    """How strongly a text signals each theme: the weights of its terms, a repeated term counting once."""
    terms = {
        (term.code, term.text): term.weight
        for sighting in spotted.sightings
        if sighting.choice.vocabulary == "theme"
        for term in sighting.choice.terms
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
    taken = Spans((found.start, found.end) for found in annotations if found.vocabulary not in {"theme", "date"})
    references = find_references(text, document.mission[0])
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
