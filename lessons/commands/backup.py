"""``lessons backup`` and ``lessons restore``: both databases in one file, taken while the collection is served."""

import json
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path

import click

from lessons import __version__
from lessons.commands.options import existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import ProtectionError, UserError
from lessons.generation import build_generation
from lessons.home import Home
from lessons.relations.stage import relate
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.database import copy_database
from lessons.storage.decisions import Decisions
from lessons.terminal import counting

STORES = ("decisions.db", "catalog.db")
MANIFEST = "backup.json"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_settings
def backup(settings: Settings, file: Path) -> None:
    """Write the whole collection into FILE, human decisions first; readers and runs go on meanwhile."""
    home = existing_home(settings)
    if file.is_dir() or not file.name:
        raise UserError(f"{file} is a folder: give the name of a file to write")
    with tempfile.TemporaryDirectory(dir=home.path, prefix="backup-") as folder:
        partial = Path(folder) / "backup.tar.gz"
        with tarfile.open(partial, "w:gz") as archive:
            about = Path(folder) / MANIFEST
            about.write_text(json.dumps({"version": __version__, "stores": STORES}), encoding="utf-8")
            archive.add(about, MANIFEST)
            for name in STORES:
                if (home.path / name).exists():
                    copy_database(home.path / name, Path(folder) / name)
                    archive.add(Path(folder) / name, name)
        size = partial.stat().st_size
        _move(partial, file)
    click.echo(f"{file}: {size / 1e6:.1f} MB; `lessons restore {file}` brings it back, the index is rebuilt from it.")


def _move(partial: Path, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(file.name + ".unfinished")
        shutil.copyfile(partial, unfinished)
        unfinished.replace(file)
    except OSError as error:
        raise UserError(f"cannot write {file} ({error.strerror}): choose another place") from error


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
        with tempfile.TemporaryDirectory(dir=home.path, prefix="restore-") as folder:
            _unpack(file, Path(folder))
            _check(Path(folder))
            for name in STORES:
                for leftover in (f"{name}-wal", f"{name}-shm"):
                    (home.path / leftover).unlink(missing_ok=True)
                if (Path(folder) / name).exists():
                    (Path(folder) / name).replace(home.path / name)
        with Catalog(home.catalog) as catalog, counting("passages indexed") as progress:
            relate(catalog)
            name = build_generation(home.index, catalog, engine_named(settings.engine), progress)
            counts = catalog.counts()
    passages = counts.pop("passages")
    click.echo(f"{sum(counts.values())} documents, {passages} passages; generation {name} is served.")


def _check(folder: Path) -> None:
    """Open both stores, so that a damaged backup, or one of another version, never replaces what is there."""
    Catalog(folder / "catalog.db").close()
    if (folder / "decisions.db").exists():
        Decisions(folder / "decisions.db").close()


def _unpack(file: Path, folder: Path) -> None:
    """Take only the members we wrote, by name; raises UserError for anything that is no backup."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            names = [name for name in archive.getnames() if name in (*STORES, MANIFEST)]
            if MANIFEST not in names or "catalog.db" not in names:
                raise UserError(f"{file} is no backup of a collection: give a file that `lessons backup` wrote")
            for name in names:
                archive.extract(name, folder, filter="data")
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        raise UserError(
            f"{file} cannot be read as a backup ({error}): give a file that `lessons backup` wrote"
        ) from error
