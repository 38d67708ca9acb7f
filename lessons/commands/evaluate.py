"""``lessons evaluate``: a judged collection through the real search, beside plain BM25."""

import json
from pathlib import Path

import click

from lessons.commands.options import as_json, with_settings
from lessons.engines.registry import engine as engine_named
from lessons.errors import UserError
from lessons.search.ranking import ranking_method
from lessons.settings import Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--engine", "engine_name", metavar="NAME", help="Engine: whoosh or tantivy.")
@click.option(
    "--ranking", "ranking_name", default="default", show_default=True, metavar="NAME", help="Ranking: bm25 or default."
)
@as_json
@with_settings
def evaluate(settings: Settings, folder: Path, engine_name: str | None, ranking_name: str, json_output: bool) -> None:
    """Measure the search on FOLDER (corpus.jsonl, queries.jsonl, qrels/test.tsv) against plain BM25."""
    from lessons.evaluation.beir import read_collection  # noqa: PLC0415 - optional libraries, needed here only
    from lessons.evaluation.evaluate import evaluate as run_evaluation  # noqa: PLC0415

    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder: give one in BEIR layout")
    found = run_evaluation(
        read_collection(folder), engine_named(engine_name or settings.engine), ranking_method(ranking_name)
    ).as_dict()
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
