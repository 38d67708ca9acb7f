"""The weight of a word by its rarity."""

from math import log


def idf(frequency: int, passages: int) -> float:
    """The inverse document frequency of BM25 as Lucene has it: never negative."""
    return log(1 + (passages - min(frequency, passages) + 0.5) / (frequency + 0.5))
