import time

import pytest

from indexer import warm
from indexer.warm import RecognitionFailed, WarmRecognisers
from lessons.records import Metadata, Passage

QUESTION = (Metadata(title="Police in Liberia"), (), [Passage("UNMIL trained police in Liberia.", end=32)])


@pytest.mark.slow
def test_a_question_that_never_ends_and_a_worker_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_serve", _sleep)
    pool = WarmRecognisers(1, deadline=0.2)
    with pytest.raises(RecognitionFailed, match="longer than") as caught:
        pool.recognise(QUESTION)
    assert caught.value.outcome == "timed_out"
    monkeypatch.setattr(warm, "_serve", _die)
    pool = WarmRecognisers(1)
    for _ in range(2):
        with pytest.raises(RecognitionFailed, match="died") as caught:
            pool.recognise(QUESTION)
        assert caught.value.outcome == "crashed"
    pool.close()


def test_a_closed_pool_starts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warm, "_serve", _die)
    pool = WarmRecognisers(1)
    pool.close()
    with pytest.raises(RecognitionFailed, match="interrupted"):
        pool.recognise(QUESTION)
    pool.close()


@pytest.mark.slow
def test_a_worker_answers_again_and_again() -> None:
    pool = WarmRecognisers(1)
    first = pool.recognise(QUESTION)
    assert first.passages[0].about.country == ("LBR",)
    assert pool.recognise(QUESTION) == first
    with pytest.raises(RecognitionFailed, match="recognition failed"):
        pool.recognise((Metadata(), (), [None]))  # type: ignore[list-item]
    assert pool.recognise(QUESTION) == first
    pool.close()


def _sleep(_: object) -> None:
    time.sleep(60)


def _die(_: object) -> None:
    raise SystemExit(9)
