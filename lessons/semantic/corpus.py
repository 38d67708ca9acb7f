"""Vectors of a judged collection's texts, kept in a cache by content, so that a second evaluation is quick."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from lessons.semantic.encoder import MODEL, Encoder, Vectors

AT_ONCE = 256


def embedded(
    texts: Sequence[str], encoder: Encoder, cache: Path, told: Callable[[int], None] = lambda _: None
) -> Vectors:
    """The vector of each text, from the cache where they are known; an interrupted run goes on where it stopped."""
    found = []
    for start in range(0, len(texts), AT_ONCE):
        found.append(_block(texts[start : start + AT_ONCE], encoder, cache))
        told(start + len(found[-1]))
    return np.concatenate(found)


def _block(texts: Sequence[str], encoder: Encoder, cache: Path) -> Vectors:
    name = sha256("\x1f".join([MODEL, *texts]).encode("utf-8", "replace")).hexdigest()
    place = cache / f"{name}.npy"
    try:
        known: Vectors = np.load(place, allow_pickle=False)
        if known.shape[0] == len(texts):
            return known
    except (OSError, ValueError):
        pass  # not there, or cut short by an interruption: made anew
    made = encoder.encode(texts)
    cache.mkdir(parents=True, exist_ok=True)
    part = cache / f"{name}.part.npy"
    np.save(part, made, allow_pickle=False)
    part.replace(place)
    return made
