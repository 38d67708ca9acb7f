"""The options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from lessons.access import OWNER, Reader
from lessons.citation.formats import FORMATS
from lessons.errors import UserError
from lessons.home import Home
from lessons.settings import Settings

Command = Callable[..., Any]


def with_settings(command: Command) -> Command:
    """Add ``--home`` and hand the command its settings as first argument."""

    @click.option("--home", type=click.Path(path_type=Path), help="Folder of the collection (or LESSONS_HOME).")
    @wraps(command)
    def called(*args: Any, home: Path | None, **options: Any) -> Any:
        return command(Settings.from_environment(home=home), *args, **options)

    return called


def existing_home(settings: Settings) -> Home:
    """The home of a collection that is there; raises UserError where nothing was indexed."""
    home = Home(settings.home)
    home.require_collection()
    return home


def _reader(_context: click.Context, _option: click.Parameter, value: str | None) -> Reader:
    if value is None:
        return OWNER
    try:
        return Reader.parse(value)
    except UserError as error:
        raise click.BadParameter(str(error)) from error


as_reader = click.option(
    "--as",
    "reader",
    callback=_reader,
    metavar="READER",
    help="Ask as `owner` (the default), or as CLEARANCE[:GROUP,...], such as `unclassified`.",
)
cite_as = click.option(
    "--cite",
    "cited_as",
    type=click.Choice(sorted(FORMATS)),
    help="Print only the citation: footnote, or for a reference manager.",
)
as_json = click.option("--json", "json_output", is_flag=True, help="Print JSON for programs.")
