"""Precedents in the terminal: the query behind the situation, then the groups with reasons and citations."""

from collections.abc import Iterable, Iterator, Sequence

from lessons.precedents.reasons import sentence
from lessons.precedents.results import Precedent, Precedents, group_label
from lessons.precedents.situation import Situation
from lessons.printable import shortened
from lessons.search.citation import citation
from lessons.terminal import console
from lessons.vocabulary.phases import UNKNOWN
from lessons.vocabulary.registry import vocabulary

_TERMS = 15
_LONGEST_COUNTER = 220
OF_FAMILY = "Of your own country, or of a mission before or after yours"
OF_NO_MISSION = "Guidance and reports of no single mission"
TAKEN = "taken from the country, not named in the text"
"""What is told of the planner's missions where he did not name them."""
_AGAINST = {"avoid": "On the same theme, to avoid", "repeat": "On the same theme, to repeat"}


def show_precedents(found: Precedents) -> None:
    """Print what was understood, the precedents by what they teach, and what stands apart."""
    out = console()
    for line in situation_lines(found.situation):
        out.print(line, style="dim", markup=False)
    if not found.precedents:
        out.print("No precedent found. State other words with --terms, or fewer limits.")
    for theme, group in found.groups().items():
        out.print(f"\n{group_label(theme)}", style="bold underline", markup=False)
        _show(group)
    for heading, apart in ((OF_FAMILY, found.family), (OF_NO_MISSION, found.no_mission)):
        if apart:
            out.print(f"\n{heading}", style="bold underline", markup=False)
            _show(apart)
    shown = len(found.precedents)
    told = f"{shown} precedent{'' if shown == 1 else 's'}, {found.took_ms:.0f} ms, {found.engine}"
    out.print(f"\n{told}", style="dim", markup=False)


def situation_lines(situation: Situation) -> Iterator[str]:
    """The query behind a situation, in words."""
    yield f"Terms        {', '.join(term.term for term in situation.terms[:_TERMS]) or 'none'}"
    told: Sequence[tuple[str, Iterable[str]]] = (
        ("Missions", own_missions(situation)),
        ("Asked about", situation.asked),
        ("Countries", (vocabulary("country").label(code) for code in situation.countries)),
        ("Themes", (vocabulary("theme").label(code) for code in situation.themes)),
        ("Phase", [vocabulary("phase").label(situation.phase)] if situation.phase != UNKNOWN else []),
    )
    for name, values in told:
        listed = ", ".join(values)
        if listed:
            yield f"{name:<13}{listed}"


def own_missions(situation: Situation) -> tuple[str, ...]:
    """The planner's missions, with a word where they were taken from the country; their passages are left out."""
    if situation.named or not situation.missions:
        return situation.missions
    return (*situation.missions[:-1], f"{situation.missions[-1]} ({TAKEN}; --mission CODE or none says otherwise)")


def against(polarity: str | None) -> str:
    """What a counter-example is: what others say to avoid, or to repeat."""
    return _AGAINST.get(polarity or "", "To the contrary")


def cut(one: Precedent) -> str:
    """The stretch of a precedent that is shown, with signs where it was cut."""
    stretch, whole = one.result.snippet, one.record["text"]
    before = "… " if stretch.start else ""
    return f"{before}{stretch.text}{' …' if stretch.start + len(stretch.text) < len(whole) else ''}"


def _show(group: Sequence[Precedent]) -> None:
    """Print passages with kind, citation, reasons and what speaks against them."""
    out = console()
    for one in group:
        for style, line in lines(one):
            out.print(line, style=style, markup=False)


def lines(one: Precedent) -> Iterator[tuple[str, str]]:
    """A precedent as lines with their styles."""
    record = one.record
    kind = vocabulary("kind").label(record["kind"])
    missions = f"  {', '.join(one.missions)}" if one.missions else ""
    yield "bold", f" • {cut(one)}"
    yield "cyan", f"   {citation(record)}  [{kind}]{missions}  {record['id']}"
    if one.reasons:
        yield "none", f"   {sentence(one.reasons)}"
    if one.recurrence:
        yield "none", f"   Recurs: {one.recurrence['summary']}."
    for other in one.counter_examples:
        text = shortened(other["text"], _LONGEST_COUNTER)
        yield "dim", f"   {against(other['polarity'])}: {text} ({citation(other)})"
