import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lessons.semantic.packing import pack, unpack


@given(st.integers(0, 1000))
def test_a_vector_survives_eight_bits(seed: int) -> None:
    vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
    vector /= np.linalg.norm(vector)
    packed = pack(vector)
    assert len(packed) == 388
    assert float(unpack(packed) @ vector) > 0.999
    assert abs(float(np.linalg.norm(unpack(packed))) - 1) < 1e-5


def test_a_vector_of_zeros() -> None:
    assert not unpack(pack(np.zeros(384, np.float32))).any()
