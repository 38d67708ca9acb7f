"""The lists of an OpenDocument text: how each level counts, and the numbers that its items have reached."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indexer.formats.clean import clean
from indexer.formats.counting import written
from indexer.formats.label import is_bullet

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_DEEPEST = 10

Node = Any
"""An element; the library that parsed it has its room elsewhere."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level counts; an empty format prints no number."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    bullet: str | None = None


@dataclass(slots=True)
class OpenList:
    """A list that is being read: its depth from 1, its levels, the numbers reached, the label still to be given."""

    depth: int
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)
    label: str | None = None

    def begin_item(self, start: str | None) -> None:
        """The next item, numbered anew where the file says so."""
        level = self.levels.get(self.depth, _Level(bullet="•"))
        if start is not None and start.isdecimal():
            self.counts[self.depth] = int(start[:6])
        else:
            self.counts[self.depth] = self.counts.get(self.depth, level.start - 1) + 1
        for deeper in range(self.depth + 1, _DEEPEST + 1):
            self.counts.pop(deeper, None)
        self.label = _label(self.levels, self.counts, self.depth)

    def take_label(self) -> str | None:
        """The label of the open item, once: its further paragraphs have none."""
        label, self.label = self.label, None
        return label


class Lists:
    """The list styles of one document and its lists so far."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        self._outline: dict[int, _Level] = {}
        self._outline_counts: dict[int, int] = {}
        self._last: dict[str, dict[int, int]] = {}
        self._by_id: dict[str, dict[int, int]] = {}
        for root in roots:
            for node in root.iter(f"{TEXT}list-style"):
                self._styles[node.get(f"{_STYLE}name") or ""] = _levels(node)
            for node in root.iter(f"{TEXT}outline-style"):
                self._outline = _levels(node)

    def opened(self, node: Node, outer: OpenList | None) -> OpenList:
        """A list that opens, inside another or after one whose numbers it carries on."""
        name = node.get(f"{TEXT}style-name") or ""
        if outer is not None:
            return OpenList(outer.depth + 1, self._styles.get(name) or outer.levels, outer.counts)
        counts: dict[int, int] = {}
        if node.get(f"{TEXT}continue-numbering") == "true":
            counts = self._last.get(name, counts)
        counts = self._by_id.get(node.get(f"{TEXT}continue-list") or "", counts)
        self._last[name] = counts
        self._by_id[node.get(_XML_ID) or ""] = counts
        return OpenList(1, self._styles.get(name, {}), counts)

    def heading_level(self, node: Node) -> int:
        """The level of a heading, 1 where the file does not say."""
        level = node.get(f"{TEXT}outline-level") or ""
        return min(int(level[:3]), _DEEPEST) if level.isdecimal() and int(level[:3]) else 1

    def heading_label(self, node: Node, level: int) -> str | None:
        """The number of a heading, where the document numbers its headings."""
        if node.get(f"{TEXT}is-list-header") == "true" or not self._outline:
            return None
        place = OpenList(level, self._outline, self._outline_counts)
        place.begin_item(node.get(f"{TEXT}start-value"))
        return place.label


def _levels(node: Node) -> dict[int, _Level]:
    found = {}
    for child in node:
        depth = _whole(child.get(f"{TEXT}level"), 0)
        if depth:
            found[depth] = _Level(
                format=child.get(f"{_STYLE}num-format") or "",
                prefix=child.get(f"{_STYLE}num-prefix") or "",
                suffix=child.get(f"{_STYLE}num-suffix") or "",
                shown=_whole(child.get(f"{TEXT}display-levels"), 1),
                start=_whole(child.get(f"{TEXT}start-value"), 1),
                bullet=child.get(f"{TEXT}bullet-char"),
            )
    return found


def _whole(value: str | None, default: int) -> int:
    return int(value[:6]) if value and value.isdecimal() else default


def _label(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str | None:
    level = levels.get(depth, _Level(bullet="•"))
    if level.bullet is not None:
        text = clean(level.bullet)
        return text if text and is_bullet(text) else "•"
    if not level.format:
        return None
    first = max(1, depth - min(level.shown, _DEEPEST) + 1)
    shown = [each for each in range(first, depth + 1) if levels.get(each, level).format]
    numbers = [written(counts.get(each, 1), levels.get(each, level).format) for each in shown]
    return clean(f"{level.prefix}{'.'.join(numbers)}{level.suffix}") or None
