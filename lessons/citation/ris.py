"""RIS, which reference managers read: one tag a line, a record from TY to ER."""

from collections.abc import Iterator

from lessons.citation.footnote import footnote
from lessons.citation.source import Source


def ris(sources: list[Source]) -> str:
    """The sources as RIS records."""
    return "".join(
        f"{tag}  - {value}".rstrip(" ") + "\n" + ("\n" if tag == "ER" else "")
        for one in sources
        for tag, value in _fields(one)
    )


def _fields(one: Source) -> Iterator[tuple[str, str]]:
    year, month, day = (*one.date_parts, "", "", "")[:3]
    fields = (
        ("TY", "RPRT"),
        ("ID", one.id),
        ("TI", one.title),
        ("AU", one.author),
        ("PB", "United Nations" if one.symbol else ""),
        ("SN", one.symbol),
        ("M3", one.type),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("SP", str(one.page or "")),
        ("EP", str((one.page_end or one.page) or "")),
        ("LA", one.language),
        ("N1", footnote(one)),
        ("AB", one.text),
    )
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""
