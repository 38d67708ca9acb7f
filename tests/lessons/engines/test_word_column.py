import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lessons.engines.words import WordCollector, join_words, take_words

Texts = st.lists(st.lists(st.sampled_from(["a", "b", "c", "é", "zz"]), max_size=6), max_size=6)


def collected(texts: list[list[str]]):  # type: ignore[no-untyped-def]
    collector = WordCollector()
    for text in texts:
        collector.add(text)
    return collector.column()


def read(column) -> list[list[str]]:  # type: ignore[no-untyped-def]
    names = column.names.all()
    assert names == sorted(names)
    bounds = column.starts.tolist()
    return [[names[n] for n in column.values[a:b].tolist()] for a, b in itertools.pairwise(bounds)]


@given(Texts, Texts)
def test_words_survive_collecting_joining_and_taking(first: list[list[str]], second: list[list[str]]) -> None:
    joined = join_words(collected(first), collected(second))
    assert read(joined) == first + second
    rows = np.arange(len(first + second))[::-1].astype(np.int32)
    assert read(take_words(joined, rows)) == (first + second)[::-1]


@given(Texts)
def test_frequencies(texts: list[list[str]]) -> None:
    column = collected(texts)
    rows = np.arange(len(texts), dtype=np.int32)
    table = column.frequencies(rows, ["b", "none", "zz"])
    assert table.tolist() == [[text.count("b"), 0, text.count("zz")] for text in texts]
    assert all(column.terms(row) == {word: text.count(word) for word in text} for row, text in enumerate(texts))
