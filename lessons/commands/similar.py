"""``lessons similar``: passages like one, of other documents first."""

import json

import click

from lessons.access import Reader
from lessons.commands.options import as_json, as_reader, existing_home, with_settings
from lessons.precedents.asking import opened
from lessons.precedents.likeness import Like, record_of
from lessons.precedents.likeness import similar as find_similar
from lessons.search.citation import citation
from lessons.settings import MAX_PAGE_SIZE, PAGE_SIZE, Settings
from lessons.terminal import console


@click.command()
@click.argument("identity", metavar="ID")
@click.option("--size", type=click.IntRange(1, MAX_PAGE_SIZE), default=PAGE_SIZE, show_default=True, help="Passages.")
@as_reader
@as_json
@with_settings
def similar(settings: Settings, identity: str, size: int, reader: Reader, json_output: bool) -> None:
    """Find passages like the passage ID: by its weightiest words and what it is about, other documents first."""
    with opened(existing_home(settings), reader) as (view, catalog):
        record = record_of(catalog, identity, reader)
        found = find_similar(view, record, size)
    if json_output:
        click.echo(json.dumps(found.as_dict(identity), ensure_ascii=False))
    else:
        _show(found)


def _show(found: Like) -> None:
    out = console()
    by = f"By the words {', '.join(found.words)}" if found.words else "The passage has no words to go by."
    out.print(by, style="dim", markup=False)
    if found.words and not found.results:
        out.print("No passage is like it.")
    for result in found.results:
        out.print(f" • {result.snippet.text}", style="bold", markup=False)
        out.print(f"   {citation(result.record)}  {result.record['id']}", style="cyan", markup=False)
