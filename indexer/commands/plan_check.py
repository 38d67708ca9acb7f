"""``lessons plan-check``: a draft plan, and for each of its sections the precedents from other missions."""

import json
from pathlib import Path

import click

from indexer.plan_document import write_document
from indexer.plan_draft import read_draft
from lessons.access import Reader
from lessons.commands.options import as_json, as_reader, existing_home, with_settings
from lessons.commands.precedents import member_states_option, situation_options
from lessons.errors import UserError
from lessons.precedents.asking import opened
from lessons.precedents.plan import SECTION_SIZE, CheckedPlan, PlanChecker
from lessons.precedents.stating import stated
from lessons.precedents.table import show_plan
from lessons.settings import MAX_PAGE_SIZE, Settings
from lessons.terminal import progress_bar


@click.command("plan-check")
@click.argument("file", metavar="FILE|-")
@situation_options
@member_states_option
@click.option(
    "--size",
    type=click.IntRange(1, MAX_PAGE_SIZE),
    default=SECTION_SIZE,
    show_default=True,
    help="Precedents for each section.",
)
@click.option("--docx", "document", type=click.Path(path_type=Path), metavar="OUT", help="Write a Word document too.")
@as_reader
@as_json
@with_settings
def plan_check(
    settings: Settings,
    file: str,
    missions: tuple[str, ...],
    countries: tuple[str, ...],
    themes: tuple[str, ...],
    phase: str,
    member_states: bool,
    size: int,
    document: Path | None,
    reader: Reader,
    json_output: bool,
) -> None:
    """Check the draft plan FILE (Word, PDF, Markdown, text; - is standard input) against what other missions learned.

    It is split by its headings; each section gets its precedents and the lessons that recur on its themes. The draft is
    neither stored nor logged.
    """
    given = stated(missions=missions, countries=countries, themes=themes, phase=phase)
    home = existing_home(settings)
    _require_place(file, document)
    draft = read_draft(file)
    with opened(home, reader) as (view, catalog):
        checker = PlanChecker(view, catalog, reader)
        with progress_bar("sections checked", len(draft.sections), quiet=json_output) as done:
            plan = checker.check(draft.title, draft.sections, given, size=size, member_states=member_states, done=done)
    if document:
        write_document(plan, document)
    _print(plan, json_output=json_output)


def _print(plan: CheckedPlan, *, json_output: bool) -> None:
    if json_output:
        click.echo(json.dumps(plan.as_dict(), ensure_ascii=False))
    else:
        show_plan(plan)


def _require_place(file: str, document: Path | None) -> None:
    """Refuse a document that could not be written, or that would take the draft's place, before the work begins."""
    if document is None:
        return
    if not document.absolute().parent.is_dir():
        raise UserError(f"there is no folder {document.absolute().parent}: choose another place for --docx")
    if file != "-" and document.exists() and document.samefile(file):
        raise UserError(f"{document} is the draft itself: choose another name for --docx")
