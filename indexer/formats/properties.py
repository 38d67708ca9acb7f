"""The core properties of Office files as hints; damaged ones are none, for the text is worth more."""

from datetime import datetime
from typing import Any

from indexer.formats.clean import clean

_NAMES = {"title": "title", "author": "author", "subject": "subject", "language": "language", "date": "created"}


def hints_of(package: Any) -> dict[str, str]:
    """What the core properties of a package declare."""
    try:
        properties = package.core_properties
    except Exception:  # the libraries raise whatever the XML makes them raise
        return {}
    hints = {key: _property(properties, name) for key, name in _NAMES.items()}
    return {key: value for key, value in hints.items() if value}


def _property(properties: Any, name: str) -> str:
    try:
        value = getattr(properties, name)
    except (ValueError, TypeError, OverflowError):
        return ""
    return value.date().isoformat() if isinstance(value, datetime) else clean(str(value or ""))
