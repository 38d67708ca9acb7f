"""How a passage is cited: symbol or title, part and paragraph; by page and heading where there are no numbers."""

from collections.abc import Mapping
from typing import Any


def place(record: Mapping[str, Any]) -> str:
    """Where in its document a passage stands: "annex, para. 5, p. 7"; headings where there is neither."""
    part = record.get("part")
    steps = [part] if part and part != "report" else []
    if record.get("paragraph"):
        steps.append(f"para. {record['paragraph']}")
    if record.get("page"):
        steps.append(f"p. {record['page']}")
    if not steps or steps == [part]:
        steps += [f"“{heading}”" for heading in (record.get("heading") or [])[-1:]]
    return ", ".join(steps)


def citation(record: Mapping[str, Any]) -> str:
    """One line to cite a passage by: "Title, A/79/907, annex, para. 5, p. 7 (14 March 2025)"."""
    head = [record.get("title") or "Untitled document", record.get("symbol"), place(record)]
    date = f" ({record['date']})" if record.get("date") else ""
    return ", ".join(piece for piece in head if piece) + date
