"""BibTeX: one entry a source, in Unicode, with what TeX would obey escaped."""

import re

from lessons.citation.source import Source

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # an escaped brace would still count, and one alone would swallow the next entries
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NOT_KEY = re.compile(r"[^A-Za-z0-9-]")


def bibtex(sources: list[Source]) -> str:
    """The sources as BibTeX entries."""
    return "\n".join(map(_entry, sources))


def _entry(one: Source) -> str:
    fields = {
        "title": f"{{{escaped(one.title)}}}",  # braces twice: a style may not change its capitals
        "author": f"{{{escaped(one.author)}}}" if one.author else "",
        "institution": escaped(one.author),
        "number": escaped(one.symbol),
        "type": escaped(one.type),
        "year": one.year,
        "pages": one.pages.replace("-", "--"),
        "language": escaped(one.language),
        "note": escaped(one.place),
        "abstract": escaped(one.text),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(one.date_parts) > 1:
        lines.append(f"  month = {_MONTHS[int(one.date_parts[1]) - 1]},")
    kind = "techreport" if one.author else "misc"
    return "\n".join([f"@{kind}{{lessons-{_NOT_KEY.sub('-', one.id)},", *lines, "}", ""])


def escaped(text: str) -> str:
    """A text in which nothing is a command."""
    return "".join(_COMMANDS.get(char, char) for char in text)
