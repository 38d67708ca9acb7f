"""Relations of a real collection: how long they take, what they find, and groups of recurring lessons to read.

    lessons index ../shared/corpus/un_reports ../shared/corpus/upr --home HOME
    python benchmarks/recurrence.py --home HOME

Prints the time of the stage, how many links, copies, groups and answers there are, how the answers to recommendations
of the Universal Periodic Review agree with its own table of decisions, and random groups whose precision a reader
judges: do the passages teach the same?
"""

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from lessons.access import OWNER
from lessons.relations.recurrence import Group, groups
from lessons.relations.stage import compute
from lessons.storage.catalog import Catalog
from lessons.storage.relations import Related
from lessons.storage.rows import StoredPassage

SHARED = Path(os.environ.get("LESSONS_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
DECISIONS = {
    "support": "accepted", "implemented": "accepted", "reject": "not_accepted",
    "noted": "not_accepted", "consider": None,
}  # fmt: skip
"""What the table's decisions mean; what a State promised to consider has no answer yet."""


def main() -> None:
    """Compute, count, compare, and print groups to read."""
    arguments = parse()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.db"
        shutil.copy(arguments.home / "catalog.db", path)  # the collection itself is left alone
        with Catalog(path) as catalog:
            related = timed(catalog)
            catalog.relations.replace(related, catalog.revision())
            answered(catalog, related, arguments.shared)
            show(groups(catalog, OWNER), arguments.sample, arguments.seed)


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True, help="home of an indexed collection")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the real documents")
    parser.add_argument("--sample", type=int, default=30, help="groups to print")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def timed(catalog: Catalog) -> Related:
    """The relations, with the time that they took."""
    started, processor = time.perf_counter(), time.process_time()
    related = compute(catalog)
    counts = catalog.counts()
    print(
        f"{counts['passages']} passages: {time.process_time() - processor:.1f} s of processor time, "
        f"{time.perf_counter() - started:.1f} s"
    )
    print(f"links: {dict(Counter(link.relation for link in related.links))}")
    print(f"passages folded: {len({one for one, _ in related.copies})}; candidates: {len(related.teachings)}")
    print(f"pairs of like candidates: {len(related.near)}; answers: {len(related.answers)}")
    return related


def answered(catalog: Catalog, related: Related, shared: Path) -> None:
    """How the answers agree with the decisions that the table of the reviews gives for a paragraph."""
    table = shared / "data" / "upr" / "recommendations.jsonl"
    if not table.exists():
        return
    rows = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    truth = {(row["pdf"], row["para"]): DECISIONS[row["decision"]] for row in rows if row["decision"] in DECISIONS}
    files = {document.id: Path(document.path).name for document in catalog.documents()}
    given = {answer.recommendation_id: answer.answer for answer in related.answers}
    places = {
        (files[document.id], passage.passage.paragraph): passage.judgement.statement.answer or given.get(passage.id)
        for document in catalog.documents()
        if "upr" in Path(document.path).parts
        for passage in catalog.passages(document.id)
        if recommends(passage) and passage.passage.paragraph
    }
    known = {place: answer for place, answer in places.items() if place in truth}
    told = {place: answer for place, answer in known.items() if answer}
    right = sum(answer == truth[place] for place, answer in told.items())
    decided = sum(truth[place] is not None for place in known)
    print(f"reviews: {decided} recommendations decided, {len(told)} told to be, {right} of them rightly")


def recommends(passage: StoredPassage) -> bool:
    """Whether a passage is a recommendation."""
    return passage.judgement.kind == "recommendation"


def show(found: list[Group], sample: int, seed: int) -> None:
    """Print random groups, three members of each."""
    print(f"{len(found)} groups of {sum(group.count for group in found)} candidates; the largest: {found[0].summary}")
    chosen = random.Random(seed)
    for group in chosen.sample(found, min(sample, len(found))):
        print(f"\n## {group.summary}")
        for member in chosen.sample(group.members, min(3, group.count)):
            print(f"   {member.symbol or member.title} {member.date} [{member.kind}] {member.text[:300]}")


if __name__ == "__main__":
    main()
