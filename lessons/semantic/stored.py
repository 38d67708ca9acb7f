"""Passages' vectors in the catalog: making those that are missing, and reading them for an index."""

from collections.abc import Callable, Mapping, Sequence

from lessons.semantic.encoder import DIMENSIONS, MODEL, Encoder, Vectors
from lessons.semantic.packing import pack, unpack
from lessons.storage.catalog import Catalog

AT_ONCE = 256
"""Passages that are encoded between two writes: what an interruption costs."""

__all__ = ["DIMENSIONS", "embed_missing", "stored_vectors"]


def embed_missing(catalog: Catalog, encoder: Encoder, told: Callable[[int], None]) -> int:
    """Make and keep the vector of every passage that has none; goes on where an earlier run stopped."""
    kept = catalog.embeddings(MODEL)
    made, last = 0, ""
    while found := kept.missing(last, AT_ONCE):
        vectors = encoder.encode([text for _, text in found])
        kept.store({name: pack(vector) for (name, _), vector in zip(found, vectors, strict=True)})
        made, last = made + len(found), found[-1][0]
        told(made)
    kept.prune()
    return made


def stored_vectors(catalog: Catalog) -> Callable[[Sequence[str]], Mapping[str, Vectors]]:
    """Looks up the vectors of passages by their ids."""
    kept = catalog.embeddings(MODEL)

    def lookup(passage_ids: Sequence[str]) -> Mapping[str, Vectors]:
        return {name: unpack(packed) for name, packed in kept.find(passage_ids).items()}

    return lookup
