"""Spans of a text to segments for a template: text is cut at their borders, never rewritten, never HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lessons.records import Annotation

CUT = "…"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, `marked` where it matched; `vocabulary` and `title` tell what was recognised there."""

    text: str
    marked: bool = False
    vocabulary: str = ""
    title: str = ""


def highlighted(text: str, spans: Sequence[Span], *, before: bool = False, after: bool = False) -> list[Segment]:
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
    spans = sorted((a for a in annotations if a.start < a.end <= len(text)), key=lambda a: (a.start, -a.end))
    borders = sorted({0, len(text), *(offset for a in spans for offset in (a.start, a.end))})
    found: list[Segment] = []
    open_: list[Annotation] = []
    position = 0
    for start, end in pairwise(borders):
        open_ = [a for a in open_ if a.end > start]
        while position < len(spans) and spans[position].start == start:
            open_.append(spans[position])
            position += 1
        found.append(_segment(text[start:end], open_))
    return found


def _segment(text: str, covering: Sequence[Annotation]) -> Segment:
    if not covering:
        return Segment(text)
    title = "; ".join(f"{a.vocabulary}: {a.label} ({a.code or 'no code'}), rule {a.rule}" for a in covering)
    return Segment(text, vocabulary=covering[0].vocabulary, title=title)
