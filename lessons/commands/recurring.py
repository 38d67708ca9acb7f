"""``lessons recurring``: lessons that were identified again and again, in several documents, years and missions."""

import json

import click

from lessons.access import Reader
from lessons.commands.options import as_json, as_reader, existing_home, with_settings
from lessons.printable import printable, shortened
from lessons.relations.choice import cleaned, matches
from lessons.relations.recurrence import Group, groups
from lessons.search.citation import citation
from lessons.settings import Settings
from lessons.storage.catalog import Catalog

SHORT = 300
SHOWN_MEMBERS = 5


@click.command()
@click.option("--theme", multiple=True, metavar="CODE", help="Only lessons on this theme; repeat for several.")
@click.option("--mission", multiple=True, metavar="CODE", help="Only lessons of this mission; repeatable.")
@click.option("--country", multiple=True, metavar="CODE", help="Only lessons about this country; repeatable.")
@click.option("--kind", multiple=True, metavar="CODE", help="Only lessons of which one is of this kind; repeatable.")
@click.option("--min", "least", type=click.IntRange(2), default=2, show_default=True, help="Identified so many times.")
@as_reader
@as_json
@with_settings
def recurring(
    settings: Settings,
    theme: tuple[str, ...],
    mission: tuple[str, ...],
    country: tuple[str, ...],
    kind: tuple[str, ...],
    least: int,
    reader: Reader,
    json_output: bool,
) -> None:
    """List the lessons that were identified more than once, the most frequent first.

    \b
    lessons recurring --theme security.ddr --min 3
    """
    home = existing_home(settings)
    asked = {"themes": theme, "missions": mission, "countries": country, "kinds": kind}
    wanted = {name: cleaned(name, codes) for name, codes in asked.items() if codes}
    with Catalog(home.catalog) as catalog:
        found = [group for group in groups(catalog, reader, least=least) if matches(group, wanted)]
    for group in found:
        if json_output:
            click.echo(json.dumps(group.as_dict(), ensure_ascii=False))
        else:
            click.echo(printable("\n".join(lines(group))))
    if not found and not json_output:
        click.echo("No lesson was identified more than once; try a smaller --min or fewer filters.")


def lines(group: Group) -> list[str]:
    """A group for people: what it teaches, how often, and where."""
    text = group.representative.text
    shown = [shortened(text, SHORT), f"   {group.summary}; {group.id}"]
    for member in group.members[:SHOWN_MEMBERS]:
        source = citation({"title": member.title, "symbol": member.symbol, "date": member.date})
        shown.append(f"   - {source}  {member.id}")
    hidden = group.count - SHOWN_MEMBERS
    return [*shown, *([f"   - and {hidden} more"] if hidden > 0 else []), ""]
