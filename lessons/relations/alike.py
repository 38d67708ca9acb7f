"""Pairs of sets that share most of their members: found by MinHash, then measured; the only room of rensa."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from struct import pack

from rensa import RMinHash  # type: ignore[import-untyped]

SEED = 1945
NUMBER = 4
"""Bytes of one value of a signature."""
ALGORITHM: int = RMinHash.ALGORITHM_VERSION
"""The library's number for how it makes signatures: those of another cannot be compared."""


@dataclass(frozen=True, slots=True)
class Search:
    """How pairs are looked for: the least similarity, and the bands of the signature of which one must be the same.

    With b bands of r values a pair of similarity s is seen with a chance of 1 - (1 - s^r)^b: for 42 bands of 3 with
    0.996 at 0.5 and 0.99999 at 0.6.
    """

    least: float
    bands: int = 42
    rows: int = 3

    @property
    def length(self) -> int:
        """The length of a signature."""
        return self.bands * self.rows


def jaccard(one: Set[str], other: Set[str]) -> float:
    """The share of all their members that two sets have in common."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def signature(members: Set[str], search: Search) -> bytes:
    """What stands for a set when pairs are sought; it depends on the set alone. An empty one has none."""
    if not members:
        return b""
    (found,) = RMinHash.from_token_sets([sorted(members)], num_perm=search.length, seed=SEED)
    return pack(f"<{search.length}I", *found.digest())


def pairs(signatures: Mapping[str, bytes], search: Search) -> Iterator[tuple[str, str]]:
    """The pairs of keys whose signatures share a band, the smaller key first; in order.

    The bands are compared here, not by the library: its index takes no signature that was stored.
    """
    found: set[tuple[str, str]] = set()
    keys = sorted(key for key, own in signatures.items() if own)
    width = search.rows * NUMBER
    for start in range(0, search.length * NUMBER, width):
        alike_here: dict[bytes, list[str]] = defaultdict(list)
        for key in keys:
            alike_here[signatures[key][start : start + width]].append(key)
        for near in alike_here.values():
            if len(near) > 1:
                found.update(combinations(near, 2))
    yield from sorted(found)


def alike(
    sets: Mapping[str, Set[str]], search: Search, signatures: Mapping[str, bytes] | None = None
) -> dict[tuple[str, str], float]:
    """The pairs of keys (the smaller first) whose sets are alike, with their Jaccard similarity.

    What is given in another order yields the same pairs: a signature depends on its set alone, and each pair that
    shares a band is measured on the sets themselves. Signatures that are known are not made again.
    """
    if signatures is None:
        signatures = {key: signature(members, search) for key, members in sets.items()}
    measured = {pair: jaccard(sets[pair[0]], sets[pair[1]]) for pair in pairs(signatures, search)}
    return {pair: found for pair, found in measured.items() if found >= search.least}
