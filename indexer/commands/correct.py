"""``lessons correct``: a person's word on a document, which every later run obeys; listed and reversible."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import click

from indexer.merge import FIELDS, merged_access, merged_metadata
from indexer.plan import Plan, Task
from indexer.run import Run
from indexer.scan import FoundFile
from lessons.access import AccessLabel
from lessons.commands.options import as_json, existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import UnknownCode, UserError
from lessons.generation import build_generation, manifest, served
from lessons.home import Home
from lessons.search.searcher import clean_code
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction, Decisions
from lessons.storage.rows import Document

CODED = ("doc_type", "originator", "language", "mission")
REREAD = ("mission=", "doc_type=", "originator=")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@click.command()
@click.argument("identity", metavar="[ID]", required=False)
@click.argument("changes", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--author", help="Who says so; default: the name you are logged in with.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take the correction of this number back.")
@as_json
@with_settings
def correct(
    settings: Settings,
    identity: str | None,
    changes: tuple[str, ...],
    author: str | None,
    undo: int | None,
    json_output: bool,
) -> None:
    """Correct what was read of the document ID: FIELD=VALUE, or list the corrections in force.

    Fields: title, date, doc_type, originator, language, symbol, mission, sensitivity, groups. A correction wins over
    the file's text and over metadata.csv, at every later run, until it is taken back with --undo.
    """
    home = existing_home(settings)
    if undo is None and not changes:
        _list(home, identity, json_output=json_output)
        return
    with home.lock(), Catalog(home.catalog) as catalog, Decisions(home.decisions) as decisions:
        touched: set[str] = set()
        if undo is not None:
            touched = _undo(decisions, undo)
        else:
            catalog.expect_decisions()
            touched = _correct(decisions, _document(catalog, identity), changes, author or _login())
        for document_id in touched:
            _apply(
                home,
                catalog,
                decisions,
                document_id,
                reread=undo is not None or any(change.startswith(REREAD) for change in changes),
            )
        if touched:
            _rebuild(home, catalog, settings)
            done = "taken back" if undo is not None else "stored"
            click.echo(f"The correction is {done}, and the index follows it. In force:", err=json_output)
        _show(decisions.corrections(identity if undo is None else None), json_output=json_output)


def _list(home: Home, identity: str | None, *, json_output: bool) -> None:
    """Show what is in force; takes no lock and creates nothing."""
    found: list[Correction] = []
    if home.decisions.exists():
        with Decisions(home.decisions) as decisions:
            found = decisions.corrections(identity)
    _show(found, json_output=json_output)


def _document(catalog: Catalog, identity: str | None) -> Document:
    passage = catalog.passage(identity or "")
    document = catalog.document(passage.document_id if passage else identity or "")
    if document is None:
        raise UserError(f"there is no document {identity!r}: take an id from `lessons search` or `lessons show`")
    return document


def _login() -> str:
    try:
        return os.getlogin()
    except OSError:
        return "local"


def _correct(decisions: Decisions, document: Document, changes: tuple[str, ...], author: str) -> set[str]:
    pairs = [_pair(change) for change in changes]
    for field, value in pairs:
        decisions.correct(document.id, field, value, author)
    return {document.id}


def _pair(change: str) -> tuple[str, str]:
    field, separator, value = change.partition("=")
    if not separator or field not in FIELDS:
        raise UnknownCode(f"{change!r} is not FIELD=VALUE with a field of {', '.join(FIELDS)}")
    if field in CODED:
        value = clean_code(field, value)
    if field == "sensitivity":
        value = AccessLabel.of(value).sensitivity
    if field == "date" and not _DATE.fullmatch(value.strip()):
        raise UserError(f"{value!r} is no date: write 2004, 2004-03 or 2004-03-09")
    return field, value.strip()


def _undo(decisions: Decisions, number: int) -> set[str]:
    found = [correction for correction in decisions.corrections() if correction.id == number]
    if not found or not decisions.reverse(number):
        raise UserError(f"there is no correction {number} in force: `lessons correct` lists them")
    return {found[0].document_id}


def _apply(home: Home, catalog: Catalog, decisions: Decisions, document_id: str, *, reread: bool) -> None:
    """Bring the catalog in line at once; what also changes parts or passages needs the file to be read again."""
    document = catalog.document(document_id)
    if document is None or document.removed_at:
        return
    corrections = decisions.corrections(document_id)
    merged = merged_metadata(document.metadata, document.sheet, corrections)
    catalog.restate(replace(document, metadata=merged, access=merged_access(document.sheet, corrections)))
    path = Path(document.path)
    if reread and path.exists():
        status = path.stat()
        file = FoundFile(path, Path(document.root), status.st_size, status.st_mtime_ns)
        task = Task(file, document.id, document.sha256, document.sheet, document.version)
        Run(home, catalog, workers=1).carry_out(Plan(read=[task]))


def _rebuild(home: Home, catalog: Catalog, settings: Settings) -> None:
    name = served(home.index)
    engine = str(manifest(home.index, name)["engine"]) if name else settings.engine
    build_generation(home.index, catalog, engine_named(engine))


def _show(corrections: list[Correction], *, json_output: bool) -> None:
    if json_output:
        click.echo(json.dumps([correction.as_dict() for correction in corrections], ensure_ascii=False))
        return
    for c in corrections:
        click.echo(f"{c.id:>5}  {c.document_id}  {c.field}={c.value}  ({c.author}, {c.made_at})")
    if not corrections:
        click.echo("No corrections are in force.")
