"""Whose word a tag is: the rule of one that a person made or changed carries the number of the correction."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lessons.storage.decisions import Correction, Decisions

PERSON = "person"
_MARK = "#"
_TOLD = ("action", "scope", "field", "value", "surface", "author", "made_at")


def by_person(action: str, number: int) -> str:
    """The rule of what a correction made: "person.always#12"."""
    return f"{PERSON}.{action}{_MARK}{number}"


def rule_and_number(rule: str) -> tuple[str, int | None]:
    """A rule as it is shown and the number of its correction, None where no person had a hand in it."""
    name, mark, number = rule.rpartition(_MARK)
    if mark and number.isdecimal() and name.startswith(f"{PERSON}."):
        return name, int(number)
    return rule, None


def corrections_by_number(decisions: Path | None, numbers: Iterable[int]) -> dict[int, Correction]:
    """The corrections of these numbers; the database is opened only where there are some."""
    wanted = set(numbers)
    if not wanted or decisions is None or not decisions.exists():
        return {}
    with Decisions(decisions) as stored:
        return {one.id: one for one in stored.corrections(in_force=False) if one.id in wanted}


def told(correction: Correction) -> dict[str, Any]:
    """A correction as a passage or document tells it: what was said, by whom and when."""
    return {"number": correction.id, **{name: getattr(correction, name) for name in _TOLD}}


def whose(rule: str, known: Mapping[int, Correction]) -> dict[str, Any]:
    """A rule as JSON: its name, and who corrected and when, or null."""
    name, number = rule_and_number(rule)
    one = known.get(number) if number else None
    return {"rule": name, "author": one.author if one else None, "made_at": one.made_at if one else None}


def in_words(correction: Correction) -> str:
    """What a correction says, in one line without its place and author."""
    tag = f"{correction.field}={correction.value}"
    return {
        "set": tag,
        "reject": f"not {tag}",
        "add": f"add {tag}",
        "always": f"“{correction.surface}” always {tag}",
        "never": f"“{correction.surface}” never {tag.removesuffix('=')}",
        "merge": f"“{correction.surface}” is {tag}",
        "kind": tag + (f", {correction.surface}" if correction.surface else ""),
    }[correction.action]
