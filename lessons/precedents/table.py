"""A checked plan in the terminal: for each section a table of precedents, reasons and sources."""

from collections.abc import Iterator, Sequence

from lessons.precedents.plan import CheckedPlan, CheckedSection
from lessons.precedents.reasons import sentence
from lessons.precedents.results import Precedent
from lessons.precedents.wording import cut
from lessons.printable import shortened
from lessons.search.citation import citation
from lessons.terminal import console, show_table
from lessons.vocabulary.registry import vocabulary

TOO_SHORT = "Too short to look for precedents."
NOTHING = "No precedent found."
COLUMNS = ("", "Precedent", "Why", "Source")
BESIDE, BESIDE_TOLD = 2, "Of no single mission"
_LONGEST = 300


def show_plan(plan: CheckedPlan) -> None:
    """Print all sections of a plan."""
    out = console()
    out.print(plan.title or "Draft plan", style="bold", markup=False)
    own = ", ".join((*plan.missions, *(vocabulary("country").label(code) for code in plan.countries)))
    out.print(f"Mission and country: {own or 'not known; --mission tells'}", style="dim", markup=False)
    for checked in told_sections(plan):
        out.print(f"\n{' › '.join(checked.section.heading) or checked.section.name}", style="bold", markup=False)
        _show_section(checked)
    out.print(f"\n{len(plan.sections)} sections, {plan.took_ms:.0f} ms", style="dim")


def told_sections(plan: CheckedPlan) -> list[CheckedSection]:
    """The sections worth a heading: not the line or two before the first heading."""
    return [checked for checked in plan.sections if checked.section.heading or checked.found]


def _show_section(checked: CheckedSection) -> None:
    out = console()
    if checked.found is None:
        out.print(TOO_SHORT, style="dim")
        return
    if not checked.found.precedents:
        out.print(NOTHING)
    if checked.found.precedents:
        show_table(COLUMNS, list(_rows(checked.found.precedents)))
    for one in checked.found.no_mission[:BESIDE]:
        out.print(f"{BESIDE_TOLD}: {cut(one)} ({citation(one.record)})", markup=False)
    for group in checked.recurring:
        out.print(f"Recurs, {group.summary}: {shortened(group.representative.text, _LONGEST)}", markup=False)


def _rows(found: Sequence[Precedent]) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(found, 1):
        kind = vocabulary("kind").label(one.record["kind"])
        missions = ", ".join(one.missions) or "no mission"
        yield str(number), cut(one), f"{kind}, {missions}. {sentence(one.reasons)}", citation(one.record)
