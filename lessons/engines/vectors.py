"""The meaning of each passage as a vector by row: 384 numbers of unit length, scanned by numpy.

They lie beside an index as float32 (154 MB for 100,000 passages, mapped): scanning takes 8 ms, from 8 bits a number it
took 94. A passage that has no vector yet has zeros.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from lessons.engines.arrays import DamagedFileError, read_arrays, write_arrays
from lessons.engines.columns import Columns

FILE = "vectors.bin"
BLOCK = 5_000
Vectors = npt.NDArray[np.float32]
Lookup = Callable[[Sequence[str]], Mapping[str, Vectors]]
"""Ids of passages -> the vectors of those that have one."""


def write_vectors(directory: Path, lookup: Lookup, dimensions: int) -> int:
    """Write the vectors of an index that was just built; returns how many passages have one, writes none for none."""
    ids = Columns.read(directory).ids.all()
    found = np.zeros((len(ids), dimensions), "<f4")
    known = 0
    for start in range(0, len(ids), BLOCK):
        vectors = lookup(ids[start : start + BLOCK])
        known += len(vectors)
        for row, name in enumerate(ids[start : start + BLOCK], start):
            if name in vectors:
                found[row] = vectors[name]
    if known:
        write_arrays(directory / FILE, {"vectors": found}, known)
    return known


def read_vectors(directory: Path, rows: int) -> Vectors | None:
    """Map the vectors of an index, None where it has none; raises DamagedFileError."""
    if not (directory / FILE).exists():
        return None
    vectors: Vectors = read_arrays(directory / FILE)[0]["vectors"]
    if len(vectors) != rows:
        raise DamagedFileError("the vectors and the columns have different numbers of rows")
    return vectors
