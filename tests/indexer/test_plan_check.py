"""``lessons plan-check``: a draft of any format by its headings, as table, JSON and Word document, and kept nowhere."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
import running
from docx import Document

DRAFT = """# UNMISS transition plan

## Handover of districts

Security is handed over to the national police district by district; a reserve can go back where violence returns.

## Short

Not much.

## Voters in Zyxwvutia

Qwertzuiopia asdfghjklia yxcvbnmia zyxwvutsia qayxswedcvia rfvtgbnhzia ujmikolpia wsxedcia rfvbgtia nhzmjuia one two.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def fingerprints(home: Path) -> dict[str, str]:
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def by_heading(found: dict[str, Any]) -> dict[str, Any]:
    return {section["heading"][-1]: section for section in found["sections"]}


def test_each_section_gets_its_precedents(sample_home: Path, draft: Path) -> None:
    found = running.lessons("plan-check", draft, "--json", home=sample_home).json
    assert found["missions"] == ["UNMISS"]
    sections = by_heading(found)
    assert "Leaving in good order" in sections["Handover of districts"]["precedents"][0]["title"]
    assert sections["Short"]["precedents"] == []
    assert sections["Short"]["situation"] is None
    named = [one for section in found["sections"] for one in section["precedents"] if "UNMISS" in one["of_missions"]]
    assert named == []


def test_a_word_document_is_read_and_written(sample_home: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "plan.docx", tmp_path / "out.docx"
    written = Document()
    written.add_heading("Plan of UNMISS", 0)
    written.add_heading("Handover of districts", 1)
    written.add_paragraph(
        "Security is handed over to the national police district by district, and a reserve can go back."
    )
    written.save(str(file))
    found = running.lessons("plan-check", file, "--json", "--docx", out, home=sample_home).json
    [section] = found["sections"]
    shown = Document(str(out))
    cells = [cell.text for table in shown.tables for row in table.rows for cell in row.cells]
    assert cells[:3] == ["Precedent", "Why", "Source"]
    assert section["precedents"][0]["text"] in cells
    assert "Handover of districts" in [paragraph.text for paragraph in shown.paragraphs]


def test_standard_input_of_any_format(sample_home: Path, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(draft.read_bytes())))
    assert len(running.lessons("plan-check", "-", "--json", home=sample_home).json["sections"]) == 3


def test_people_read_a_table(sample_home: Path, draft: Path) -> None:
    shown = running.lessons("plan-check", draft, home=sample_home).out
    assert "Handover of districts" in shown
    assert "Too short to look for precedents." in shown
    assert "Mission and country: UNMISS, South Sudan" in shown


def test_a_draft_leaves_no_trace(sample_home: Path, draft: Path) -> None:
    before = fingerprints(sample_home)
    ended = running.lessons("plan-check", draft, home=sample_home)
    assert (ended.code, ended.err) == (0, "[3/3] sections checked\n")
    assert fingerprints(sample_home) == before


def test_the_draft_is_not_overwritten(sample_home: Path, draft: Path, tmp_path: Path) -> None:
    ended = running.lessons("plan-check", draft, "--docx", draft, home=sample_home)
    assert "another name" in running.complaint(ended, 2)
    gone = running.lessons("plan-check", draft, "--docx", tmp_path / "none" / "o.docx", home=sample_home)
    assert "no folder" in running.complaint(gone, 2)
    assert draft.read_text(encoding="utf-8") == DRAFT


def test_what_cannot_be_read_is_told(sample_home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    assert "0 bytes" in running.complaint(running.lessons("plan-check", empty, home=sample_home), 2)
    assert "is not a file" in running.complaint(running.lessons("plan-check", tmp_path, home=sample_home), 2)


def test_a_draft_of_hundreds_of_sections_is_refused_with_the_mend(sample_home: Path, tmp_path: Path) -> None:
    words = "Police leave the district after the handover and keep a reserve in the capital for two years."
    draft = tmp_path / "long.md"
    draft.write_text("\n\n".join(f"## Section {number}\n\n{words}" for number in range(201)), encoding="utf-8")
    ended = running.lessons("plan-check", draft, home=sample_home)
    assert ended.code == 2
    assert "201 sections and 200 are checked at once: give a chapter at a time" in ended.err


def test_a_draft_copied_out_of_a_terminal_is_read(sample_home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "copied.md"
    words = "The police \x1b[31mleave\x1b[0m the district after the\0 handover and keep a reserve in the capital."
    draft.write_text(f"# UNMISS\n\n## Police\n\n{words}\n", encoding="utf-8")
    ended = running.lessons("plan-check", draft, "--json", home=sample_home)
    assert ended.code == 0
    assert [
        term["term"] for term in json.loads(ended.out)["sections"][-1]["situation"]["terms"] if "31m" in term["term"]
    ] == []
