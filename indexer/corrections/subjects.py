"""What a document is about once its tags were corrected: subjects that lost their ground go, new ones may come."""

from collections.abc import Iterable, Sequence

from indexer.corrections.surface import occurrences
from indexer.corrections.tagged import ABOUT, Tagged
from indexer.corrections.tags import is_or_below
from indexer.merge import SHEETS
from lessons.records import About
from lessons.storage.decisions import Correction
from lessons.storage.originals import Content
from lessons.storage.rows import StoredPassage

BROAD = 0.25
"""Share of the passages that must carry a code which a person's rule brought in to make it a subject."""
LOST = 0.25
"""Share of its passages that a subject must keep: of twenty false Georgias a true one may remain."""
_BREADTH = 0.15


class Subjects:
    """The codes of a document, best first, with their evidence, while corrections are applied."""

    def __init__(self, found: Content) -> None:
        self._found = found
        self._count = max(1, len(found.passages))
        self.title = found.document.metadata.title or ""
        self.codes = {name: list(getattr(found.document.about, name)) for name in ABOUT}
        self.evidence = dict(found.document.evidence)
        self.numbers: list[int] = []

    def follow(self, passages: Sequence[Tagged], corrections: Sequence[Correction]) -> None:
        """Go along with what became of the passages' tags."""
        touched = {number for passage in passages for number in passage.numbers}
        rules = [
            one
            for one in corrections
            if one.field in ABOUT and (one.id in touched or (one.action == "never" and one.scope != "passage"))
        ]
        for rule in corrections:
            if rule.action == "merge" and rule.field in ABOUT and rule.surface in self.codes[rule.field]:
                self._replace(rule)
        for name in ABOUT:
            for code in list(self.codes[name]):
                self._keep_or_drop(name, code, passages, [one for one in rules if one.field == name])
        for rule in rules:
            if rule.action == "always":
                self._bring(rule, passages)

    def _keep_or_drop(self, name: str, code: str, passages: Sequence[Tagged], rules: Sequence[Correction]) -> None:
        before = sum(_anchored(was, name, code) for was in self._found.passages)
        after = sum(passage.anchors(name, code) for passage in passages)
        lost = after < before and (after == 0 or (after < LOST * before and after < _BREADTH * self._count))
        in_title = any(one.action == "never" and one.value == code and self._titled(one) for one in rules)
        if lost or (in_title and after == 0):
            culprit = next((one for one in rules if one.action != "add" and is_or_below(code, one.value or code)), None)
            self.drop(name, code, culprit.id if culprit else 0)
            for passage in passages:
                lent = [one for one in passage.lent(name) if one.code == code]
                passage.take_out(lent, culprit.id if culprit else 0)

    def _bring(self, rule: Correction, passages: Sequence[Tagged]) -> None:
        carried = sum(passage.anchors(rule.field, rule.value) for passage in passages)
        titled = self._titled(rule)
        if rule.value not in self.codes[rule.field] and (titled or carried >= BROAD * self._count):
            self.add(rule, first=titled, reason=f"in {carried} of {self._count} passages by a person's rule")

    def _replace(self, rule: Correction) -> None:
        codes = [rule.value if code == rule.surface else code for code in self.codes[rule.field]]
        self.codes[rule.field] = list(dict.fromkeys(codes))
        self.evidence.setdefault(rule.value, self.evidence.pop(rule.surface or "", "merged by a person"))
        self._changed(rule.id)

    def _titled(self, rule: Correction) -> bool:
        return next(occurrences(self.title, rule.surface or ""), None) is not None

    def drop(self, name: str, code: str, number: int) -> None:
        """The document is not about a code."""
        if code in self.codes[name]:
            self.codes[name].remove(code)
            self.evidence.pop(code, None)
            self._changed(number)

    def reject(self, correction: Correction) -> None:
        """The document is not about a code, nor those below it."""
        for code in [code for code in self.codes[correction.field] if is_or_below(code, correction.value)]:
            self.drop(correction.field, code, correction.id)

    def add(self, correction: Correction, *, first: bool = True, reason: str = "") -> None:
        """The document is about a code, before all others."""
        codes = self.codes[correction.field]
        if correction.value in codes:
            codes.remove(correction.value)
        codes.insert(0 if first else len(codes), correction.value)
        self.evidence[correction.value] = reason or f"added by {correction.author}"
        self._changed(correction.id)

    def give(self, mission: Correction) -> None:
        """A person's mission comes before the metadata sheet's, which goes."""
        for code in [code for code in self.codes["mission"] if self.evidence.get(code) == SHEETS]:
            self.drop("mission", code, mission.id)
        self.add(mission, reason="given by the person")

    def _changed(self, number: int) -> None:
        if number and number not in self.numbers:
            self.numbers.append(number)

    def about(self) -> About:
        """What the document is about."""
        return About(**{name: tuple(codes) for name, codes in self.codes.items()})


def _anchored(passage: StoredPassage, name: str, code: str) -> bool:
    return Tagged(passage).anchors(name, code) if code in getattr(passage.about, name) else False


def numbers_of(passages: Iterable[Tagged]) -> dict[str, tuple[int, ...]]:
    """For each passage the corrections that changed it."""
    return {passage.stored.id: tuple(passage.numbers) for passage in passages if passage.numbers}
