"""``lessons suggest``: what a beginning may become; ``lessons zero-hits``: the searches that found nothing."""

import json
from collections.abc import Mapping

import click

from lessons.access import Reader
from lessons.commands.options import as_json, as_reader, existing_home, with_settings
from lessons.generation import open_generation
from lessons.home import Home
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.zero_hits import ZeroHits
from lessons.suggest.completions import Completer, readable_titles
from lessons.terminal import show_table


@click.command()
@click.argument("text", nargs=-1, required=True)
@as_reader
@as_json
@with_settings
def suggest(settings: Settings, text: tuple[str, ...], reader: Reader, json_output: bool) -> None:
    """Complete TEXT: words of the collection, titles, countries, missions and themes.

    \b
    lessons suggest demob
    lessons suggest "police lib"
    """
    home = existing_home(settings)
    generation = open_generation(home.index)
    try:
        with Catalog(home.catalog) as catalog:
            titles = readable_titles(catalog, reader)
        found = Completer(generation.view(reader).lexicon, titles).complete(" ".join(text))
    finally:
        generation.close()
    if json_output:
        click.echo(json.dumps([completion.as_dict() for completion in found], ensure_ascii=False))
        return
    show_table(("query", "what", "text"), [(one.query, one.kind, one.text) for one in found])


@click.command("zero-hits")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Searches to list.")
@as_json
@with_settings
def zero_hits(settings: Settings, most: int, json_output: bool) -> None:
    """List the searches that found nothing, commonest first: what the collection lacks, or calls otherwise.

    The log holds query, filters and day, not who asked. LESSONS_LOG_ZERO_HITS=0 turns it off.
    """
    home = existing_home(settings)
    found = _noted(home, most) if home.zero_hits.exists() else []
    if json_output:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    rows = [[str(row[name]) for name in ("times", "last", "query", "filters")] for row in found]
    show_table(("times", "last", "query", "filters"), rows)


def _noted(home: Home, most: int) -> list[Mapping[str, object]]:
    log = ZeroHits(home.zero_hits)
    try:
        return log.commonest(most)
    finally:
        log.close()
