"""What a question asks for: its content without the words that only frame it, and the kinds of passage they hint at.

"What lessons were learned about cantonment in Liberia?" is about cantonment in Liberia, and would like a lesson.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lessons.analysis import fold, tokens
from lessons.stop_words import is_stop_word

_LEARNED = r"(?:learn(?:ed|t)|identified|drawn)"
_WERE = r"(?:that )?(?:were|was|are|been|have been|has been|can be|could be)"
_KINDS = {
    "lesson": (
        rf"lessons?(?: {_WERE})?(?: {_LEARNED})?"
        r"|(?:enseignements?|lecons?)(?: (?:tire|retenu|apprise)e?s?)?"
        r"|(?:lecciones|leccion|ensenanzas?)(?: (?:aprendid|extraid)as?)?"
    ),
    "good_practice": (
        r"(?:best|good) practices?|what (?:has )?work(?:ed|s)(?: well)?|bonnes pratiques?|buenas practicas?"
    ),
    "recommendation": (
        r"recommendations?(?: (?:were|was|have been))?(?: made)?|recommandations?|recomendaciones|recomendacion"
    ),
    "challenge": (
        r"(?:challenges?|obstacles?|problems?|difficulties)(?: (?:did|do|have|were|was|arose|faced|met|encountered))*"
        r"|defis|desafios"
    ),
}
"""How a question names the kind of passage that would answer it, in English, French and Spanish."""
_ASKING = re.compile(
    r"^(?:please |tell me |show me |find |i want to know )*"
    r"(?:what|which|how|when|where|why|who|is|are|was|were|did|does|do|has|have|can|could|should"
    r"|quels?|quelles?|comment|pourquoi|que|cuales|cual|como|por que)\b"
)
_DID = r"(?:do|did|deal|dealt|handled?|learn|learned|faced?|managed?)"
_FRAME = re.compile(
    rf"\b(?:(?:past |previous |other |earlier |similar )?(?:missions?|operations?)(?= {_DID}\b)"
    rf"|do we know about|is known about|we (?:learn|know)|{_LEARNED}(?= (?:about|on|from|in|by|during|with)\b)"
    r"|(?:deal|dealt) with|handled?|(?:past |previous )?experiences? (?:of|with|in|on)|examples? of|evidence (?:of|on)"
    r"|tell (?:me|us) about|show (?:me|us)|information (?:on|about))\b"
)
_LONGEST = 400

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A query as a question: whether it asks, the spans that only frame it, and the kinds of passage it hints at."""

    asks: bool
    frame: tuple[Span, ...] = ()
    kinds: tuple[str, ...] = ()

    def content(self, text: str) -> str:
        """The text without its frame."""
        for start, end in reversed(self.frame):
            text = f"{text[:start]} {text[end:]}"
        return " ".join(text.split())

    def frames(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text belongs to the frame."""
        return any(left <= start and end <= right for left, right in self.frame)


_KIND_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in _KINDS.items())
_LINK = re.compile(r"(?:about|on|from|in|of|for|regarding|concerning|sur|en|de|sobre|during|when|to)\b")


def read_question(text: str) -> Question:
    """Read a question, or a heading such as "lessons learned on"; what is neither is all content.

    Quoted words, fields and long texts are never taken for a frame; a query that is nothing but frame keeps its words.
    """
    folded = _same_length(text)
    if len(text) > _LONGEST or any(sign in text for sign in '":'):
        return Question(asks=False)
    asking = _ASKING.search(folded.lstrip())
    frame: list[Span] = [match.span() for match in _FRAME.finditer(folded)]
    kinds = []
    for kind, pattern in _KIND_PATTERNS:
        for match in pattern.finditer(folded):
            # What asks may stand before it, and nothing else: "evaluation recommendations" are what is asked about.
            before = _ASKING.sub("", folded[: match.start()].lstrip())
            opens = not any(not is_stop_word(token.word) for token in tokens(before))
            heads = not folded[: match.start()].strip() and _LINK.match(folded[match.end() :].lstrip())
            if opens and (asking or heads):
                kinds.append(kind)
                frame.append(match.span())
    question = Question(bool(asking), tuple(_merged(frame)), tuple(dict.fromkeys(kinds)))
    rest = question.content(text)
    says = any(not is_stop_word(token.word) for token in tokens(rest))
    return question if says else Question(bool(asking), (), question.kinds)


def framed(words: Sequence[str], question: Question) -> tuple[list[str], list[str]]:
    """The words of a query that say what it is about, and those that only frame it; it was read joined by blanks."""
    content: list[str] = []
    frame: list[str] = []
    start = 0
    for word in words:
        (frame if question.frames(start, start + len(word)) else content).append(word)
        start += len(word) + 1
    return content, frame


def _same_length(text: str) -> str:
    """Folded letter by letter, so that offsets hold."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)


def _merged(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
