"""A reading as JSON bytes and back; what comes back is checked field by field, for it may come from a hostile file."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any, TypeVar, get_args

from lessons.records import (
    Guidance,
    Layout,
    Metadata,
    Outcome,
    Part,
    PartType,
    Passage,
    Reading,
    Relation,
    Stated,
)

_Record = TypeVar("_Record", Metadata, Part, Passage, Guidance, Stated)


class WireError(ValueError):
    """The bytes are no reading."""


def encode(reading: Reading) -> bytes:
    """The reading as JSON in UTF-8."""
    return json.dumps(asdict(reading), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decode(data: bytes) -> Reading:
    """The reading that the bytes hold; raises WireError for anything else."""
    try:
        return _reading(json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WireError(f"no reading: {error}") from error


def _reading(value: dict[str, Any]) -> Reading:
    return Reading(
        outcome=_one_of(Outcome)(value["outcome"]),
        reason=_text(value["reason"]),
        format=_optional(_text)(value["format"]),
        metadata=_record(Metadata, _METADATA, value["metadata"]),
        parts=tuple(_record(Part, _PART, part) for part in value["parts"]),
        passages=tuple(_record(Passage, _PASSAGE, passage) for passage in value["passages"]),
    )


def _record(record: type[_Record], checks: dict[str, Callable[[Any], Any]], value: dict[str, Any]) -> _Record:
    return record(**{name: check(value[name]) for name, check in checks.items()})


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("whole number expected")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("list expected")
    return tuple(map(_text, value))


def _optional(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else check(value)


def _one_of(literal: Any) -> Callable[[Any], Any]:
    allowed = frozenset(get_args(literal))

    def check(value: Any) -> Any:
        if value not in allowed:
            raise TypeError(f"unknown word {str(value)[:40]!r}")
        return value

    return check


_some_text, _some_number = _optional(_text), _optional(_whole)
_GUIDANCE = {field.name: _some_text for field in fields(Guidance)}
_STATED = {"relation": _one_of(Relation), "target": _text, "evidence": _text}
_METADATA = {field.name: _some_text for field in fields(Metadata)} | {
    "symbols": _texts, "pages": _some_number,
    "guidance": lambda value: _record(Guidance, _GUIDANCE, value),
    "stated": lambda value: tuple(_record(Stated, _STATED, entry) for entry in value),
}  # fmt: skip
_PART = {field.name: _some_text for field in fields(Part)} | {
    "type": _one_of(PartType), "label": _text, "first_page": _some_number,
}  # fmt: skip
_PASSAGE = {
    "text": _text, "page": _some_number, "page_end": _some_number, "page_label": _some_text, "paragraph": _some_text,
    "part": _whole, "heading": _texts, "layout": _one_of(Layout), "ocr": _flag, "start": _whole, "end": _whole,
    "language": _some_text,
}  # fmt: skip
