"""``lessons precedents`` and ``lessons similar`` on the sample corpus: shape, floors, and nothing left behind."""

import hashlib
import io
import json
from pathlib import Path

import pytest
import running

SITUATION = (
    "UNMISS is to hand over security to the national police district by district, in the drawdown of its formed police "
    "units. What did other missions do so that districts did not have to be taken back?"
)
UNKNOWN_WORDS = "Zyxwvutia qwertzuiopia asdfghjklia yxcvbnmia."


@pytest.fixture
def told(tmp_path: Path) -> Path:
    file = tmp_path / "situation.txt"
    file.write_text(SITUATION, encoding="utf-8")
    return file


def fingerprints(home: Path) -> dict[str, str]:
    """Every file of a home with a hash of its bytes; SQLite's shared memory and its empty log are no content."""
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.endswith(("-shm", "-wal")))
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_situation_gets_its_precedents(sample_home: Path, told: Path) -> None:
    found = running.lessons("precedents", told, "--json", home=sample_home).json
    first = found["precedents"][0]
    assert "Leaving in good order" in first["title"]
    assert found["situation"]["missions"] == ["UNMISS"]
    assert found["situation"]["phase"] == "drawdown"
    assert {"group", "standing", "comparison", "reasons", "matched", "counter_examples", "citation"} <= first.keys()
    assert all("UNMISS" not in one["text"] and "UNMISS" not in one["missions"] for one in found["precedents"])
    assert [one["citation"] for one in found["precedents"] if not one["citation"]] == []


def test_size_and_options_are_heeded(sample_home: Path, told: Path) -> None:
    found = running.lessons(
        "precedents",
        told,
        "--json",
        "--size",
        2,
        "--mission",
        "UNTAC",
        "--terms",
        "district reserve police handover",
        home=sample_home,
    ).json
    assert len(found["precedents"]) == 2
    assert [term["term"] for term in found["situation"]["terms"]] == ["district", "reserve", "police", "handover"]
    assert all("UNTAC" not in one["of_missions"] for one in found["precedents"])


def test_it_is_read_from_standard_input(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SITUATION.encode())))
    assert running.lessons("precedents", "-", "--json", home=sample_home).json["precedents"]


def test_people_read_groups_with_reasons_and_sources(sample_home: Path, told: Path) -> None:
    shown = running.lessons("precedents", told, home=sample_home).out
    assert "Missions     UNMISS" in shown
    assert "Same task (" in shown
    assert "Leaving in good order" in shown


@pytest.mark.parametrize(
    ("data", "mend"),
    [(b"", "describe the situation"), (b"\xff\xfe\x00x", "plan-check"), (None, "cannot be read")],
    ids=["empty", "binary", "missing"],
)
def test_what_cannot_be_read_is_told(sample_home: Path, tmp_path: Path, data: bytes | None, mend: str) -> None:
    file = tmp_path / "file"
    if data is not None:
        file.write_bytes(data)
    assert mend in running.complaint(running.lessons("precedents", file, home=sample_home), 2)


def test_an_unknown_mission_is_told(sample_home: Path, told: Path) -> None:
    said = running.complaint(running.lessons("precedents", told, "--mission", "UNMISX", home=sample_home), 2)
    assert "did you mean UNMIS" in said


@pytest.mark.parametrize("text", [SITUATION, UNKNOWN_WORDS], ids=["hits", "no hits"])
def test_a_situation_leaves_no_trace(sample_home: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "situation.txt"
    file.write_text(text, encoding="utf-8")
    before = fingerprints(sample_home)
    ended = running.lessons("precedents", file, home=sample_home)
    assert ended.code == 0
    assert ended.err == ""
    assert fingerprints(sample_home) == before


def test_similar_passages_are_of_other_documents_first(sample_home: Path) -> None:
    asked = running.lessons("search", "district handover reserve", "--size", 1, "--json", home=sample_home).json
    own = asked["results"][0]
    found = running.lessons("similar", own["id"], "--json", "--size", 30, home=sample_home).json
    documents = [one["document_id"] for one in found["results"]]
    assert documents
    assert documents[0] != own["document_id"]
    elsewhere = [name != own["document_id"] for name in documents]
    assert elsewhere == sorted(elsewhere, reverse=True)
    assert own["id"] not in {one["id"] for one in found["results"]}
    assert {"handover", "reserve"} & set(found["words"])
    assert "•" in running.lessons("similar", own["id"], home=sample_home).out


def test_a_passage_that_is_not_there_is_told(sample_home: Path) -> None:
    assert "lessons search" in running.complaint(running.lessons("similar", "nowhere", home=sample_home), 2)


def test_json_is_one_line(sample_home: Path, told: Path) -> None:
    [line] = running.lessons("precedents", told, "--json", home=sample_home).out.splitlines()
    assert json.loads(line)["engine"]
