"""Spans of a text to segments for a template: text is cut at their borders, never rewritten, never HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from lessons.records import Annotation

CUT = "…"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `marked` where it matched the query, `title` and `vocabulary` where something was recognised."""

    text: str
    marked: bool = False
    vocabulary: str = ""
    title: str = ""


def highlighted(text: str, spans: Sequence[tuple[int, int]], *, before: bool = False, after: bool = False) -> list[Segment]:
    """A snippet with its matches marked; an ellipsis `before` or `after` it where the passage was cut."""
    found = [Segment(f"{CUT} ")] if before else []
    position = 0
    for start, end in spans:
        found += [Segment(text[position:start]), Segment(text[start:end], marked=True)]
        position = end
    found.append(Segment(text[position:]))
    return [segment for segment in found if segment.text] + ([Segment(f" {CUT}")] if after else [])


def annotated(text: str, annotations: Sequence[Annotation]) -> list[Segment]:
    """A text with what was recognised in it; where annotations overlap, each stretch names all that cover it."""
    borders = sorted({0, len(text), *(offset for a in annotations for offset in (a.start, a.end) if offset <= len(text))})
    ordered = sorted((a for a in annotations if a.end > a.start), key=lambda annotation: annotation.start)
    found: list[Segment] = []
    for start, end in zip(borders, borders[1:], strict=False):
        covering = [a for a in ordered if a.start <= start and a.end >= end]
        found.append(_segment(text[start:end], covering))
    return found


def _segment(text: str, covering: Sequence[Annotation]) -> Segment:
    if not covering:
        return Segment(text)
    title = "; ".join(f"{a.vocabulary}: {a.label} ({a.code or 'no code'}), found by {a.rule}" for a in covering)
    return Segment(text, vocabulary=covering[0].vocabulary, title=title)
