from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.engines.arrays import DamagedFileError
from lessons.engines.inverted import FILE, MOST, InvertedColumn, read_inverted, write_inverted
from lessons.engines.texts import TextColumn
from lessons.engines.words import WordCollector

Texts = st.lists(st.lists(st.sampled_from(["a", "b", "c", "é", "zz"]), max_size=9), max_size=9)


def inverted(texts: list[list[str]]) -> InvertedColumn:
    collector = WordCollector()
    for text in texts:
        collector.add(text)
    return InvertedColumn.of(collector.column())


@given(Texts)
def test_each_term_has_its_rows_ascending_and_how_often_it_stands_in_each(texts: list[list[str]]) -> None:
    column = inverted(texts)
    for term in ["a", "b", "c", "none", "é", "zz"]:
        found = column.postings(term)
        counts = {row: text.count(term) for row, text in enumerate(texts) if term in text}
        assert dict(zip(found.rows.tolist(), found.frequencies.tolist(), strict=True)) == counts
        assert found.rows.tolist() == sorted(counts)


def test_a_word_repeated_beyond_counting_is_still_found() -> None:
    assert inverted([["a"] * (MOST + 5), ["b"]]).postings("a").frequencies.tolist() == [MOST]


def test_postings_are_written_and_mapped(tmp_path: Path) -> None:
    write_inverted(tmp_path, {"text": inverted([["a", "b", "a"], ["b"]]), "title": inverted([[], ["b"]])})
    read = read_inverted(tmp_path)
    assert (read["text"].postings("b").rows.tolist(), read["title"].postings("b").rows.tolist()) == ([0, 1], [1])
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:-9])
    with pytest.raises(DamagedFileError):
        read_inverted(tmp_path)


@given(st.sets(st.text()), st.text())
def test_a_text_is_found_in_a_column_in_order(texts: set[str], other: str) -> None:
    ordered = sorted(texts)
    column = TextColumn.pack(ordered)
    assert [column.find(text) for text in ordered] == list(range(len(ordered)))
    assert (column.find(other) is None) == (other not in texts)
