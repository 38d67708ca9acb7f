"""Disjoint sets of names: whatever the order in which they are joined, a set is called by its smallest member."""

from collections.abc import Iterable


class Unions:
    """Sets of names that grow by joining; a name that was never mentioned is a set of its own."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {name: name for name in names}

    def of(self, name: str) -> str:
        """The smallest name of the set to which a name belongs."""
        top = name
        while self._parent.setdefault(top, top) != top:
            top = self._parent[top]
        while self._parent[name] != top:
            self._parent[name], name = top, self._parent[name]
        return top

    def join(self, one: str, other: str) -> None:
        """Make one set of two."""
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first
