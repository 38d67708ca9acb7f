"""A passage while people's corrections are applied to it: its spans, the codes it is about, its kind."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from lessons.records import About, Annotation, Judgement
from lessons.storage.rows import StoredPassage
from lessons.vocabulary.missions import missions

ABOUT = ("country", "mission", "theme")
"""The vocabularies that a passage or document can be about."""
NAMED = ("person", "organization")
"""The vocabularies whose names need no code."""
LENT = "document"
HOST = "mission.host"


class Tagged:
    """The tags of one passage; every change notes the number of the correction that made it."""

    def __init__(self, stored: StoredPassage) -> None:
        self.stored = stored
        self.annotations = list(stored.annotations)
        self.codes = {name: list(getattr(stored.about, name)) for name in ABOUT}
        self.judgement = stored.judgement
        self.numbers: list[int] = []

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.stored.passage.text

    def changed(self, number: int) -> None:
        """Note that a correction changed something here."""
        if number not in self.numbers:
            self.numbers.append(number)

    def lent(self, vocabulary: str) -> list[Annotation]:
        """What only the document gives this passage."""
        return [one for one in self.annotations if one.vocabulary == vocabulary and _is_lent(one)]

    def anchors(self, vocabulary: str, code: str) -> bool:
        """Tell whether the passage itself is about a code, by its words, its headings or a person's."""
        if vocabulary not in ABOUT or code not in self.codes[vocabulary]:
            return False
        tags = [one for one in self.annotations if one.vocabulary == vocabulary and one.code == code]
        return not tags or not all(map(_is_lent, tags))

    def drop(self, unwanted: Callable[[Annotation], bool], number: int) -> bool:
        """Take annotations out, and each code that no annotation stands for any more; returns whether there were."""
        gone = [one for one in self.annotations if unwanted(one)]
        if not gone:
            return False
        self.annotations = [one for one in self.annotations if not unwanted(one)]
        left = {(one.vocabulary, one.code) for one in self.annotations}
        self.forget((one.vocabulary, one.code) for one in gone if one.code and (one.vocabulary, one.code) not in left)
        self.changed(number)
        return True

    def take_out(self, unwanted: Iterable[Annotation], number: int) -> bool:
        """Take these annotations out."""
        given = list(unwanted)
        return self.drop(lambda one: one in given, number)

    def forget(self, codes: Iterable[tuple[str, str | None]]) -> None:
        """The passage is no longer about these codes; the host states of a mission go with it."""
        for vocabulary, code in codes:
            if vocabulary in ABOUT and code in self.codes[vocabulary]:
                self.codes[vocabulary].remove(code)
                if vocabulary == "mission":
                    self._forget_hosts()

    def _forget_hosts(self) -> None:
        hosts = {country for mission in self.codes["mission"] if mission in missions() for country in _hosts(mission)}
        gone = [one for one in self.annotations if one.rule == HOST and one.code not in hosts]
        self.annotations = [one for one in self.annotations if one not in gone]
        left = {one.code for one in self.annotations if one.vocabulary == "country"}
        self.forget(("country", one.code) for one in gone if one.code not in left)

    def put(self, annotation: Annotation, number: int, *, first: bool = False) -> None:
        """Add an annotation in the order of the text, and its code to what the passage is about."""
        self.annotations.append(annotation)
        self.annotations.sort(key=lambda one: (one.start, -one.end))
        if annotation.vocabulary in ABOUT and annotation.code:
            self.about(annotation.vocabulary, annotation.code, first=first)
        self.changed(number)

    def about(self, vocabulary: str, code: str, *, first: bool = False) -> None:
        """The passage is about a code, perhaps before all others; a mission brings its hosts where there is none."""
        codes = self.codes[vocabulary]
        if first and code in codes:
            codes.remove(code)
        if code not in codes:
            codes.insert(0 if first else len(codes), code)
        if vocabulary == "mission" and not self.codes["country"]:
            self.codes["country"] = list(_hosts(code))

    def result(self) -> StoredPassage:
        """The passage with what counts now."""
        about = About(**{name: tuple(codes) for name, codes in self.codes.items()})
        return replace(self.stored, annotations=tuple(self.annotations), about=about, judgement=self.judgement)

    def judge(self, judgement: Judgement, number: int) -> None:
        """Say what kind of statement the passage is."""
        self.judgement = judgement
        self.changed(number)


def _is_lent(annotation: Annotation) -> bool:
    return annotation.start == annotation.end and annotation.rule in {LENT, "metadata"}


def _hosts(mission: str) -> tuple[str, ...]:
    known = missions().get(mission)
    return known.countries if known else ()
