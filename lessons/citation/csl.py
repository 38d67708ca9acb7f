"""CSL-JSON, which citation processors take: a list of items."""

import json
from typing import Any

from lessons.citation.source import Source


def csl(sources: list[Source]) -> str:
    """The sources as a list in JSON."""
    return json.dumps([item(one) for one in sources], ensure_ascii=False, indent=1) + "\n"


def item(one: Source) -> dict[str, Any]:
    """One source as a CSL item."""
    fields: dict[str, Any] = {
        "id": one.id,
        "type": "report",
        "title": one.title,
        "author": [{"literal": one.author}] if one.author else [],
        "publisher": "United Nations" if one.symbol else "",
        "number": one.symbol,
        "genre": one.type,
        "issued": {"date-parts": [[int(part) for part in one.date_parts]]} if one.date_parts else {},
        "page": one.pages,
        "language": one.language,
        "note": one.place,
        "abstract": one.text,
    }
    return {name: value for name, value in fields.items() if value}
