"""``lessons correct``: a person's word on a document or tag, which every later run obeys; listed and reversible."""

import json
import os
from collections.abc import Sequence

import click

from indexer.corrections.place import narrowed, target
from indexer.corrections.requests import Options, Request, requests
from indexer.corrections.settle import mark, settle, touched
from lessons.commands.options import as_json, existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import UserError
from lessons.generation import build_generation, followed
from lessons.home import Home
from lessons.printable import printable
from lessons.provenance import in_words
from lessons.relations.stage import relate
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Correction, Decisions

PAIR = (str, str)


@click.command()
@click.argument("identity", metavar="[ID]", required=False)
@click.argument("changes", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--reject", multiple=True, metavar="TAG", help="The passage or document ID is not about TAG.")
@click.option("--add", multiple=True, metavar="TAG", help="The passage or document ID is about TAG, first of all.")
@click.option("--always", multiple=True, type=PAIR, metavar="WORDS TAG", help="WORDS always mean TAG.")
@click.option("--never", multiple=True, type=PAIR, metavar="WORDS TAG", help="WORDS never mean TAG.")
@click.option(
    "--merge", multiple=True, type=(str, str, str), metavar="VOCABULARY NAME OTHER", help="NAME is another of OTHER."
)
@click.option("--kind", help="The passage ID is of this kind: lesson, good_practice, recommendation, ...")
@click.option("--polarity", help="With --kind: repeat, avoid or none.")
@click.option("--in", "within", metavar="ID", help="Where --always, --never and --merge hold; default: everywhere.")
@click.option("--author", help="Who says so; default: the name you are logged in with. With --list: only his.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take the correction of this number back.")
@click.option("--list", "listing", is_flag=True, help="List the corrections in force, all or those of ID.")
@click.option("--review", is_flag=True, help="List those that do not find their passage or document any more.")
@click.option("--history", is_flag=True, help="List those too that were taken back.")
@as_json
@with_settings
def correct(
    settings: Settings,
    identity: str | None,
    changes: tuple[str, ...],
    within: str | None,
    author: str | None,
    undo: int | None,
    listing: bool,
    review: bool,
    history: bool,
    json_output: bool,
    **options: tuple[str, ...],
) -> None:
    """Correct what was read of the document or passage ID, or list what was corrected.

    FIELD=VALUE corrects a document: title, date, doc_type, originator, language, symbol, mission, sensitivity, groups,
    reference, effective_date, review_date.
    TAG is VOCABULARY=CODE of country, mission, theme, person or organization: country=GEO, person="Ban Ki-moon". A
    correction wins over the file's text and over metadata.csv, at every later run, until it is taken back with --undo.

    \b
    lessons correct 52619a182bc4 title="Camps in Liberia" date=2004-11
    lessons correct 52619a182bc4-a37cffa02b --reject country=GEO --add theme=security.ddr
    lessons correct 52619a182bc4-a37cffa02b --kind recommendation
    lessons correct --never "Jordan" country=JOR
    lessons correct --always "the Mission" mission=UNMIL --in 52619a182bc4
    lessons correct --merge person "B. Ki-moon" "Ban Ki-moon"
    """
    home = existing_home(settings)
    if identity and "=" in identity and not changes:
        raise UserError(f"{identity} needs a document: give its id before it")
    if identity and within:
        raise UserError(f"{identity} and --in {within} name two places: give one of them")
    asked = requests(changes, Options(**options))  # type: ignore[arg-type]
    if listing or review or history or (undo is None and not asked):
        _list(home, identity or within, author, review=review, history=history, json_output=json_output)
        return
    with home.lock(), Catalog(home.catalog) as catalog, Decisions(home.decisions) as decisions:
        catalog.note_killed()
        behind = _behind(catalog, decisions)
        if undo is not None:
            numbers = [_undone(decisions, undo)]
        else:
            catalog.expect_decisions()
            numbers = _store(catalog, decisions, identity or within, asked, author or login())
        told = _applied(home, catalog, decisions, settings, numbers, whole=behind)
        click.echo(f"{'Taken back' if undo is not None else 'Stored'}: {told}. In force:", err=json_output)
        shown = [one for one in decisions.corrections() if one.id in numbers]
        _show(decisions.corrections() if undo is not None else shown, json_output=json_output)


def login() -> str:
    """The name of the person at the terminal."""
    try:
        return os.getlogin()
    except OSError:
        return "local"


def _store(
    catalog: Catalog, decisions: Decisions, identity: str | None, asked: Sequence[Request], author: str
) -> list[int]:
    place = target(catalog, identity)
    placed = [(request, narrowed(place, request)) for request in asked]
    for request in asked:
        _refuse_circle(decisions, request)
    return [
        decisions.correct(
            where.anchor.document_id,
            request.field,
            request.value,
            author,
            action=request.action,
            scope=where.scope,
            surface=request.surface,
            anchor=where.anchor,
        )
        for request, where in placed
    ]


def _refuse_circle(decisions: Decisions, request: Request) -> None:
    """Two names cannot each be another name of the other."""
    if request.action != "merge":
        return
    into = {(one.field, one.surface): one for one in decisions.corrections() if one.action == "merge"}
    name, seen = request.value, 0
    while (request.field, name) in into and seen <= len(into):
        found = into[(request.field, name)]
        name, seen = found.value, seen + 1
        if name == request.surface:
            raise UserError(
                f"{request.value} was merged into {request.surface} by correction {found.id}: take it back first "
                f"with --undo {found.id}"
            )


def _behind(catalog: Catalog, decisions: Decisions) -> bool:
    """Whether a command was killed after it had decided and before it had applied."""
    applied = catalog.applied()
    return applied != mark(decisions) and (applied is not None or bool(decisions.corrections()))


def _undone(decisions: Decisions, number: int) -> int:
    if not decisions.reverse(number):
        raise UserError(f"there is no correction {number} in force: `lessons correct` lists them")
    return number


def _applied(
    home: Home, catalog: Catalog, decisions: Decisions, settings: Settings, numbers: Sequence[int], *, whole: bool
) -> str:
    """Bring the catalog, the relations and the index in line; returns what changed, in words.

    With `whole` all corrections are applied: a command may have been killed between deciding and applying.
    """
    made = [one for one in decisions.corrections(in_force=False) if one.id in numbers]
    documents = None if whole else {document for one in made for document in touched(catalog, one)}
    changed = settle(catalog, decisions, documents)
    relate(catalog)
    _index(home, catalog, settings)
    if not changed:
        return "no document says anything else for it"
    return f"{changed} document{'s' if changed > 1 else ''} changed, and the index follows"


def _index(home: Home, catalog: Catalog, settings: Settings) -> None:
    """Build a generation, unless the served one is that of the catalog."""
    engine_name, revision = followed(home.index)
    if revision != catalog.revision():
        build_generation(home.index, catalog, engine_named(engine_name or settings.engine))


def _list(
    home: Home, identity: str | None, author: str | None, *, review: bool, history: bool, json_output: bool
) -> None:
    """Show what was corrected; takes no lock and creates nothing."""
    found: list[Correction] = []
    if home.decisions.exists():
        with Decisions(home.decisions) as decisions:
            found = decisions.corrections(in_force=not history)
    found = [
        one
        for one in found
        if (identity in {None, one.document_id, one.passage_id, one.symbol})
        and (author in {None, one.author})
        and (one.waiting or not review)
    ]
    _show(found, json_output=json_output)


def _show(corrections: Sequence[Correction], *, json_output: bool) -> None:
    if json_output:
        click.echo(json.dumps([correction.as_dict() for correction in corrections], ensure_ascii=False))
        return
    for correction in corrections:
        click.echo(printable(f"{correction.id:>5}  {described(correction)}"))
    if not corrections:
        click.echo("No corrections are in force.")


def described(correction: Correction) -> str:
    """A correction in one line."""
    where = correction.passage_id or correction.document_id or "everywhere"
    ends = f", taken back {correction.reversed_at}" if correction.reversed_at else ""
    waits = f" WAITS: {correction.waiting}" if correction.waiting else ""
    return f"{where}  {in_words(correction)}  ({correction.author}, {correction.made_at}{ends}){waits}"
