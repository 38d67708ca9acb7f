"""The acronyms that the texts of one index explain, with how many passages explain each so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from lessons.analysis import tokens
from lessons.errors import IndexMismatch
from lessons.expansion.definitions import definitions

FILE = "acronyms.tsv"
MOST = 2
"""Long forms that an acronym may stand for in a query."""
LEAST_SHARE = 0.2
"""A long form counts where it has so large a part of an acronym's explanations: the rest are slips."""

Pair = tuple[str, str]


class Acronyms:
    """Acronyms and long forms of one index, or of several merged for a reader."""

    def __init__(self, counts: Mapping[Pair, int] | None = None) -> None:
        self.counts: Counter[Pair] = Counter(counts or {})
        self._long: dict[str, list[str]] = {}
        self._short: dict[str, str] = {}
        by_short: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for (short, long), count in self.counts.items():
            by_short[short].append((-count, long))
        for short, found in sorted(by_short.items()):
            whole = -sum(count for count, _ in found)
            kept = [long for count, long in sorted(found) if -count >= LEAST_SHARE * whole][:MOST]
            self._long[short] = kept
            for long in kept:
                self._short.setdefault(long, short)

    def long_forms(self, short: str) -> list[str]:
        """What an acronym stands for, commonest first."""
        return self._long.get(short, [])

    def short_forms(self) -> Mapping[str, str]:
        """Every long form that counts, as `spelt` has it, with its acronym."""
        return self._short

    def write(self, folder: Path) -> None:
        """Write the acronyms into the folder of their index."""
        lines = [f"{short}\t{long}\t{count}\n" for (short, long), count in sorted(self.counts.items()) if count > 0]
        (folder / FILE).write_text("".join(lines), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Acronyms":
        """Read the acronyms of an index; raises IndexMismatch where they are missing or damaged."""
        try:
            rows = [line.split("\t") for line in (folder / FILE).read_text(encoding="utf-8").splitlines()]
            return cls({(short, long): int(count) for short, long, count in rows})
        except (OSError, ValueError) as error:
            raise IndexMismatch(
                f"the index's acronyms are missing or damaged ({error}): run `lessons reindex`"
            ) from error

    @classmethod
    def merged(cls, several: Iterable["Acronyms"]) -> "Acronyms":
        """One table over all the indexes that a reader may open."""
        counts: Counter[Pair] = Counter()
        for one in several:
            counts.update(one.counts)
        return cls(counts)


def explained(text: str) -> set[Pair]:
    """The acronyms that a passage explains, each once; the long forms spelt alike whatever their case and marks."""
    return {(short, spelt(long)) for short, long in definitions(text)}


def spelt(text: str) -> str:
    """A long form as folded words."""
    return " ".join(token.word for token in tokens(text) if not token.stacked)
