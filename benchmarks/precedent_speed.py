"""How long a section of a draft plan takes at 100,000 passages: `plan-check` over documents recombined from real ones.

    python benchmarks/precedent_speed.py --source FOLDER [--home FOLDER] [--passages 100000] [--engine whoosh]

`--source` is a home with real documents. They are stored once as they are and then again under other names, each
passage with the sentences of one of its neighbours mixed into its own and with its codes and kind, until there are
enough. Asked are the sections of the drafts in `benchmarks/plans`, in one process, as `lessons plan-check` does; the
first section of each draft is told apart, for it carries what is done once a draft: reading the recurring lessons,
understanding the whole. `--home` keeps the index for another run.
"""

import argparse
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from indexer.plan_draft import read_draft
from lessons.access import OWNER
from lessons.engines.registry import engine
from lessons.generation import build_generation
from lessons.home import Home
from lessons.precedents.asking import opened
from lessons.precedents.plan import SECTION_SIZE, PlanChecker
from lessons.precedents.situation import Stated
from lessons.storage.catalog import Catalog
from lessons.storage.rows import Document, StoredPassage, passage_key

PLANS = Path(__file__).parent / "plans"
_SENTENCE = re.compile(r"(?<=[.;:])\s+")

Times = tuple[float, float]
"""Seconds on the clock, and of processor time."""


def enlarge(source: Home, home: Home, passages: int, engine_name: str) -> None:
    """Store and index the documents of a home, and recombined ones until there are so many passages."""
    home.create()
    chance = random.Random(passages)
    with Catalog(source.catalog) as originals, Catalog(home.catalog, create=True) as catalog:
        catalog.add_root("recombined")
        kept = [(one, found) for one, found in originals.each_document() if one.outcome in {"ok", "partial"} and found]
        stored = copy = 0
        while stored < passages:
            for document, found in kept:
                if stored < passages:
                    catalog.store(*recombined(document, found, copy, chance))
                    stored += len(found)
            copy += 1
        build_generation(home.index, catalog, engine(engine_name))


def recombined(
    document: Document, found: Sequence[StoredPassage], copy: int, chance: random.Random
) -> tuple[Document, tuple[()], list[StoredPassage]]:
    """A document under another name; the first copy says what the original says."""
    name = f"{document.id}x{copy}"
    renamed = replace(document, id=name, path=f"recombined/{name}", root="recombined", sha256=f"{name:x<64}"[:64])
    made: dict[str, StoredPassage] = {}
    for one in found:
        text = one.passage.text if not copy else mixed(one.passage.text, chance.choice(found).passage.text, chance)
        key = f"{name}-{passage_key(text)}"
        while key in made:
            key += "-2"
        passage = replace(one.passage, text=text)
        made[key] = replace(one, id=key, document_id=name, passage=passage, annotations=())
    return renamed, (), list(made.values())


def mixed(text: str, other: str, chance: random.Random) -> str:
    """As many sentences as the first text has, each of either."""
    mine, theirs = _SENTENCE.split(text), _SENTENCE.split(other)
    return " ".join(chance.choice((one, chance.choice(theirs))) for one in mine)


def timed(home: Home) -> Iterator[list[Times]]:
    """What the sections of each draft take."""
    with opened(home, OWNER) as (view, catalog):
        print(f"{view.lexicon.passages} passages, {view.engine}")
        for path in sorted(PLANS.glob("*.md")):
            draft = read_draft(str(path))
            marks = [(time.perf_counter(), time.process_time())]

            def done(_: str, marks: list[Times] = marks) -> None:
                marks.append((time.perf_counter(), time.process_time()))

            PlanChecker(view, catalog, OWNER).check(draft.title, draft.sections, Stated(), size=SECTION_SIZE, done=done)
            spent = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(marks)]
            yield [one for one, section in zip(spent, draft.sections, strict=True) if section.says_enough]


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="a home with real documents")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--engine", default="whoosh")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Home(options.home or Path(scratch) / "home")
        if not home.catalog.exists():
            enlarge(Home(options.source), home, options.passages, options.engine)
        drafts = list(timed(home))
    told("first of a draft", [spent[0] for spent in drafts])
    told("every other", [one for spent in drafts for one in spent[1:]])


def told(name: str, times: Sequence[Times]) -> None:
    """Print the median and the slowest, on the clock and of processor time."""
    for what, spent in zip(("s on the clock", "s of processor time"), zip(*times, strict=True), strict=True):
        cuts = statistics.quantiles(spent, n=20)
        print(f"{name}: median {statistics.median(spent):.2f}, p95 {cuts[-1]:.2f}, slowest {max(spent):.2f} {what}")


if __name__ == "__main__":
    main()
