"""``lessons evaluate``: a judged collection through the real search, beside plain BM25."""

import json
from pathlib import Path
from typing import Any

import click

from lessons.access import OWNER
from lessons.commands.options import as_json, existing_home, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import UserError
from lessons.generation import open_generation
from lessons.search.ranking import ranking_method
from lessons.settings import Settings
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions, Judgment
from lessons.terminal import counting


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--judged", is_flag=True, help="Score what readers judged on the page, on the served collection.")
@click.option("--engine", "engine_name", metavar="NAME", help="Engine: whoosh or tantivy.")
@click.option(
    "--ranking",
    "ranking_name",
    default="default",
    show_default=True,
    metavar="NAME",
    help="Ranking: bm25, default or semantic.",
)
@as_json
@with_settings
def evaluate(
    settings: Settings,
    folder: Path | None,
    judged: bool,
    engine_name: str | None,
    ranking_name: str,
    json_output: bool,
) -> None:
    """Measure the search on FOLDER (corpus.jsonl, queries.jsonl, qrels/test.tsv) against plain BM25.

    With --judged it is measured on the collection of --home, by what readers said of its results.
    """
    if judged:
        if folder or engine_name:
            raise UserError("--judged asks the served collection: leave out FOLDER and --engine")
        _show(_of_readers(settings, ranking_name), json_output=json_output)
        return
    if folder is None:
        raise UserError("give a folder in BEIR layout, or --judged for what readers judged on the page")
    from lessons.evaluation.beir import read_collection  # noqa: PLC0415 - optional libraries, needed here only
    from lessons.evaluation.evaluate import evaluate as run_evaluation  # noqa: PLC0415
    from lessons.evaluation.evaluate import text_vectors  # noqa: PLC0415

    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder: give one in BEIR layout")
    collection, method = read_collection(folder), ranking_method(ranking_name)
    engine = engine_named(engine_name or settings.engine)
    vectors = None
    if method.meaning:
        with counting("texts encoded", quiet=json_output) as told:
            vectors = text_vectors(collection, settings.cache / "vectors", told)
    _show(run_evaluation(collection, engine, method, vectors).as_dict(), json_output=json_output)


def _of_readers(settings: Settings, ranking_name: str) -> dict[str, Any]:
    """The figures of the stored judgments; raises UserError where there are none."""
    from lessons.evaluation.judged import evaluate_judged, located  # noqa: PLC0415

    home = existing_home(settings)
    judgments: list[Judgment] = []
    if home.decisions.exists():
        with Decisions(home.decisions) as decisions:
            judgments = decisions.judgments()
    if not judgments:
        raise UserError("nobody has judged a result yet: `lessons serve`, then “Not relevant” under a result")
    generation = open_generation(home.index)
    try:
        with Catalog(home.catalog) as catalog:
            found = located(catalog, judgments)
            if found.lost:
                told = f"{found.lost} of {len(judgments)} judged passages are not in the collection any more"
                click.echo(told, err=True)
            if not found.grades:
                raise UserError("no judged passage is in the collection any more: index its files again")
            view = generation.view(OWNER)
            measured = evaluate_judged(catalog, view, OWNER, found.grades, ranking_method(ranking_name))
    finally:
        generation.close()
    return measured.as_dict()


def _show(found: dict[str, Any], *, json_output: bool) -> None:
    if json_output:
        click.echo(json.dumps(found))
        return
    time = f"{found['ms_per_query']:.1f} ms a query"
    click.echo(f"{found['queries']} queries, engine {found['engine']}, ranking {found['ranking']}, {time}")
    click.echo(f"{'':<18}{'ours':>8}{'BM25':>8}{'ratio':>8}")
    for name, value in found["baseline"].items():
        click.echo(f"{name:<18}{found[name]:>8.3f}{value:>8.3f}{found[name] / value if value else 0:>8.2f}")
    for name in ("map@100", "judged@10"):
        click.echo(f"{name:<18}{found[name]:>8.3f}")
    click.echo(f"paired t-test on ndcg@10: p = {found['p_value']:.3f}")
