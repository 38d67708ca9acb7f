"""Exports are parsed back by the libraries that others read them with."""

import json
import warnings
from typing import Any

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from lessons.citation.formats import BY_ENDING, FORMATS, cite
from lessons.citation.source import joint, source

RECORD: dict[str, Any] = {
    "id": "52619a182bc4-a37cffa02b",
    "title": "Letter on camps",
    "symbol": "A/79/907",
    "symbols": ["A/79/907", "S/2025/268"],
    "date": "2025-03-14",
    "doc_type": "letter",
    "originator": "secretary_general",
    "part": "annex",
    "paragraph": "5",
    "page": 7,
    "page_end": 8,
    "page_label": "5",
    "heading": ["II. Camps"],
    "text": "Camps should open early.",
    "language": "en",
    "document_language": "en",
}
PLAIN = RECORD | {
    "id": "52619a182bc4.2-b37cffa02b",
    "symbols": [],
    "symbol": None,
    "originator": "civil_society",
    "title": "Handover of camps",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "A/79/907-S/2025/268, annex, para. 5"),
        ({"paragraph": "12 (b)", "part": "report"}, "A/79/907-S/2025/268, para. 12 (b)"),
        ({"paragraph": None}, "A/79/907-S/2025/268, annex, pp. 7–8"),
        ({"paragraph": None, "page_end": 7}, "A/79/907-S/2025/268, annex, p. 7"),
        ({"paragraph": None, "page": None, "part": None}, "A/79/907-S/2025/268, “II. Camps”"),
        ({"paragraph": None, "page": None, "part": "annex II", "heading": []}, "A/79/907-S/2025/268, annex II"),
        ({"symbols": ["S/2025/268", "S/2025/1"]}, "S/2025/268, annex, para. 5"),
        ({"symbols": []}, "United Nations Secretary-General, “Letter on camps”, 14 March 2025, annex, para. 5"),
        ({"symbols": [], "originator": None, "date": "2025-03"}, "“Letter on camps”, March 2025, annex, para. 5"),
        ({"symbols": [], "originator": None, "date": None, "title": None}, "“Untitled document”, annex, para. 5"),
    ],
)
def test_footnotes(changes: dict[str, object], expected: str) -> None:
    assert cite([RECORD | changes], "footnote") == f"{expected}\n"


def test_a_document_is_cited_without_a_place() -> None:
    document = {name: RECORD[name] for name in ("id", "title", "symbols", "date", "doc_type", "originator", "language")}
    assert cite([document], "footnote") == "A/79/907-S/2025/268\n"


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [
        ([], ""),
        (["S/2004/1"], "S/2004/1"),
        (["A/58/1", "S/2004/1"], "A/58/1-S/2004/1"),
        (["S/2004/9", "S/2004/1", "A/58/1"], "S/2004/9-A/58/1"),
    ],
)
def test_joint_symbols(symbols: list[str], expected: str) -> None:
    assert joint(symbols) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-03-14", "2025-03-14"),
        ("2025-3", "2025-03"),
        ("2025", "2025"),
        ("2025-13-01", "2025"),
        ("soon", ""),
        (None, ""),
    ],
)
def test_dates_are_as_partial_as_they_are_known(date: str | None, expected: str) -> None:
    assert source(RECORD | {"date": date}).date == expected


# RIS ----------------------------------------------------------------------------------------------------------------


def read_ris(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list(rispy.loads(cite(records, "ris")))


def test_ris_is_read_back() -> None:
    found = read_ris([RECORD, PLAIN])
    assert len(found) == 2
    first = found[0]
    assert (first["type_of_reference"], first["title"], first["id"]) == ("RPRT", "Letter on camps", RECORD["id"])
    assert (first["authors"], first["year"], first["date"]) == (
        ["United Nations Secretary-General"],
        "2025",
        "2025/03/14/",
    )
    assert (first["start_page"], first["end_page"], first["language"]) == ("7", "8", "en")
    assert first["notes"] == ["A/79/907-S/2025/268, annex, para. 5"]
    assert first["abstract"] == RECORD["text"]


def test_a_partial_date_in_ris() -> None:
    found = read_ris([RECORD | {"date": "2025-03"}])[0]
    assert (found["year"], found["date"]) == ("2025", "2025/03//")


# BibTeX -------------------------------------------------------------------------------------------------------------


def read_bibtex(records: list[dict[str, Any]]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = bibtexparser.parse_string(cite(records, "bibtex"))
    assert library.failed_blocks == []
    return library.entries


def test_bibtex_is_read_back() -> None:
    first, second = read_bibtex([RECORD, PLAIN])
    fields = {field.key: field.value for field in first.fields}
    assert (first.entry_type, first.key) == ("techreport", f"lessons-{RECORD['id']}")
    assert (fields["number"], fields["pages"], fields["year"], fields["month"]) == (
        "A/79/907-S/2025/268",
        "7--8",
        "2025",
        "mar",
    )
    assert fields["title"] == "{Letter on camps}"
    assert fields["note"] == "annex, para. 5"
    assert second.entry_type == "misc"


def test_what_tex_would_obey_is_escaped() -> None:
    entry = read_bibtex([RECORD | {"title": r"100% of {R&D} for $5_000 #1 ~ ^ \input{x}"}])[0]
    title = next(field.value for field in entry.fields if field.key == "title")
    assert title == (
        r"{100\% of \textbraceleft{}R\&D\textbraceright{} for \$5\_000 \#1 \textasciitilde{} \textasciicircum{} "
        r"\textbackslash{}input\textbraceleft{}x\textbraceright{}}"
    )


# CSL-JSON -----------------------------------------------------------------------------------------------------------


def test_csl_json_is_processed() -> None:
    items = json.loads(cite([RECORD, PLAIN], "csl-json"))
    assert items[0]["issued"] == {"date-parts": [[2025, 3, 14]]}
    assert (items[0]["page"], items[0]["number"]) == ("7-8", "A/79/907-S/2025/268")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        cited = Citation([CitationItem(RECORD["id"], locator=Locator("page", items[0]["page"]))])
        bibliography.register(cited)
        shown = str(bibliography.cite(cited, lambda _: None))
        listed = str(bibliography.bibliography()[0])
    assert "United Nations Secretary-General" in shown and "2025" in shown
    assert "Letter on camps" in listed


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_titles_in_any_script_stay_as_they_are(name: str) -> None:
    for title in ("Уроки миротворчества", "الدروس المستفادة", "维持和平的经验教训", "Leçons apprises en Côte d’Ivoire"):
        assert title in cite([PLAIN | {"title": title}], name)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(title=TEXTS, text=TEXTS, paragraph=TEXTS, symbol=TEXTS)
def test_no_text_breaks_out_of_its_field(title: str, text: str, paragraph: str, symbol: str) -> None:
    record = RECORD | {"title": title, "text": text, "paragraph": paragraph, "symbols": [symbol]}
    assert len(read_bibtex([record, PLAIN])) == 2
    assert len(json.loads(cite([record, PLAIN], "csl-json"))) == 2
    lines = cite([record, PLAIN], "ris").splitlines()
    assert [line for line in lines if line.startswith("TY  -")] == ["TY  - RPRT"] * 2
    assert len(cite([record, PLAIN], "footnote").splitlines()) == 2


def test_endings_are_the_formats() -> None:
    assert {one.name for one in BY_ENDING.values()} == FORMATS.keys()
