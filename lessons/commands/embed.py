"""``lessons embed``: give every passage a vector of its meaning, after the text is already searchable."""

import json

import click

from lessons.commands.options import as_json, existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.generation import build_generation, followed
from lessons.home import Home
from lessons.semantic.encoder import MODEL, encoder
from lessons.semantic.stored import embed_missing
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.terminal import counting


@click.command()
@as_json
@with_settings
def embed(settings: Settings, json_output: bool) -> None:
    """Give every passage a vector of its meaning, so that the search also finds other words for the same thing.

    Needs `lessons[semantic]`. About 40 passages a second on two cores; the collection stays searchable meanwhile. An
    interrupted run goes on where it stopped; after `lessons index` only what is new is done.
    """
    home = existing_home(settings)
    model = encoder()
    with home.lock(), Catalog(home.catalog) as catalog:
        home.require_space()
        engine_name = followed(home.index)[0] or settings.engine  # encoding does not change it
        with counting("passages encoded", quiet=json_output) as told:
            made = embed_missing(catalog, model, told)
        known, passages = catalog.embeddings(MODEL).count()
        name = _built(home, catalog, engine_name, json_output=json_output)
    if json_output:
        click.echo(json.dumps({"generation": name, "encoded": made, "vectors": known, "passages": passages}))
    else:
        click.echo(f"{made} passages encoded, {known} of {passages} have a vector; generation {name} is served.")


def _built(home: Home, catalog: Catalog, engine_name: str, *, json_output: bool) -> str:
    with counting("passages indexed", quiet=json_output) as progress:
        return build_generation(home.index, catalog, engine_named(engine_name), progress)
