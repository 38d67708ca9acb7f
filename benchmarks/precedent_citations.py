"""Whether precedents are cited right: each one's page, symbol and paragraph looked up in its own PDF.

    python benchmarks/precedent_citations.py --home FOLDER [--plans benchmarks/plans] [--size 10]

Asks `plan-check` for the sections of the drafts in a folder and opens the originals, with another reader of PDF's text
than the one that found the passage: pdfminer.six. A page is right if the passage's words stand on it (or begin there
and go on); a symbol if it stands on one of the first pages; a paragraph if its number is the last one before it.
Missions are checked too: none may be the planner's. Prints what is wrong with where it stands.
"""

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pdfminer.high_level import extract_text

from indexer.plan_draft import read_draft
from lessons.access import OWNER
from lessons.home import Home
from lessons.precedents.asking import opened
from lessons.precedents.plan import CheckedPlan, PlanChecker
from lessons.precedents.results import Precedent
from lessons.precedents.situation import Stated
from lessons.storage.catalog import Catalog

PLANS = Path(__file__).parent / "plans"
OPENING = 30
"""Letters of a passage's beginning that are looked for: enough to be found only once, few enough for a broken line."""
SHARE = 0.8
"""Share of a passage's words that stand on the cited page and the next."""
FIRST_PAGES = 2
_NUMBER = re.compile(r"(?:^|\n)\s*(\d{1,3})\s?\.\s")
_WORD = re.compile(r"[^\W_]+")


@cache
def page_text(path: Path, page: int) -> str:
    """The text of one page, counted from 1; empty past the end."""
    return unicodedata.normalize("NFKC", extract_text(str(path), page_numbers=[page - 1]))


def squeezed(text: str) -> str:
    """Letters and digits alone: hyphens at the ends of lines and spaces are no difference."""
    return "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def page_right(path: Path, one: Precedent) -> bool:
    """Tell whether a passage stands on its page."""
    page = one.record["page"]
    words = set(_WORD.findall(unicodedata.normalize("NFKC", one.record["text"]).casefold()))
    here = page_text(path, page) + " " + page_text(path, page + 1)
    held = set(_WORD.findall(here.casefold()))
    begins = squeezed(one.record["text"])[:OPENING] in squeezed(page_text(path, page))
    return begins or len(words & held) >= SHARE * len(words)


def symbol_right(path: Path, one: Precedent) -> bool:
    """Tell whether the symbol stands on the first pages; of a joint one each."""
    front = squeezed(" ".join(page_text(path, page) for page in range(1, FIRST_PAGES + 1)))
    return all(squeezed(symbol) in front for symbol in re.split(r"[-–](?=[A-Z]/)", one.record["symbol"]))


def paragraph_right(path: Path, one: Precedent) -> bool:
    """Tell whether the number of the paragraph is the last one before a passage, its own first line included.

    pdfminer.six sometimes puts a number after the line that it stands beside, and points of a list stand under theirs.
    """
    page = one.record["page"]
    text = "".join(f"{page_text(path, number)}\n" for number in range(max(1, page - 1), page + 1))
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    letters, passage = squeezed_at(text, places), squeezed(one.record["text"])
    starts = range(0, min(len(passage), 4 * OPENING), OPENING)
    found = [letters.rfind(passage[start : start + OPENING]) for start in starts]
    before = [_NUMBER.findall(text[: places[place]])[-1:] for place in found if place >= 0]
    return [re.split(r"\D", one.record["paragraph"])[0]] in before


def squeezed_at(text: str, places: list[int]) -> str:
    """The letters at some places of a text, each one letter."""
    return "".join(text[place].casefold()[:1] for place in places)


def checked(home: Path, plans: Path, size: int) -> Iterator[tuple[CheckedPlan, Catalog]]:
    """The drafts with their precedents."""
    with opened(Home(home), OWNER) as (view, catalog):
        for path in sorted(plans.glob("*.md")):
            draft = read_draft(str(path))
            yield PlanChecker(view, catalog, OWNER).check(draft.title, draft.sections, Stated(), size=size), catalog


def found(plan: CheckedPlan) -> list[Precedent]:
    """All precedents of a plan."""
    return [one for section in plan.sections if section.found for one in section.found.precedents]


def main() -> None:
    """Ask, look up, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="a home whose originals still lie where they were")
    parser.add_argument("--plans", type=Path, default=PLANS)
    parser.add_argument("--size", type=int, default=10)
    options = parser.parse_args()
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for plan, catalog in checked(options.home, options.plans, options.size):
        for one in found(plan):
            asked["mission"] += bool(plan.missions)
            right["mission"] += bool(plan.missions) and set(plan.missions).isdisjoint(one.missions)
            for name, good in verdicts(one, catalog):
                asked[name] += 1
                right[name] += good
                if not good:
                    print(f"{name}: {one.record['symbol']} p. {one.record['page']} para. {one.record['paragraph']}")
    for name in ("mission", "page", "symbol", "paragraph"):
        print(f"{name:<10}{right[name]} of {asked[name]}")


def verdicts(one: Precedent, catalog: Catalog) -> Iterator[tuple[str, bool]]:
    """What can be looked up of one precedent, and whether it is right."""
    document = catalog.document(one.record["document_id"])
    if document is None or document.format != "pdf" or not one.record["page"]:
        return
    path = Path(document.path)
    yield "page", page_right(path, one)
    if one.record["symbol"]:
        yield "symbol", symbol_right(path, one)
    if one.record["paragraph"]:
        yield "paragraph", paragraph_right(path, one)


if __name__ == "__main__":
    main()
