"""A file of named numpy arrays and a JSON note: written once, then mapped into memory, so that opening is instant."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
MAGIC = b"LSNARR1\n"
# Arrays start at multiples of a cache line, so that a mapped view is aligned for every type.
ALIGNMENT = 64


class DamagedFileError(Exception):
    """The file is not one that `write_arrays` wrote, or not the whole of it."""


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNMENT) * ALIGNMENT


def write_arrays(path: Path, arrays: Mapping[str, Array], note: Any) -> None:
    """Write the arrays and the note, and make the file durable."""
    directory: dict[str, tuple[str, tuple[int, ...], int]] = {}
    offset = 0
    for name, array in arrays.items():
        directory[name] = (array.dtype.str, array.shape, offset)
        offset = _aligned(offset + array.nbytes)
    head = json.dumps({"arrays": directory, "size": offset, "note": note}).encode()
    start = _aligned(len(MAGIC) + 8 + len(head))
    with path.open("xb") as file:
        file.write(MAGIC + len(head).to_bytes(8, "little") + head)
        for name, array in arrays.items():
            file.seek(start + directory[name][2])
            file.write(np.ascontiguousarray(array).data)
        file.truncate(start + offset)
        file.flush()
        os.fsync(file.fileno())


def read_arrays(path: Path) -> tuple[dict[str, Array], Any]:
    """Map the arrays of a file, read-only, and read its note; raises DamagedFileError."""
    try:
        data = np.memmap(path, np.uint8, mode="r")
        if data[: len(MAGIC)].tobytes() != MAGIC:
            raise DamagedFileError(f"{path.name} has a foreign beginning")
        body = len(MAGIC) + 8
        length = int.from_bytes(data[len(MAGIC) : body].tobytes(), "little")
        head = json.loads(data[body : body + length].tobytes())
        start = _aligned(body + length)
        if len(data) != start + head["size"]:
            raise DamagedFileError(f"{path.name} is incomplete")
        return {name: _view(data[start:], *entry) for name, entry in head["arrays"].items()}, head["note"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedFileError(f"{path.name} cannot be read: {error}") from error


def _view(data: Array, dtype: str, shape: list[int], offset: int) -> Array:
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    # A plain ndarray over the mapping: np.memmap's own bookkeeping costs microseconds at every slice.
    return np.asarray(data[offset : offset + size]).view(dtype).reshape(shape)
