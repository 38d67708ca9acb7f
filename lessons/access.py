"""Who may see what: access labels of documents, and readers; decided before anything is counted."""

from dataclasses import dataclass

from lessons.errors import UserError

SENSITIVITIES = ("unclassified", "confidential", "strictly_confidential")


@dataclass(frozen=True, slots=True, order=True)
class AccessLabel:
    """A document's sensitivity and the groups that may see it; no groups means all readers of that clearance."""

    sensitivity: str = "unclassified"
    groups: tuple[str, ...] = ()

    @classmethod
    def of(cls, sensitivity: str | None, groups: tuple[str, ...] | list[str] = ()) -> "AccessLabel":
        """Make a label in its one normal form; raises UserError for an unknown sensitivity."""
        level = (sensitivity or "unclassified").strip().lower().replace(" ", "_")
        if level not in SENSITIVITIES:
            raise UserError(f"unknown sensitivity {sensitivity!r}: use one of {', '.join(SENSITIVITIES)}")
        return cls(level, tuple(sorted({group.strip() for group in groups if group.strip()})))

    @property
    def openness(self) -> tuple[int, int, tuple[str, ...]]:
        """A key that puts the label first that most may read."""
        return SENSITIVITIES.index(self.sensitivity), len(self.groups) > 0, self.groups

    def __str__(self) -> str:
        return "+".join((self.sensitivity, *self.groups))


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks: the clearance and the groups he belongs to; the owner of the collection sees all."""

    clearance: str = "unclassified"
    groups: frozenset[str] = frozenset()
    owner: bool = False

    def may_read(self, label: AccessLabel) -> bool:
        """Tell whether a document with this label may be shown to, or counted for, this reader."""
        if self.owner:
            return True
        cleared = SENSITIVITIES.index(label.sensitivity) <= SENSITIVITIES.index(self.clearance)
        return cleared and (not label.groups or bool(self.groups.intersection(label.groups)))

    @classmethod
    def parse(cls, text: str) -> "Reader":
        """Read ``owner`` or ``CLEARANCE[:GROUP,GROUP...]``, as ``--as`` takes it; raises UserError."""
        if text == "owner":
            return OWNER
        clearance, _, groups = text.partition(":")
        if clearance not in SENSITIVITIES:
            raise UserError(
                f"--as {text!r}: give `owner` or one of {', '.join(SENSITIVITIES)}, then `:group,group` if any"
            )
        return cls(clearance, frozenset(group.strip() for group in groups.split(",") if group.strip()))


OWNER = Reader("strictly_confidential", owner=True)
