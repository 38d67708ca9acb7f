"""``lessons reindex``: rebuild the index from the catalog and swap it in."""

import json

import click

from lessons.commands.options import as_json, existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.generation import build_generation
from lessons.relations.stage import relate
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.terminal import counting


@click.command()
@click.option("--engine", "engine_name", metavar="NAME", help="Engine to build with: whoosh or tantivy.")
@as_json
@with_settings
def reindex(settings: Settings, engine_name: str | None, json_output: bool) -> None:
    """Rebuild the index from the catalog, without opening an original file, and swap it in."""
    home = existing_home(settings)
    engine = engine_named(engine_name or settings.engine)
    with home.lock(), Catalog(home.catalog) as catalog, counting("passages indexed", quiet=json_output) as progress:
        home.require_space()
        catalog.note_killed()
        relate(catalog, anew=True)
        name = build_generation(home.index, catalog, engine, progress, whole=True)
        passages = catalog.counts()["passages"]
    if json_output:
        click.echo(json.dumps({"generation": name, "engine": engine.name, "passages": passages}))
    else:
        click.echo(f"{passages} passages indexed by {engine.name}; generation {name} is served.")
