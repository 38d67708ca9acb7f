"""``lessons search``: the passages that answer a query, with facets and the page to cite."""

import json
from dataclasses import replace
from typing import Any

import click

from lessons.access import Reader
from lessons.citation.formats import cite
from lessons.commands.options import as_json, as_reader, cite_as, existing_home, with_settings
from lessons.facets import FACETS
from lessons.generation import open_generation
from lessons.query.state import SORTS, SearchState, clean_pairs, parse_exclusion, parse_sort, parse_years
from lessons.relations.shown import with_relations
from lessons.search.ranking import ranking_method
from lessons.search.searcher import clean_code
from lessons.search.searcher import search as run_search
from lessons.settings import MAX_PAGE_SIZE, PAGE_SIZE, Settings
from lessons.storage.catalog import Catalog
from lessons.suggest.log import note_zero_hits
from lessons.terminal import show_results


def facet_options(command: Any) -> Any:
    """Add one repeatable option for each facet but the year, which takes a range."""
    for facet in reversed([facet for facet in FACETS if facet.name != "year"]):
        text = f"Only this {facet.label.lower()}; repeat for several."
        command = click.option(facet.option, facet.name, multiple=True, metavar="CODE", help=text)(command)
    return command


@click.command()
@click.argument("query", nargs=-1)
@facet_options
@click.option("--exclude", multiple=True, metavar="FIELD=CODE", help="Leave out what carries this code; repeatable.")
@click.option(
    "--year", "years", default="", metavar="A..B", help="Only documents of these years: 2004..2010, 2004.., 2004."
)
@click.option("--predecessors", is_flag=True, help="With --mission: its predecessors too, such as MINUSTAH for BINUH.")
@click.option(
    "--no-expand", is_flag=True, help="Search only the words given: no other names, no other spellings, no feedback."
)
@click.option(
    "--ranking", "ranking_name", metavar="NAME", help="bm25, default or semantic; default: the best there is."
)
@click.option("--why", is_flag=True, help="Explain each result: what matched, where, and its share of the score.")
@click.option("--page", type=click.IntRange(1, 10**12), default=1, show_default=True, help="Page of results.")
@click.option(
    "--size", type=click.IntRange(1, MAX_PAGE_SIZE), default=PAGE_SIZE, show_default=True, help="Results a page."
)
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order of the results.")
@cite_as
@as_reader
@as_json
@with_settings
def search(
    settings: Settings,
    query: tuple[str, ...],
    exclude: tuple[str, ...],
    years: str,
    predecessors: bool,
    no_expand: bool,
    ranking_name: str | None,
    why: bool,
    page: int,
    size: int,
    sort: str,
    cited_as: str | None,
    reader: Reader,
    json_output: bool,
    **chosen: tuple[str, ...],
) -> None:
    """Search all passages for QUERY: words, "phrases", AND OR NOT, (parentheses), field:value, prefix*.

    \b
    lessons search cantonment sites
    lessons search '"quick-impact projects" AND police' --country LBR --year 2004..2010
    lessons search 'theme:security.ddr demobili*' --kind lesson --sort newest
    """
    home = existing_home(settings)
    method = ranking_method(ranking_name) if ranking_name else None
    state = SearchState(
        query=" ".join(query),
        chosen=clean_pairs([(facet, code) for facet, codes in chosen.items() for code in codes], clean_code),
        excluded=clean_pairs([parse_exclusion(text) for text in exclude], clean_code),
        years=parse_years(years),
        sort=parse_sort(sort),
        page=page,
        size=size,
        expand=not no_expand,
        predecessors=predecessors,
    )
    generation = open_generation(home.index)
    try:
        with Catalog(home.catalog) as catalog:
            view = replace(generation.view(reader), hidden=catalog.hidden_from(reader))
            results = with_relations(run_search(view, state, method=method, why=why), catalog, reader)
    finally:
        generation.close()
    if settings.log_zero_hits:
        note_zero_hits(home, state, results)
    if cited_as:
        click.echo(cite([result.record for result in results.results], cited_as), nl=False)
    elif json_output:
        click.echo(json.dumps(results.as_dict(), ensure_ascii=False))
    else:
        show_results(results, state)
