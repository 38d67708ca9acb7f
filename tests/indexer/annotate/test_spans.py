"""Spans that touch."""

from indexer.annotate.spans import Spans


def test_touching_spans_are_found() -> None:
    spans = Spans([(10, 20), (0, 5)])
    spans.add(30, 40)
    assert spans.touched(5, 10) is None
    assert spans.touched(4, 6) == (0, 5)
    assert spans.touched(15, 16) == (10, 20)
    assert spans.touched(8, 35) == (10, 20)
    assert spans.touched(39, 100) == (30, 40)
    assert spans.touched(40, 50) is None
    assert Spans().touched(0, 9) is None
