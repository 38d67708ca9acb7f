"""A checked plan as a Word document: a heading for each section, a table of its precedents, what recurs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Pt, RGBColor

from lessons.errors import UserError
from lessons.precedents.plan import CheckedPlan, CheckedSection
from lessons.precedents.reasons import sentence
from lessons.precedents.results import Precedent
from lessons.precedents.table import BESIDE, BESIDE_TOLD, NOTHING, TOO_SHORT, told_sections
from lessons.precedents.wording import against, cut
from lessons.printable import shortened
from lessons.search.citation import citation
from lessons.vocabulary.registry import vocabulary

COLUMNS = ("Precedent", "Why", "Source")
_DEEPEST = 4
_LONGEST = 300
"""Characters of a counter-example: the precedent itself stands whole."""


def write_document(plan: CheckedPlan, path: Path) -> None:
    """Write a plan's precedents as a Word document; raises UserError where it cannot be written."""
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading(f"Precedents for {plan.title or 'the draft plan'}", 0)
    document.add_paragraph(_opening(plan))
    for checked in told_sections(plan):
        _section(document, checked)
    try:
        document.save(str(path))
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}): choose another place for --docx") from error


def _opening(plan: CheckedPlan) -> str:
    countries = [vocabulary("country").label(code) for code in plan.countries]
    own = ", ".join((*plan.missions, *countries)) or "not known"
    return (
        f"Mission and country of the plan: {own}. Found by machine among passages of other missions; "
        "a candidate has been accepted by nobody yet."
    )


def _section(document: Any, checked: CheckedSection) -> None:
    document.add_heading(checked.section.name, min(len(checked.section.heading) or 1, _DEEPEST))
    if checked.found is None:
        document.add_paragraph(TOO_SHORT)
        return
    if checked.found.precedents:
        _table(document, checked.found.precedents)
    else:
        document.add_paragraph(NOTHING)
    for one in checked.found.no_mission[:BESIDE]:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{BESIDE_TOLD}: ").bold = True
        paragraph.add_run(f"{cut(one)} ({citation(one.record)})")
    for group in checked.recurring:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"Recurs ({group.summary}): ").bold = True
        paragraph.add_run(f"{group.representative.text} ")


def _table(document: Any, found: Sequence[Precedent]) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style="Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = name
    for one in found:
        passage, why, source = table.add_row().cells
        passage.text = one.record["text"]
        why.text = sentence(one.reasons)
        source.text = _source(one)
        for other in one.counter_examples:
            told = f"{against(other['polarity'])}: {shortened(other['text'], _LONGEST)} ({citation(other)})"
            passage.add_paragraph().add_run(told).font.color.rgb = RGBColor(0x8A, 0x3C, 0x12)
    document.add_paragraph()


def _source(one: Precedent) -> str:
    """Citation, missions and kind: a candidate is called so, also where the document goes from hand to hand."""
    missions = f", {', '.join(one.missions)}" if one.missions else ""
    kind = vocabulary("kind").label(one.record["kind"])
    status = f" ({vocabulary('status').label(one.record['status']).lower()})" if one.record["status"] else ""
    return f"{citation(one.record)}{missions} [{kind}{status}]"
