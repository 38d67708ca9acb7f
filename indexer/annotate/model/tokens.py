"""A text as sentences of tokens, the same whether punctuation stands close to its word or apart."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+|\d+|[^\w\s]|_")
# A sentence does not end after these: "Mr. Diop", "No. 4", "vol. 2", "St. Louis".
_SHORT = frozenset(
    "mr mrs ms dr prof lt gen col maj brig capt sgt cmdr adm hon rev st jr sr mt no nos vol para paras art fig "
    "pp p ed eds op cit al inc ltd co corp dept rep sen gov mme mlle sra".split()
)
_ENDS = ".!?"
_LONGEST = 200


def token_spans(text: str) -> list[Span]:
    """The places of all tokens: words, numbers, single marks, and abbreviations of single letters ("U.S.")."""
    return [found.span() for found in _TOKEN.finditer(text)]


def sentences(text: str) -> Iterator[list[Span]]:
    """Part a text into sentences, cut where one is too long to be prose."""
    sentence: list[Span] = []
    for span in token_spans(text):
        if sentence and (_parted(text, sentence, span) or len(sentence) >= _LONGEST):
            yield sentence
            sentence = []
        sentence.append(span)
    if sentence:
        yield sentence


def _parted(text: str, sentence: list[Span], following: Span) -> bool:
    """Tell whether a sentence ends before this token: at an end mark, a tabulator or a blank line."""
    end, start = sentence[-1][1], following[0]
    if start == end:
        return False
    if (gap := text[end:start]) != " " and ("\t" in gap or gap.count("\n") > 1):
        return True
    if text[end - 1] not in _ENDS or text[start].islower() or len(sentence) == 1:
        return False
    if text[end - 1] != ".":
        return True
    first, last = sentence[-2]
    return not (last - first == 1 and text[first].isupper()) and text[first:last].lower() not in _SHORT
