"""``lessons backup`` and ``lessons restore``: both databases in one file, taken while the collection is served."""

import shutil
import tempfile
from pathlib import Path

import click

from lessons.commands.options import existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import ProtectionError, UserError
from lessons.generation import build_generation
from lessons.home import Home
from lessons.relations.stage import relate
from lessons.settings import Settings
from lessons.storage.backup import put_back, replaceable, unpack, write_backup
from lessons.storage.catalog import Catalog
from lessons.terminal import counting

UNPACKED = "restore-"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings
def backup(settings: Settings, file: Path) -> None:
    """Write the whole collection into FILE, human decisions first; readers and runs go on meanwhile."""
    home = existing_home(settings)
    if file.is_dir() or not file.name:
        raise UserError(f"{file} is a folder: give the name of a file to write")
    if not replaceable(file):
        raise UserError(f"{file} is there and is no backup: choose another name, or remove it first")
    size = write_backup(home.path, file)
    click.echo(f"{file}: {size / 1e6:.1f} MB; `lessons restore {file}` brings it back, the index is rebuilt from it.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", "replace_existing", is_flag=True, help="Overwrite the collection that is there.")
@with_settings
def restore(settings: Settings, file: Path, replace_existing: bool) -> None:
    """Bring a collection back from FILE into the home folder, and rebuild its index."""
    home = Home(settings.home)
    with home.lock():
        if home.catalog.exists() and not replace_existing:
            raise ProtectionError(f"{home.path} holds a collection: restore into another --home, or use --replace")
        for left in home.path.glob(f"{UNPACKED}*"):  # of one that was killed
            shutil.rmtree(left, ignore_errors=True)
        home.require_space()
        with tempfile.TemporaryDirectory(dir=home.path, prefix=UNPACKED) as folder:
            unpack(file, Path(folder))
            put_back(Path(folder), home.path)
        with Catalog(home.catalog) as catalog, counting("passages indexed") as progress:
            relate(catalog)
            name = build_generation(home.index, catalog, engine_named(settings.engine), progress)
            counts = catalog.counts()
    passages = counts.pop("passages")
    click.echo(f"{sum(counts.values())} documents, {passages} passages; generation {name} is served.")
