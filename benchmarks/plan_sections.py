"""How many sections of draft plans are answered: the first precedents of each, judged by reading.

    python benchmarks/plan_sections.py --home FOLDER [--plans benchmarks/plans] [--show]

Asks `plan-check` for the sections of the drafts in a folder, and looks up what was judged of each precedent in
`benchmarks/plans/judgments.csv`: useful is what a planner could act on. A section is answered if at least one of its
first three is useful. Judgments are kept by a fingerprint of the text, for the documents do not belong to the project.
`--show` prints what was found, with the fingerprint of what nobody has judged.
"""

import argparse
import csv
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from indexer.plan_draft import read_draft
from lessons.access import OWNER
from lessons.home import Home
from lessons.precedents.asking import opened
from lessons.precedents.plan import CheckedPlan, PlanChecker
from lessons.precedents.results import Precedent
from lessons.precedents.situation import Stated

HERE = Path(__file__).parent / "plans"
FIRST = 3
_SHOWN = 600

Key = tuple[str, str, str]


def fingerprint(text: str) -> str:
    """What a text is known by: the same after another reading with other spaces."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:12]


def judged() -> dict[Key, bool]:
    """What was judged of each precedent, by plan, section and fingerprint."""
    with (HERE / "judgments.csv").open(encoding="utf-8", newline="") as file:
        return {(row["plan"], row["section"], row["text"]): row["useful"] == "yes" for row in csv.DictReader(file)}


def checked(home: Path, plans: Path) -> Iterator[tuple[str, CheckedPlan, float]]:
    """Each draft of a folder with its precedents and the seconds of processor time they took."""
    with opened(Home(home), OWNER) as (view, catalog):
        for path in sorted(plans.glob("*.md")):
            draft = read_draft(str(path))
            started = time.process_time()
            plan = PlanChecker(view, catalog, OWNER).check(draft.title, draft.sections, Stated(), size=FIRST)
            yield path.stem, plan, time.process_time() - started


def verdict(key: tuple[str, str], found: tuple[Precedent, ...], known: dict[Key, bool]) -> str:
    """Whether a section is answered; "unread" where that rests on what nobody has judged."""
    told = [known.get((*key, fingerprint(one.record["text"]))) for one in found]
    if any(told):
        return "yes"
    return "unread" if None in told else "no"


def main() -> None:
    """Check, look up, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="a home with documents of many missions")
    parser.add_argument("--plans", type=Path, default=HERE)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    known, verdicts = judged(), []
    for name, plan, seconds in checked(options.home, options.plans):
        sections = [one for one in plan.sections if one.found]
        print(f"{name}: {seconds / max(1, len(sections)):.2f} s of processor time a section")
        for section in sections:
            found = section.found.precedents if section.found else ()
            verdicts.append(verdict((name, section.section.name), found, known))
            print(f"  {verdicts[-1]:<7}{section.section.name}")
            if options.show:
                show(name, section.section.name, found, known)
    print(f"{verdicts.count('yes')} of {len(verdicts)} sections answered, {verdicts.count('unread')} unread")


def show(plan: str, section: str, found: tuple[Precedent, ...], known: dict[Key, bool]) -> None:
    """Print the precedents of a section and what was judged of them."""
    for one in found:
        text = one.record["text"]
        told = known.get((plan, section, fingerprint(text)))
        word = {True: "useful", False: "not", None: "?"}[told]
        print(f"    {word:<7}{fingerprint(text)} {', '.join(one.missions)} [{one.record['kind']}] {text[:_SHOWN]}")


if __name__ == "__main__":
    main()
