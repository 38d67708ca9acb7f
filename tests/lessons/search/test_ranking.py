import pytest

from lessons.errors import UnknownCode
from lessons.search.ranking import METHODS, any_of, most_of, ranking_method


def test_how_many_words_must_match() -> None:
    assert [most_of(number) for number in (1, 2, 3, 9)] == [1, 2, 2, 2]
    assert [any_of(number) for number in (1, 2, 9)] == [1, 1, 1]


def test_methods_by_name() -> None:
    for name in METHODS:
        assert ranking_method(name).name == name
    with pytest.raises(UnknownCode, match=r"default.*bm25"):
        ranking_method("magic")
