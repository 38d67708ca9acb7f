"""A comparison in words: "Same task (DDR), same phase (drawdown), other region (West Africa)"."""

from collections.abc import Callable, Iterable, Sequence

from lessons.precedents.comparison import Comparison, Traits
from lessons.vocabulary.countries import regions
from lessons.vocabulary.registry import vocabulary

_SHORT = {"security.ddr": "DDR", "security.ssr": "SSR", "protection.sea": "SEA"}
_MOST_TERMS = 6


def reasons(mine: Traits, theirs: Traits, verdicts: Comparison, matched: Sequence[str]) -> list[str]:
    """Why a precedent is one, most telling first; what is unknown is not spoken of."""
    shared = [task for task in mine.tasks if task in theirs.tasks]
    told = [
        _told("task", verdicts.mandate_task, shared or theirs.tasks[:1], theme_name),
        _told("phase", verdicts.phase, [theirs.phase], lambda code: vocabulary("phase").label(code).lower()),
        _told("type of mission", verdicts.mission_type, theirs.types, lambda code: code.replace("_", " ")),
        _told("components", verdicts.components, theirs.components, lambda code: code.replace("_", " ")),
        _told("region", verdicts.region, theirs.regions[:1], lambda code: regions()[code].label),
        f"speaks of {', '.join(matched[:_MOST_TERMS])}" if matched else "",
    ]
    return [reason for reason in told if reason]


def sentence(found: Sequence[str]) -> str:
    """Reasons as one sentence."""
    text = ", ".join(found)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def theme_name(code: str) -> str:
    """A theme as it is spoken of: "DDR" where the label is long; names keep their capitals."""
    label = vocabulary("theme").label(code)
    return _SHORT.get(code) or label[:1].lower() + label[1:]


def _told(trait: str, verdict: str, codes: Iterable[str], name: Callable[[str], str]) -> str:
    if verdict == "unknown":
        return ""
    names = ", ".join(sorted(map(name, codes)))
    return f"{'same' if verdict == 'match' else 'other'} {trait}" + (f" ({names})" if names else "")
