"""``lessons precedents``: a situation in prose, and what other missions learned in one like it."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from lessons.access import Reader
from lessons.commands.options import as_json, as_reader, existing_home, with_settings
from lessons.errors import UserError
from lessons.precedents.asking import opened
from lessons.precedents.finder import Finder
from lessons.precedents.situation import understand
from lessons.precedents.stating import stated
from lessons.precedents.wording import show_precedents
from lessons.settings import MAX_PAGE_SIZE, PAGE_SIZE, Settings

LONGEST = 200_000
"""Characters of a situation that are read: a hundred pages; a whole plan is for `lessons plan-check`."""


def situation_options(command: Any) -> Any:
    """Add the options that say what is otherwise found in the text."""
    for name, option, metavar, text in reversed(
        (
            ("missions", "--mission", "CODE", "The planner's own mission, whose passages are left out; repeatable."),
            ("countries", "--country", "CODE", "The country it is in; repeatable."),
            ("themes", "--theme", "CODE", "What it is about; repeatable."),
        )
    ):
        command = click.option(option, name, multiple=True, metavar=metavar, help=f"{text} `none` for none at all.")(
            command
        )
    phase = click.option("--phase", default="", metavar="CODE", help="Phase of the mission, such as drawdown.")
    return phase(command)


member_states_option = click.option(
    "--member-states", is_flag=True, help="Also what Member States say themselves: letters, speeches, their reviews."
)


@click.command()
@click.argument("file", metavar="FILE|-")
@situation_options
@click.option("--terms", default="", metavar="WORDS", help="The words to search for in place of those found.")
@member_states_option
@click.option("--size", type=click.IntRange(1, MAX_PAGE_SIZE), default=PAGE_SIZE, show_default=True, help="Precedents.")
@as_reader
@as_json
@with_settings
def precedents(
    settings: Settings,
    file: str,
    missions: tuple[str, ...],
    countries: tuple[str, ...],
    themes: tuple[str, ...],
    phase: str,
    terms: str,
    member_states: bool,
    size: int,
    reader: Reader,
    json_output: bool,
) -> None:
    """Find what other missions learned in a situation like the one that FILE (- is standard input) tells in prose.

    The situation is neither stored nor logged.
    """
    given = stated(terms=terms.split(), missions=missions, countries=countries, themes=themes, phase=phase)
    home = existing_home(settings)
    text = read_situation(file)
    with opened(home, reader) as (view, catalog):
        situation = understand(text, view, given)
        found = Finder(view, catalog, reader).find(situation, size=size, member_states=member_states)
    if json_output:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        show_precedents(found)


def read_situation(file: str) -> str:
    """The text of a file or of standard input; raises UserError where it is empty or no plain text."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        reason = f"{file} cannot be read ({error.strerror})"
        raise UserError(f"{reason}: give a text file, or - for standard input") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not plain text in UTF-8: for documents use `lessons plan-check`") from error
    if text.count("\0") > len(text) / 10:
        raise UserError(f"{file} is not plain text in UTF-8: for documents use `lessons plan-check`")
    text = text.replace("\0", "")
    if not text.strip():
        raise UserError(f"{file} holds no text: describe the situation in some sentences")
    return text[:LONGEST]
