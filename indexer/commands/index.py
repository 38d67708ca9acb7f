"""``lessons index``: read files and folders into the catalog and build the index."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from indexer.pipeline import PIPELINE
from indexer.plan import Plan
from indexer.run import Report, Run, make_plan
from indexer.scan import stored_path
from lessons.commands.options import as_json, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import IndexMismatch, MissingLibrary, UserError
from lessons.generation import build_generation, manifest, open_generation, served
from lessons.home import Home
from lessons.printable import printable
from lessons.relations.stage import relate
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.terminal import counting, progress_bar

LISTED = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at once; default: one for each core.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--force", is_flag=True, help="Read every file again, also what has not changed.")
@click.option(
    "--allow-removals", is_flag=True, help="Remove what is gone even when a root is missing, empty or lacks over 5%."
)
@click.option("--engine", "engine_name", metavar="NAME", help="Engine to build the index with: whoosh or tantivy.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Reserved for distributed runs; this version reads on one machine."
)
@as_json
@with_settings
def index(
    settings: Settings,
    paths: tuple[Path, ...],
    workers: int | None,
    dry_run: bool,
    force: bool,
    allow_removals: bool,
    engine_name: str | None,
    scheduler: str | None,
    json_output: bool,
) -> int:
    """Read files and folders into the collection; only what is new or changed is read again.

    Every file ends with an outcome: ok, partial, rejected, crashed or timed_out. A metadata.csv beside the files
    (path, title, type, mission, originator, sensitivity, groups) overrides what their text says.
    """
    if scheduler:
        raise MissingLibrary("--scheduler: this version reads on one machine only; leave the option out")
    home, engine = Home(settings.home), engine_named(engine_name or settings.engine)
    if not home.catalog.exists():
        _require_paths(paths)
        if dry_run:
            return _dry_run_without_collection(paths, json_output=json_output)
    with home.lock(), Catalog(home.catalog, create=True) as catalog:
        home.require_space()
        plan = _planned(catalog, paths, force=force, allow_removals=allow_removals)
        if dry_run:
            _show_plan(plan, json_output=json_output)
            return 4 if plan.protected else 0
        report = _carry_out(home, catalog, plan, workers or settings.workers, quiet=json_output)
        _build(home, catalog, engine.name, quiet=json_output)
    _show_report(report, json_output=json_output)
    return report.exit_code


def _require_paths(paths: Sequence[Path]) -> None:
    """Raise UserError for a path that is not there, before a first run has made anything."""
    for path in paths:
        if not path.exists():
            raise UserError(f"{path} does not exist: check the path, or mount its share")


def _dry_run_without_collection(paths: Sequence[Path], *, json_output: bool) -> int:
    """Plan against an empty catalog that is thrown away, so that the home folder is not even made."""
    with (
        tempfile.TemporaryDirectory(prefix="lessons-dry-run-") as folder,
        Catalog(Home(Path(folder)).catalog, create=True) as catalog,
    ):
        _show_plan(_planned(catalog, paths), json_output=json_output)
    return 0


def _planned(catalog: Catalog, paths: Sequence[Path], *, force: bool = False, allow_removals: bool = False) -> Plan:
    """The plan of the run; raises UserError where there is nothing to plan for."""
    plan = make_plan(catalog, paths, force=force, allow_removals=allow_removals)
    if not plan.read and not plan.unchanged and not plan.moved and not plan.protected and not plan.gone:
        raise UserError(f"no files in {', '.join(map(str, paths))}: give a folder with reports")
    return plan


def _carry_out(home: Home, catalog: Catalog, plan: Plan, workers: int, *, quiet: bool) -> Report:
    number = catalog.start_run(PIPELINE)
    outcome = "failed"
    report = Report(plan)
    try:
        with progress_bar("files read", len(plan.read), quiet=quiet) as tell:
            Run(home, catalog, workers).carry_out(plan, tell, report)
        outcome = "protected" if plan.protected else "done"
    except KeyboardInterrupt:
        outcome = "interrupted"
        raise
    finally:
        catalog.finish_run(number, outcome, report.counts())
    return report


def _build(home: Home, catalog: Catalog, engine_name: str, *, quiet: bool) -> None:
    """Relate what was read to the rest, and build a generation unless the served one is already that of the catalog."""
    with counting("passages compared", quiet=quiet) as progress:
        relate(catalog, progress)
    try:
        name = served(home.index)
        about = manifest(home.index, name) if name else {}
        if name:
            open_generation(home.index).close()  # 3 ms: a damaged one must not stay for want of new files
    except IndexMismatch:
        about = {}  # damaged or of another version: built anew
    if about.get("revision") == catalog.revision() and about.get("engine") == engine_name:
        return
    with counting("passages indexed", quiet=quiet) as progress:
        build_generation(home.index, catalog, engine_named(engine_name), progress)


def _show_plan(plan: Plan, *, json_output: bool) -> None:
    if json_output:
        files = [stored_path(task.file.path) for task in plan.read]
        click.echo(json.dumps({**plan.counts(), "files": files, "protected": plan.protected}, ensure_ascii=False))
        return
    click.echo(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in plan.counts().items()))
    for task in plan.read[:LISTED]:
        click.echo(printable(f"  read {stored_path(task.file.path)}"))
    if len(plan.read) > LISTED:
        click.echo(f"  and {len(plan.read) - LISTED} more")
    _warn_protected(plan)


def _show_report(report: Report, *, json_output: bool) -> None:
    if json_output:
        quarantined = [
            {"path": path, "outcome": outcome, "reason": reason} for path, outcome, reason in report.quarantined
        ]
        found: dict[str, Any] = {**report.counts(), "corrections_waiting": report.waiting}
        found |= {"quarantined": quarantined, "protected": report.plan.protected, "notes": report.plan.notes}
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    counts = report.counts()
    outcomes = ", ".join(f"{count} {name}" for name, count in sorted(report.outcomes.items())) or "nothing new"
    click.echo(
        f"Read {counts['read']} files ({outcomes}), {counts['pages']} pages, {counts['passages']} passages; "
        f"{counts['unchanged']} unchanged, {counts['moved']} moved, {counts['removed']} removed."
    )
    for path, outcome, reason in report.quarantined[:LISTED]:
        click.echo(printable(f"  {outcome}: {path}: {reason}"))
    if report.quarantined:
        click.echo(f"{len(report.quarantined)} files could not be read: see `lessons status`.")
    if report.waiting:
        click.echo(f"{report.waiting} corrections do not find their place: see `lessons correct --review`.")
    _warn_protected(report.plan)


def _warn_protected(plan: Plan) -> None:
    for note in plan.notes[:LISTED]:
        click.echo(printable(f"lessons: {note}"), err=True)
    for reason in plan.protected.values():
        warning = f"lessons: {reason}: nothing was removed; mount it, or run again with --allow-removals"
        click.echo(printable(warning), err=True)
