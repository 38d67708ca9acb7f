"""A vocabulary: codes, their labels and names, and the way from any name to its code."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lessons.errors import UnknownCode
from lessons.vocabulary.folding import fold

_SQUEEZABLE = 6
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name under which a code is known; `context` says that the bare string may mean something else."""

    text: str
    type: str = "label"
    language: str = "en"
    context: bool = False
    weight: float = 1.0
    end: str = ""
    start: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a vocabulary with its label, its labels in other languages and its names."""

    code: str
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    names: tuple[Name, ...] = ()

    def all_names(self) -> Iterable[str]:
        """Label first, then every other name, also those that only resolve."""
        yield self.label
        yield from self.labels.values()
        yield from (name.text for name in self.names)


class Vocabulary:
    """A named set of codes; dotted codes are a hierarchy."""

    def __init__(
        self,
        name: str,
        entries: Iterable[Entry],
        *,
        unlisted: Iterable[str] = (),
        names: Callable[[], Mapping[str, Sequence[Name]]] = dict,
    ) -> None:
        """Index the names of `entries`; name types in `unlisted` stay out of `resolve` (a venue is no country).

        `names` reads the names that are not in the entries when one is asked for: labels alone need no long table.
        """
        self.name = name
        self._entries = {entry.code: entry for entry in entries}
        self._unlisted = frozenset(unlisted)
        self._names = names

    @cached_property
    def _whole(self) -> Mapping[str, Entry]:
        """The entries with all their names."""
        names = self._names()
        return {
            code: replace(entry, names=(*names[code], *entry.names)) if code in names else entry
            for code, entry in self._entries.items()
        }

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {fold(code): code for code in self._entries}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        return _by_name(self._whole.values(), self._unlisted)

    @cached_property
    def _squeezed(self) -> Mapping[str, tuple[str, ...]]:
        return {name.replace(" ", ""): codes for name, codes in self._by_name.items()}

    def codes(self) -> tuple[str, ...]:
        """All codes in the order of the table."""
        return tuple(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def label(self, code: str, language: str = "en") -> str:
        """The label of a code; a code that is not in the vocabulary is its own label."""
        entry = self._entries.get(code)
        return entry.labels.get(language, entry.label) if entry else code

    def labels(self, code: str) -> dict[str, str]:
        """The label of a code in each language that has one: where the table has none, its first full name there."""
        entry = self._whole[code]
        found = {"en": entry.label, **entry.labels}
        for name in entry.names:
            if name.type == "name" and name.language in ("fr", "es"):
                found.setdefault(name.language, name.text)
        return found

    def names(self, code: str) -> tuple[Name, ...]:
        """Every name of a code with its type, language and need of context; the label is not repeated."""
        return self._whole[code].names

    def aliases(self, code: str) -> tuple[str, ...]:
        """The names of a code other than its label, each once."""
        entry = self._whole[code]
        return tuple(dict.fromkeys(name for name in entry.all_names() if name != entry.label))

    def children(self, code: str) -> tuple[str, ...]:
        """The codes below a dotted code, at any depth."""
        return tuple(child for child in self._entries if child.startswith(f"{code}."))

    def parent(self, code: str) -> str | None:
        """The code above a dotted code."""
        above = code.rpartition(".")[0]
        return above if above in self._entries else None

    def resolve(self, text: str) -> list[str]:
        """The codes a text may stand for, none, one, or several when it is ambiguous.

        A code or a whole name wins; only where there is none do names count that contain the text as whole words.
        """
        folded = fold(text)
        if not folded:
            return []
        if folded in self._codes:
            return [self._codes[folded]]
        return list(self._named(folded) or self._containing(folded))

    def _named(self, folded: str) -> tuple[str, ...]:
        """The codes of a whole name; a long one also when it is written in one word ("cote divoire")."""
        if folded in self._by_name or len(folded) < _SQUEEZABLE:
            return self._by_name.get(folded, ())
        return self._squeezed.get(folded.replace(" ", ""), ())

    def _containing(self, folded: str) -> tuple[str, ...]:
        inside = f" {folded} "
        found = (code for name, codes in self._by_name.items() if inside in f" {name} " for code in codes)
        return tuple(dict.fromkeys(found))

    def find(self, text: str) -> str | None:
        """The code for a code or a whole name, None where there is not exactly one; never looks for near ones."""
        folded = fold(text)
        codes = self._named(folded)
        return self._codes.get(folded) or (codes[0] if len(codes) == 1 else None)

    def clean(self, text: str) -> str:
        """The code for a code or a whole name; raises UnknownCode with the nearest codes where there is not one."""
        code = self.find(text)
        if code is not None:
            return code
        codes = self._named(fold(text))
        problem = "is ambiguous" if codes else "is unknown"
        choice = ", ".join(f"{code} ({self.label(code)})" for code in codes or self.suggest(text))
        mend = f"did you mean {choice}?" if choice else self._listing()
        raise UnknownCode(f"{self.name} “{text[:80]}” {problem}: {mend}")

    def suggest(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """The codes whose code or name is nearest to a text in spelling, or that contain it as a word."""
        folded = fold(text[:80])
        known = {**self._by_name, **{name: (code,) for name, code in self._codes.items()}}
        near = difflib.get_close_matches(folded, known, n=limit, cutoff=0.75)
        found = [code for name in near for code in known[name]] or (self._containing(folded) if folded else ())
        return tuple(dict.fromkeys(found))[:limit]

    def _listing(self) -> str:
        codes = self.codes()
        shown = ", ".join(codes[:_LISTED])
        return f"choose one of {shown}" if len(codes) <= _LISTED else f"the codes look like {', '.join(codes[:3])}"


def _by_name(entries: Iterable[Entry], unlisted: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        listed = (name.text for name in entry.names if name.type not in unlisted)
        for text in (entry.label, *entry.labels.values(), *listed):
            found[fold(text)].setdefault(entry.code)
    found.pop("", None)
    return {name: tuple(codes) for name, codes in found.items()}
