"""The text of Word's XML: what a reader of the final version sees, and what hangs on it."""

from collections.abc import Iterator
from typing import Any

from indexer.formats.clean import clean
from indexer.formats.numbering import W

_SPACES = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"}
_BOX = f"{W}txbxContent"
# Deleted and moved-away text, field codes, the second version of a drawing for old programs, properties.
_UNSEEN = {
    f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}delInstrText", f"{W}pPr", f"{W}rPr", f"{W}sdtPr",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


def text_of(node: Any) -> str:
    """The visible text of a paragraph or cell: insertions read, deletions and hidden text not, text boxes apart."""
    return clean("".join(_pieces(node)))


def _pieces(node: Any) -> Iterator[str]:
    for each in _seen(node):
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag in _SPACES or each.tag == f"{W}p":
            yield " "
        elif each.tag == f"{W}noBreakHyphen":
            yield "-"
        elif each.tag == f"{W}sym":
            yield _symbol(each)


def _symbol(node: Any) -> str:
    code = node.get(f"{W}char") or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def notes_of(node: Any) -> list[tuple[str, str]]:
    """The notes a paragraph refers to, as kind and number, in order."""
    return [(_NOTES[each.tag], each.get(f"{W}id") or "") for each in _seen(node) if each.tag in _NOTES]


def boxes_of(node: Any) -> list[Any]:
    """The outermost text boxes that hang on a paragraph."""
    return [each for each in _seen(node) if each.tag == _BOX]


def _seen(node: Any) -> Iterator[Any]:
    """All elements below a node that a reader sees, in order; a text box without what is in it."""
    waiting = list(reversed(node))
    while waiting:
        each = waiting.pop()
        if not isinstance(each.tag, str) or each.tag in _UNSEEN or _is_hidden(each):
            continue
        yield each
        if each.tag != _BOX:
            waiting.extend(reversed(each))


def _is_hidden(node: Any) -> bool:
    if node.tag != f"{W}r":
        return False
    mark = node.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in {"0", "false", "off"}
