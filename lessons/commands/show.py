"""``lessons show``: one passage or document, whole, with citation and provenance."""

import json
from collections.abc import Mapping
from typing import Any

import click

from lessons.access import Reader
from lessons.citation.formats import cite
from lessons.commands.options import as_json, as_reader, cite_as, existing_home, with_settings
from lessons.description import describe
from lessons.printable import printable
from lessons.relations.shown import lines as relation_lines
from lessons.search.citation import place
from lessons.settings import Settings
from lessons.storage.catalog import Catalog


@click.command()
@click.argument("identity", metavar="ID")
@cite_as
@as_reader
@as_json
@with_settings
def show(settings: Settings, identity: str, cited_as: str | None, reader: Reader, json_output: bool) -> None:
    """Show the passage or document ID (or symbol), whole, with its citation and what was recognised in it."""
    home = existing_home(settings)
    with Catalog(home.catalog) as catalog:
        found = describe(catalog, identity, reader, home.decisions)
    if cited_as:
        click.echo(cite([found], cited_as), nl=False)
    elif json_output:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(printable("\n".join(lines(found))))


def _words(annotation: Mapping[str, Any]) -> str:
    """The words that were recognised; what holds for the whole document stands on none of the passage's own."""
    return f"“{annotation['text']}”" if annotation["text"] else "(of the document)"


def _rule(annotation: Mapping[str, Any]) -> tuple[str | None, ...]:
    return annotation["rule"], annotation["author"], annotation["made_at"]


def _said(one: Mapping[str, Any]) -> str:
    tag = f"{one['field']}={one['value']}"
    words = f" “{one['surface']}”" if one["surface"] else ""
    return f"{one['action']}{words} {tag} ({one['author']}, {one['made_at']}, {one['scope']})"


def lines(found: dict[str, Any]) -> list[str]:
    """The same for people."""
    if "citation" not in found:
        head = [
            f"{name:<12}{found[name]}"
            for name in (
                "id",
                "title",
                "symbols",
                "date",
                "doc_type",
                "originator",
                "language",
                "pages",
                "path",
                "outcome",
                "reason",
                "about",
                "evidence",
            )
            if found.get(name)
        ]
        body = [
            f"  {place(passage) or '-'}  [{passage['kind']}]  {passage['text'][:100]}" for passage in found["passages"]
        ]
        head += [f"corrected   {one['number']}: {_said(one)}" for one in found["corrections"]]
        return [*head, *relation_lines(found), f"{len(body)} passages:", *body]
    shown = [found["citation"], *(f"  {heading}" for heading in found["heading"]), "", found["text"], ""]
    reasons = f"polarity {found['polarity']}, confidence {found['confidence']:.2f}, rule {found['rule']}"
    shown.append(f"kind        {found['kind']} ({reasons})")
    for name in ("countries", "missions", "themes"):
        if found[name]:
            shown.append(f"{name:<12}{', '.join(found[name])}")
    shown += [
        f"  {_words(a)} → {a['vocabulary']} {a['code'] or a['label']} ({', '.join(filter(None, _rule(a)))})"
        for a in found["annotations"]
    ]
    shown += [f"corrected   {one['number']}: {_said(one)}" for one in found["corrections"]]
    shown += relation_lines(found)
    return [*shown, f"id          {found['id']}", *([f"file        {found['path']}"] if "path" in found else [])]
