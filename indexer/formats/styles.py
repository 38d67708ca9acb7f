"""Word's paragraph styles: which make headings, titles, lists and tables of contents, inherited from one another."""

import re
from dataclasses import dataclass
from typing import Any

from indexer.formats.numbering import W, value_of, whole

_HEADING = re.compile(r"heading (\d)")
# The Secretariat's templates: HM and HCh over the document, H1, H23, H4, H56 below.
_SECRETARIAT = re.compile(r"[_ ]*h[_ ]*(m|ch|1|2/?3|4|5/?6)[_ ]*g?")
_SECRETARIAT_LEVELS = {"m": 1, "c": 1, "1": 2, "2": 3, "4": 4, "5": 5}
_CHAIN = 12  # styles based on styles; a damaged file may go round in circles
_BODY_TEXT = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says: heading level (0 for none), title, list, or line of a table of contents."""

    heading: int = 0
    is_title: bool = False
    is_list: bool = False
    is_contents: bool = False


class Styles:
    """The styles of one document."""

    def __init__(self, element: Any) -> None:
        """Take the styles of a ``styles.xml``; none when there is no such part."""
        nodes = [] if element is None else list(element.iter(f"{W}style"))
        self._nodes: dict[str, Any] = {node.get(f"{W}styleId") or "": node for node in nodes}
        defaults = [key for key, node in self._nodes.items() if node.get(f"{W}default") in {"1", "true"}]
        paragraph = [key for key in defaults if self._nodes[key].get(f"{W}type") == "paragraph"]
        self._default = paragraph[0] if paragraph else ""
        self._known: dict[tuple[str, str | None], Style] = {}

    def id_of(self, paragraph: Any) -> str:
        """The style's identifier in the file."""
        properties = paragraph.find(f"{W}pPr")
        return (None if properties is None else value_of(properties, "pStyle")) or self._default

    def of(self, paragraph: Any) -> Style:
        """What a paragraph's style, and an outline level of its own, say."""
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else value_of(properties, "outlineLvl")
        key = self.id_of(paragraph), own
        if key not in self._known:
            self._known[key] = self._judged(*key)
        return self._known[key]

    def list_of(self, paragraph: Any) -> tuple[str | None, int | None]:
        """The list a paragraph belongs to and its depth from 0, its own or its style's; 0 means none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        chain = [node.find(f"{W}pPr/{W}numPr") for node in self._chain(self.id_of(paragraph))]
        for properties in (own, *chain):
            number = None if properties is None else value_of(properties, "numId")
            if number is not None:
                depth = value_of(properties, "ilvl")
                return (None if number == "0" else number), (None if depth is None else whole(depth))
        return None, None

    def _chain(self, style: str) -> list[Any]:
        """A style's element and those it is based on."""
        found: list[Any] = []
        while style in self._nodes and len(found) < _CHAIN:
            found.append(self._nodes[style])
            style = value_of(found[-1], "basedOn") or ""
        return found

    def _judged(self, style: str, own_outline: str | None) -> Style:
        chain = self._chain(style)
        names = [(value_of(node, "name") or "").lower() for node in chain]
        outlines = [
            own_outline,
            *(value_of(node.find(f"{W}pPr"), "outlineLvl") for node in chain if _has_properties(node)),
        ]
        outline = next((whole(value, _BODY_TEXT) for value in outlines if value is not None), _BODY_TEXT)
        named = next((level for level in map(_heading_level, names) if level), 0)
        return Style(
            heading=named or (outline + 1 if outline < _BODY_TEXT else 0),
            is_title=any(name == "title" for name in names),
            is_list=any(name.startswith("list") for name in names),
            is_contents=any(name.startswith("toc ") or name == "table of figures" for name in names),
        )


def _has_properties(node: Any) -> bool:
    return node.find(f"{W}pPr") is not None


def _heading_level(name: str) -> int:
    heading = _HEADING.fullmatch(name)
    if heading:
        return int(heading[1])
    secretariat = _SECRETARIAT.fullmatch(name)
    return _SECRETARIAT_LEVELS[secretariat[1][0]] if secretariat else 0
