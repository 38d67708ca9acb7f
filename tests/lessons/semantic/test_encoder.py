import os
from pathlib import Path

import numpy as np
import pytest

from lessons.semantic.corpus import embedded
from lessons.semantic.encoder import DIMENSIONS, Encoder, encoder, installed

if not installed() and not os.environ.get("LESSONS_NO_SKIP"):
    pytest.skip("the sentence encoder is not installed", allow_module_level=True)


def test_like_texts_are_near() -> None:
    texts = ["child soldiers were released", "boys left the armed groups", "the budget for fuel was cut"]
    vectors = encoder().encode(texts)
    assert vectors.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_company_changes_little() -> None:
    alone = encoder().encode(["mine clearance"])[0]
    among = encoder().encode(["mine clearance", "word " * 200])[0]
    assert alone @ among > 0.97


def test_a_cache_is_used_and_repaired(tmp_path: Path) -> None:
    class Counting(Encoder):
        def __init__(self) -> None:
            super().__init__()
            self.asked = 0

        def encode(self, texts):  # type: ignore[no-untyped-def]
            self.asked += len(texts)
            return super().encode(texts)

    counting = Counting()
    first = embedded(["one", "two"], counting, tmp_path)
    assert counting.asked == 2
    assert np.array_equal(embedded(["one", "two"], counting, tmp_path), first)
    assert counting.asked == 2
    next(tmp_path.glob("*.npy")).write_bytes(b"cut short")
    assert np.array_equal(embedded(["one", "two"], counting, tmp_path), first)
    assert counting.asked == 4
