"""``lessons status``: what is indexed, by which engine and pipeline, the last run, and the quarantine."""

import json
from typing import Any

import click

from lessons.commands.options import as_json, existing_home, with_settings
from lessons.errors import IndexMismatch
from lessons.generation import manifest, served
from lessons.home import Home
from lessons.printable import printable
from lessons.settings import Settings
from lessons.storage.catalog import KILLED, RUNNING, Catalog
from lessons.storage.decisions import Decisions


@click.command()
@as_json
@with_settings
def status(settings: Settings, json_output: bool) -> None:
    """Show what is indexed, the last run, and the files that could not be read."""
    home = existing_home(settings)
    with Catalog(home.catalog) as catalog:
        found = collect(home, catalog)
    if json_output:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for line in lines(found):
        click.echo(printable(line))


def collect(home: Home, catalog: Catalog) -> dict[str, Any]:
    """Everything that the command tells, as JSON."""
    name = served(home.index)
    about, trouble = read_manifest(home, name)
    quarantine = [
        {"path": document.path, "outcome": document.outcome, "reason": document.reason}
        for document in catalog.quarantine()
    ]
    return {
        "home": str(home.path),
        "generation": name,
        "engine": about.get("engine"),
        "index_trouble": trouble,
        "up_to_date": about.get("revision") == catalog.revision(),
        "counts": catalog.counts(),
        "last_run": last_run(home, catalog),
        "corrections": corrections(home),
        "quarantine": quarantine,
    }


def last_run(home: Home, catalog: Catalog) -> dict[str, Any] | None:
    """The newest run; one that did not end and that no process carries on was killed."""
    run = catalog.last_run()
    if run and run["outcome"] == RUNNING and home.writer() is None:
        run = catalog.last_run()  # it may have ended meanwhile
        return run and (run if run["finished"] else run | {"outcome": KILLED})
    return run


def corrections(home: Home) -> dict[str, int]:
    """How many corrections are in force, and how many of them do not find their place."""
    if not home.decisions.exists():
        return {"in_force": 0, "waiting": 0}
    with Decisions(home.decisions) as decisions:
        found = decisions.corrections()
    return {"in_force": len(found), "waiting": sum(bool(one.waiting) for one in found)}


def read_manifest(home: Home, name: str | None) -> tuple[dict[str, Any], str | None]:
    """The served generation's manifest, or what is the matter with it: this command is asked when something is."""
    try:
        return (manifest(home.index, name) if name else {}), None
    except IndexMismatch as error:
        return {}, str(error)


def lines(found: dict[str, Any]) -> list[str]:
    """The same for people."""
    counts = dict(found["counts"])
    passages = counts.pop("passages")
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
    shown = [
        f"Collection   {found['home']}",
        f"Documents    {sum(counts.values())} ({outcomes or 'none'})",
        f"Passages     {passages}",
        f"Index        {found['generation'] or 'none'}, engine {found['engine']}, "
        + (
            "up to date"
            if found["up_to_date"]
            else found["index_trouble"] or "behind the catalog: run `lessons reindex`"
        ),
    ]
    if found["last_run"]:
        shown.append(f"Last run     {_ended(found['last_run'])}")
        idle = found["last_run"]["counts"].get("idle_rows")
        shown += [f"Sheets       {idle} rows name no file that is there: `lessons index` says which"] if idle else []
    corrected = found["corrections"]
    if corrected["in_force"]:
        waiting = f", {corrected['waiting']} wait for review: see `lessons correct --review`"
        shown.append(f"Corrections  {corrected['in_force']} in force{waiting if corrected['waiting'] else ''}")
    if found["quarantine"]:
        shown.append(f"Quarantine   {len(found['quarantine'])} files:")
        shown += [f"  {entry['outcome']:<10} {entry['path']}: {entry['reason']}" for entry in found["quarantine"]]
    return shown


def _ended(run: dict[str, Any]) -> str:
    """A run in words: when it was, and how it ended."""
    if run["outcome"] == KILLED:
        return (
            f"{run['started']}: killed before it ended, what it had read is kept; `lessons index` goes on from there, "
            f"pipeline {run['pipeline']}"
        )
    if run["outcome"] == RUNNING:
        return f"{run['started']}: running, pipeline {run['pipeline']}"
    return f"{run['started']} to {run['finished']}: {run['outcome']}, pipeline {run['pipeline']}"
