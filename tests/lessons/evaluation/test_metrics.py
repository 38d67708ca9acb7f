from math import log2

import pytest

from lessons.evaluation.metrics import Scores, p_value, score

JUDGMENTS = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}}


def test_a_perfect_run() -> None:
    scores = score(JUDGMENTS, {"q1": {"a": 2.0, "b": 1.0}, "q2": {"c": 1.0}})
    assert (scores.ndcg, scores.recall, scores.average_precision) == (1.0, 1.0, 1.0)


def test_known_values() -> None:
    scores = score(JUDGMENTS, {"q1": {"x": 3.0, "a": 2.0}, "q2": {}})
    first = (1 / log2(3)) / (1 + 1 / log2(3))
    assert scores.ndcg_by_query == pytest.approx({"q1": first, "q2": 0.0})
    assert scores.ndcg == pytest.approx(first / 2)
    assert scores.ndcg_condensed == pytest.approx((1 / (1 + 1 / log2(3))) / 2)
    assert scores.recall == pytest.approx(0.25)
    assert scores.judged == pytest.approx(0.25)


def with_ndcg(*values: float) -> Scores:
    return Scores(0, 0, 0, 0, 0, {f"q{number}": value for number, value in enumerate(values)})


def test_p_values() -> None:
    assert p_value(with_ndcg(0.1, 0.5, 0.9), with_ndcg(0.1, 0.5, 0.9)) == 1.0
    assert p_value(with_ndcg(0.1), with_ndcg(0.9)) == 1.0
    assert p_value(with_ndcg(0.5, 0.75, 1.0), with_ndcg(0.25, 0.5, 0.75)) == 0.0
    some = p_value(with_ndcg(0.1, 0.5, 0.9, 0.3), with_ndcg(0.2, 0.4, 0.8, 0.6))
    assert 0.5 < some < 1
