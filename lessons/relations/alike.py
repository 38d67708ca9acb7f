"""Pairs of sets that share most of their members: found by MinHash, then measured; the only room of rensa."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

SEED = 1945


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


class Signatures:
    """Sets seen one after the other, of which only signatures are kept; afterwards the pairs that may be alike."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._signatures: dict[str, RMinHash] = {}

    def add(self, key: str, members: Set[str]) -> None:
        """Note a set; an empty one is like no other."""
        if members:
            self._signatures[key] = RMinHash.from_token_sets(
                [sorted(members)], num_perm=self._search.length, seed=SEED
            )[0]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs of keys that share a band, the smaller key first."""
        keys = sorted(self._signatures)
        signatures = [self._signatures[key] for key in keys]
        index = RMinHashLSH(threshold=self._search.least, num_perm=self._search.length, num_bands=self._search.bands)
        index.insert_many(signatures)
        for number, near in enumerate(index.query_all(signatures)):
            yield from ((keys[number], keys[other]) for other in sorted(near) if other > number)


def alike(sets: Mapping[str, Set[str]], search: Search) -> dict[tuple[str, str], float]:
    """The pairs of keys (the smaller first) whose sets are alike, with their Jaccard similarity.

    What is given in another order yields the same pairs: a signature depends on its set alone, and each pair that
    shares a band is measured on the sets themselves.
    """
    signatures = Signatures(search)
    for key, members in sets.items():
        signatures.add(key, members)
    measured = {pair: jaccard(sets[pair[0]], sets[pair[1]]) for pair in signatures.pairs()}
    return {pair: found for pair, found in sorted(measured.items()) if found >= search.least}
