"""``lessons vocab``: lists a vocabulary, resolves a text to its code, or writes the vocabularies as SKOS."""

import json
from collections.abc import Iterable

import click

from lessons.commands.options import as_json, with_settings
from lessons.errors import UserError
from lessons.settings import Settings
from lessons.vocabulary.entries import NAMES, entry
from lessons.vocabulary.missions import missions
from lessons.vocabulary.model import Vocabulary
from lessons.vocabulary.registry import vocabulary


@click.command()
@click.argument("name", metavar="[country|region|mission|theme]", type=click.Choice(NAMES), required=False)
@click.argument("text", nargs=-1)
@click.option("--skos", is_flag=True, help="Write the vocabulary, or all of them, as SKOS in Turtle.")
@as_json
@with_settings
def vocab(_settings: Settings, name: str | None, text: tuple[str, ...], skos: bool, json_output: bool) -> None:
    """List a vocabulary, or resolve TEXT to its code (exit 1: no match, 2: ambiguous).

    \b
    lessons vocab mission MINUSTAH --json
    lessons vocab --skos > vocabularies.ttl
    """
    if skos:
        _write_skos(name, text, json_output)
        return
    if name is None:
        raise UserError(f"name a vocabulary: {', '.join(NAMES)}; `lessons vocab --skos` writes all of them")
    words = vocabulary(name)
    asked = " ".join(text).strip()
    codes = words.resolve(asked) if text else words.codes()
    _print(words, codes, json_output)
    if text and len(codes) != 1:
        click.echo(f"lessons: {_problem(words, asked, codes)}", err=True)
        click.get_current_context().exit(2 if codes else 1)


def _write_skos(name: str | None, text: tuple[str, ...], as_json: bool) -> None:
    """Write Turtle; rdflib is loaded only here, its import takes longer than a look-up."""
    if text or as_json:
        raise UserError("--skos writes a whole vocabulary in Turtle: leave out the text and --json")
    from lessons.vocabulary.skos import TITLES, turtle  # noqa: PLC0415

    click.echo(turtle([name] if name else TITLES), nl=False)


def _print(words: Vocabulary, codes: Iterable[str], as_json: bool) -> None:
    for code in codes:
        line = json.dumps(entry(words, code), ensure_ascii=False) if as_json else _line(words, code)
        click.echo(line)


def _line(words: Vocabulary, code: str) -> str:
    """A code and its label; a mission with its years and what followed it."""
    mission = missions().get(code) if words.name == "mission" else None
    if mission is None:
        return f"{code}\t{words.label(code)}"
    begun, ended = (mission.start or "?")[:4], f"to {mission.end[:4]}" if mission.end else "on"
    after = f", then {', '.join(mission.successors)}" if mission.successors else ""
    return f"{code}\t{words.label(code)}\t{begun} {ended}{after}"


def _problem(words: Vocabulary, asked: str, codes: Iterable[str]) -> str:
    if codes:
        return f"“{asked[:80]}” is ambiguous: {', '.join(codes)}; give one of these codes"
    near = ", ".join(f"{code} ({words.label(code)})" for code in words.suggest(asked))
    mend = f"did you mean {near}?" if near else f"`lessons vocab {words.name}` lists all"
    return f"no {words.name} matches “{asked[:80]}”: {mend}"
