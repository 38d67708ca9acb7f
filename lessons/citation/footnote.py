"""The footnote of the United Nations: symbol, part and paragraph; a document without a symbol by author and title."""

from lessons.citation.source import MONTHS, Source


def footnote(one: Source) -> str:
    """A footnote: "A/79/907-S/2025/268, annex, para. 5"; else “Handover of camps”, March 2012, p. 7."""
    head = [one.symbol] if one.symbol else [one.author, f"“{one.title}”", in_words(one)]
    return ", ".join(step for step in (*head, one.place) if step)


def in_words(one: Source) -> str:
    """The date as a reader writes it: "14 March 2025", "March 2025", "2025"."""
    year, month, day = (*one.date_parts, "", "", "")[:3]
    return " ".join(step for step in (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year) if step)


def footnotes(sources: list[Source]) -> str:
    """One footnote a line."""
    return "".join(f"{footnote(one)}\n" for one in sources)
