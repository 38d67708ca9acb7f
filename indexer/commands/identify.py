"""``lessons identify``: the kind of each passage of a plain text."""

import json
from collections.abc import Iterator

import click

from indexer.commands.argument import read_text
from indexer.identify.identifier import identify as judge
from indexer.plain import is_heading, passages_of
from lessons.commands.options import as_json, with_settings
from lessons.records import Judgement
from lessons.settings import Settings

_SHOWN = 100


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--lines", "by_line", is_flag=True, help="Every line of the input is one passage, without headings.")
@as_json
@with_settings
def identify(_settings: Settings, file: str, by_line: bool, json_output: bool) -> None:
    """Say of each passage of the plain text FILE whether it is a lesson, good practice, recommendation or challenge."""
    text = read_text(file)
    for passage, judgement in judged_lines(text) if by_line else judged_passages(text):
        click.echo(_as_json(passage, judgement) if json_output else _line(passage, judgement))


def judged_lines(text: str) -> Iterator[tuple[str, Judgement]]:
    """Judge each line by itself; a last line end opens no further line."""
    for line in text.removesuffix("\n").split("\n") if text else ():
        passage = line.removesuffix("\r")
        yield passage, judge(passage)


def judged_passages(text: str) -> Iterator[tuple[str, Judgement]]:
    """Judge each passage by its text and the heading above it."""
    for passage in passages_of(text):
        layout = "title" if is_heading(passage.text) else passage.layout
        yield passage.text, judge(passage.text, passage.heading, layout)


def _as_json(passage: str, judgement: Judgement) -> str:
    return json.dumps({
        "text": passage, "kind": judgement.kind, "polarity": judgement.polarity, "confidence": judgement.confidence,
        "rule": judgement.rule, **judgement.statement.as_dict(),
    }, ensure_ascii=False)  # fmt: skip


def _line(passage: str, judgement: Judgement) -> str:
    text = " ".join(passage.split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
    return f"{judgement.kind:<14} {judgement.confidence:.2f}  {judgement.rule:<26} {shown}"
