"""Word's automatic numbers: what a list definition prints before each of its paragraphs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.formats.clean import clean
from indexer.formats.counting import written
from indexer.formats.label import is_bullet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition: how it counts, from where, and the text around its numbers ("%1.", "(%2)")."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str | None = None


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Instance:
    """A list: its definition, the levels it changes and the numbers it starts anew from."""

    definition: _Definition
    changed: dict[int, Level]
    starts: dict[int, int]
    used: set[int] = field(default_factory=set)


class Numbering:
    """The lists of one document, counting on as its paragraphs come by."""

    def __init__(self, element: Any) -> None:
        """Take the lists of a ``numbering.xml``; none when there is no such part."""
        self._instances: dict[str, _Instance] = {}
        if element is None:
            return
        definitions = {
            node.get(f"{W}abstractNumId"): _Definition(_levels(node)) for node in element.iter(f"{W}abstractNum")
        }
        for node in element.iter(f"{W}num"):
            definition = definitions.get(value_of(node, "abstractNumId"))
            if definition is not None:
                self._instances[node.get(f"{W}numId")] = _instance(node, definition)

    def level_of_style(self, number: str, style: str) -> int:
        """The level a list ties to a paragraph style."""
        instance = self._instances.get(number)
        levels: Mapping[int, Level] = instance.definition.levels if instance else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def next_label(self, number: str, depth: int) -> tuple[str | None, str]:
        """The label of the next paragraph of a list at a depth from 0, and the format it counts in."""
        instance = self._instances.get(number)
        if instance is None or not 0 <= depth < _DEEPEST:
            return None, "none"
        level = _level(instance, depth)
        _advance(instance, depth)
        if level.format == "bullet":
            text = clean(level.text)
            return (text if text and is_bullet(text) else "•"), "bullet"
        return (_label(instance, level) or None), level.format


def value_of(node: Any, name: str) -> str | None:
    """The value of a child element, as in ``<w:start w:val="1"/>``."""
    child = node.find(f"{W}{name}")
    value = None if child is None else child.get(f"{W}val")
    return None if value is None else str(value)


def whole(value: str | None, default: int = 0) -> int:
    """A number of the file; the default where it is none or absurd."""
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 7 else default  # noqa: PLR2004


def _levels(node: Any) -> dict[int, Level]:
    return {whole(level.get(f"{W}ilvl")): _read_level(level) for level in node.findall(f"{W}lvl")}


def _read_level(node: Any) -> Level:
    return Level(
        format=value_of(node, "numFmt") or "decimal",
        text=value_of(node, "lvlText") or "",
        start=whole(value_of(node, "start"), 1),
        style=value_of(node, "pStyle"),
    )


def _instance(node: Any, definition: _Definition) -> _Instance:
    changed: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in node.findall(f"{W}lvlOverride"):
        depth = whole(override.get(f"{W}ilvl"))
        level = override.find(f"{W}lvl")
        if level is not None:
            changed[depth] = _read_level(level)
        start = value_of(override, "startOverride")
        if start is not None:
            starts[depth] = whole(start, 1)
    return _Instance(definition, changed, starts)


def _level(instance: _Instance, depth: int) -> Level:
    return instance.changed.get(depth) or instance.definition.levels.get(depth) or Level()


def _advance(instance: _Instance, depth: int) -> None:
    """Count one on; deeper levels begin again, and a list that starts anew does so at its first use."""
    counts = instance.definition.counts
    if depth in instance.starts and depth not in instance.used:
        counts.pop(depth, None)
        start = instance.starts[depth]
    else:
        start = _level(instance, depth).start
    instance.used.add(depth)
    counts[depth] = counts[depth] + 1 if depth in counts else start
    for deeper in [level for level in counts if level > depth]:
        del counts[deeper]


def _label(instance: _Instance, level: Level) -> str:
    text = level.text
    for depth in range(_DEEPEST):
        mark = f"%{depth + 1}"
        if mark in text:
            own = _level(instance, depth)
            count = instance.definition.counts.get(depth, own.start)
            text = text.replace(mark, _counted(count, own.format))
    return clean(text)


def _counted(count: int, format_: str) -> str:
    if format_ == "none":
        return ""
    return f"{count:02}" if format_ == "decimalZero" else written(count, _KINDS.get(format_, "1"))
