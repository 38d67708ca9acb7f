"""Reads the project's documents as the tests need them: tables, headings, links and examples."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from lessons import cli

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    *sorted(PROJECT.glob("*.md")),
    *sorted(PROJECT.glob("docs/*.md")),
    PROJECT / "tests/sample_corpus/README.md",
)
CODE = re.compile(r"`([^`]+)`")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)


def text(name: str) -> str:
    """The text of a document, by its path in the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    """What stands under a heading, down to the next of the same or a higher level."""
    level, body = re.match(r"#+", heading), text(name).split(f"\n{heading}\n", 1)
    assert level and len(body) == 2, f"{name} has no heading “{heading}”"
    return re.split(rf"^#{{1,{len(level.group())}}} ", body[1], maxsplit=1, flags=re.M)[0]


def rows(markdown: str) -> list[list[str]]:
    """The rows of all tables in a text, without their heads."""
    lines = markdown.splitlines()
    rules = [number for number, line in enumerate(lines) if re.fullmatch(r"\|[-:| ]+\|", line)]
    table = [
        line
        for number, line in enumerate(lines)
        if line.startswith("|") and number not in rules and number + 1 not in rules
    ]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table]


def row(markdown: str, first: str) -> str:
    """The row of a table whose first cell begins with these words."""
    found = [" | ".join(cells) for cells in rows(markdown) if cells[0].startswith(first)]
    assert found, f"no row begins with {first}"
    return found[0]


def blocks(markdown: str, *languages: str) -> Iterator[str]:
    """The code blocks of these languages."""
    return (match[2] for match in _FENCE.finditer(markdown) if match[1] in languages)


def prose(markdown: str) -> str:
    """A text without its code blocks."""
    return _FENCE.sub("", markdown)


def anchors(path: Path) -> set[str]:
    """The anchors of a document's headings, as they are made on the web."""
    headings = re.findall(r"^#+ (.+)$", prose(path.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(path: Path) -> list[str]:
    """What a document links to, pictures included."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(path.read_text(encoding="utf-8")))


def examples(markdown: str) -> Iterator[list[str]]:
    """The arguments of every example that calls `lessons`, without what the shell does with them."""
    for block in blocks(markdown, "sh", "console"):
        for line in re.findall(r"^(?:\$ |\S*/)?lessons (.*)$", block, re.M):
            words = shlex.split(line, comments=True)
            yield words[: next((n for n, word in enumerate(words) if word in {">", ">>", "|", "&&", ";"}), len(words))]


def commands() -> dict[str, click.Command]:
    """Every command by name."""
    context = click.Context(cli.lessons)
    names = cli.lessons.list_commands(context)
    return {name: command for name in names if (command := cli.lessons.get_command(context, name))}
