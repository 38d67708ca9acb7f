"""``lessons vocab``: lists a vocabulary, or resolves a text to its code."""

import json
from collections.abc import Iterable

import click

from lessons.commands.options import as_json, with_settings
from lessons.settings import Settings
from lessons.vocabulary.countries import countries
from lessons.vocabulary.missions import missions
from lessons.vocabulary.model import Vocabulary
from lessons.vocabulary.registry import vocabulary
from lessons.vocabulary.themes import scopes


@click.command()
@click.argument("name", metavar="country|mission|theme", type=click.Choice(["country", "mission", "theme"]))
@click.argument("text", nargs=-1)
@as_json
@with_settings
def vocab(_settings: Settings, name: str, text: tuple[str, ...], json_output: bool) -> None:
    """List a vocabulary, or resolve TEXT to its code (exit 1: no match, 2: ambiguous)."""
    words = vocabulary(name)
    asked = " ".join(text).strip()
    codes = words.resolve(asked) if text else words.codes()
    _print(words, codes, json_output)
    if text and len(codes) != 1:
        click.echo(f"lessons: {_problem(words, asked, codes)}", err=True)
        click.get_current_context().exit(2 if codes else 1)


def entry(words: Vocabulary, code: str) -> dict[str, object]:
    """What is known of a code, in the JSON shape of the command line."""
    known: dict[str, object] = {"code": code, "label": words.label(code), "aliases": list(words.aliases(code))}
    if words.name == "country":
        country = countries()[code]
        return {**known, "alpha2": country.alpha2, "kind": country.kind, "region": country.region}
    if words.name == "mission":
        return {**known, **_operation(code)}
    return {**known, "scope": scopes()[code], "parent": words.parent(code), "children": list(words.children(code))}


def _operation(code: str) -> dict[str, object]:
    mission = missions()[code]
    return {
        "countries": list(mission.countries), "start": mission.start, "end": mission.end,
        "predecessors": list(mission.predecessors), "successors": list(mission.successors),
        "lead_body": mission.lead_body, "type": mission.type,
    }  # fmt: skip


def _print(words: Vocabulary, codes: Iterable[str], as_json: bool) -> None:
    for code in codes:
        line = json.dumps(entry(words, code), ensure_ascii=False) if as_json else f"{code}\t{words.label(code)}"
        click.echo(line)


def _problem(words: Vocabulary, asked: str, codes: Iterable[str]) -> str:
    if codes:
        return f"“{asked[:80]}” is ambiguous: {', '.join(codes)}; give one of these codes"
    near = ", ".join(f"{code} ({words.label(code)})" for code in words.suggest(asked))
    mend = f"did you mean {near}?" if near else f"`lessons vocab {words.name}` lists all"
    return f"no {words.name} matches “{asked[:80]}”: {mend}"
