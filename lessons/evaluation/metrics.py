"""Retrieval metrics by ir_measures and the paired test by SciPy; the room of both."""

from collections.abc import Mapping
from dataclasses import dataclass

from lessons.errors import MissingLibrary

try:
    import ir_measures
    from ir_measures import AP, Judged, R, nDCG
    from scipy.stats import ttest_rel  # type: ignore[import-untyped]
except ImportError as error:  # pragma: no cover - exercised where the extra is absent
    raise MissingLibrary("evaluation needs more libraries: run `pip install lessons[evaluate]`") from error

Run = Mapping[str, Mapping[str, float]]
"""Query id -> text id -> score."""
Judgments = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Scores:
    """The means over all judged queries, and nDCG@10 of each query for the paired test."""

    ndcg: float
    ndcg_condensed: float
    recall: float
    average_precision: float
    judged: float
    ndcg_by_query: Mapping[str, float]


def score(judgments: Judgments, run: Run) -> Scores:
    """Score a run; in the condensed nDCG unjudged texts are left out of the ranking."""
    run = _answered(run)
    measures = [nDCG @ 10, R @ 100, AP @ 100, Judged @ 10]
    means = ir_measures.calc_aggregate(measures, judgments, run)
    condensed = _answered(
        {query: {t: value for t, value in found.items() if t in judgments[query]} for query, found in run.items()}
    )
    by_query = {metric.query_id: float(metric.value) for metric in ir_measures.iter_calc([nDCG @ 10], judgments, run)}
    return Scores(
        ndcg=float(means[nDCG @ 10]),
        ndcg_condensed=float(ir_measures.calc_aggregate([nDCG @ 10], judgments, condensed)[nDCG @ 10]),
        recall=float(means[R @ 100]),
        average_precision=float(means[AP @ 100]),
        judged=float(means[Judged @ 10]),
        ndcg_by_query={query: by_query.get(query, 0.0) for query in judgments},
    )


def _answered(run: Run) -> Run:
    """The queries with results: the metrics count a missing query as zero, but divide by the length of an empty one."""
    return {query: found for query, found in run.items() if found}


def p_value(ours: Scores, theirs: Scores) -> float:
    """The two-sided p of a paired t-test over the queries' nDCG@10; 1 where nothing differs."""
    queries = sorted(ours.ndcg_by_query)
    left, right = ([scores.ndcg_by_query[query] for query in queries] for scores in (ours, theirs))
    differences = {mine - other for mine, other in zip(left, right, strict=True)}
    if len(queries) < 2 or differences == {0.0}:  # noqa: PLR2004
        return 1.0
    if len(differences) == 1:
        return 0.0  # the same difference everywhere: its variance is zero, and the test's quotient infinite
    return float(ttest_rel(left, right).pvalue)
