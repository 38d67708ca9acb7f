import json
from pathlib import Path

import pytest
from running import complaint, lessons

TOP = ["query", "repairs", "expansions", "suggestions", "total", "took_ms", "engine", "results", "facets", "ladder"]
RESULT = {
    "id",
    "document_id",
    "title",
    "symbol",
    "date",
    "doc_type",
    "originator",
    "page",
    "paragraph",
    "part",
    "heading",
    "kind",
    "status",
    "score",
    "snippet",
    "highlights",
    "text",
    "countries",
    "missions",
    "themes",
    "language",
}
FACETS = [
    "country",
    "mission",
    "theme",
    "kind",
    "doc_type",
    "originator",
    "year",
    "language",
    "status",
    "region",
    "phase",
]


def test_the_json_shape(indexed: Path) -> None:
    ended = lessons("search", "cantonment", "sites", "--json", home=indexed)
    found = ended.json
    assert list(found) == TOP
    assert (found["query"], found["total"], found["engine"]) == ("cantonment sites", 1, "whoosh")
    assert list(found["facets"]) == FACETS
    assert found["facets"]["country"] == [{"code": "LBR", "label": "Liberia", "count": 1}]
    result = found["results"][0]
    assert result.keys() >= RESULT
    assert [result["snippet"][start:end] for start, end in result["highlights"]] == ["cantonment", "sites"]
    assert ended.out.count("\n") == 1
    assert ended.err == ""


def test_filters_and_options(indexed: Path) -> None:
    def total(*arguments: str) -> int:
        return int(lessons("search", *arguments, "--json", home=indexed).json["total"])

    everything = total()
    assert total("--country", "Chad") + total("--exclude", "country=TCD") == everything
    assert total("--country", "TCD", "--country", "LBR") == everything
    assert total("--country", "TCD", "--mission", "UNMIL") == 0
    assert (
        total(
            "--kind",
            "lesson",
            "--kind",
            "recommendation",
            "--kind",
            "challenge",
            "--kind",
            "good_practice",
            "--kind",
            "narrative",
        )
        == everything
    )
    assert total("--year", "1990..1991") == 0
    assert total("--as", "unclassified") < everything
    assert total("zebra") == 1
    assert total("zebra", "--as", "unclassified") == 0


def test_a_reader_gets_no_hint_of_what_he_may_not_see(indexed: Path) -> None:
    found = lessons("search", "zebrra", "--as", "unclassified", "--json", home=indexed).json
    assert found["suggestions"] == []
    assert lessons("search", "zebrra", "--json", home=indexed).json["suggestions"] == ["zebra"]


def test_pages_sizes_and_sorts(indexed: Path) -> None:
    first = lessons("search", "--size", 1, "--json", home=indexed).json["results"]
    second = lessons("search", "--size", 1, "--page", 2, "--json", home=indexed).json["results"]
    assert len(first) == len(second) == 1
    assert first != second
    assert lessons("search", "--page", 10**9, "--json", home=indexed).json["results"] == []
    assert lessons("search", "--sort", "newest", home=indexed).code == 0


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["--country", "Atlantis"], "country “Atlantis” is unknown"),
        (["--country", ""], "unknown"),
        (["--theme", "nonsense"], "unknown"),
        (["--exclude", "colour=red"], "FIELD=CODE"),
        (["--exclude", "country"], "FIELD=CODE"),
        (["--year", "soon"], "write 2004..2010"),
        (["--year", "2010..2004"], "run backwards"),
        (["--sort", "best"], "relevance"),
        (["--page", "0"], "--page"),
        (["--size", "999"], "--size"),
        (["--size", "ten"], "--size"),
        (["--colour", "red"], "--help"),
        (["--as", "spy"], "unclassified, confidential"),
    ],
)
def test_user_errors_are_one_line(indexed: Path, arguments: list[str], mend: str) -> None:
    ended = lessons("search", "police", *arguments, home=indexed)
    assert mend in complaint(ended, 2)
    assert ended.out == ""


def test_for_people(indexed: Path) -> None:
    out = lessons("search", "cantonment", "?*", home=indexed).out
    assert "Note: “?*” has no letters or digits" in out
    assert "1 to 1 of 1 passages" in out
    assert "country" in out
    assert all(line == line.rstrip() for line in out.splitlines())
    long = [line for line in out.splitlines() if "cantonment" in line]
    assert len(long) == 1
    assert "Also searched for “zebrra”: zebra" in lessons("search", "zebrra", home=indexed).out
    none = lessons("search", "zebrra", "--no-expand", home=indexed).out
    assert "No passage found" in none
    assert "Did you mean: zebra" in none
    assert "<b>good</b>" in lessons("search", "refugees OR police", home=indexed).out


def test_without_a_collection(tmp_path: Path) -> None:
    for command in (["search", "x"], ["show", "x"], ["status"], ["reindex"], ["backup", tmp_path / "b"]):
        assert "lessons index FOLDER" in complaint(lessons(*command, home=tmp_path / "none"), 2)
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_is_gone_damaged_or_of_another_version(home: Path) -> None:
    pointer = home / "index" / "CURRENT"
    manifest = home / "index" / pointer.read_text() / "manifest.json"
    about = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**about, "schema": 99}))
    assert "lessons reindex" in complaint(lessons("search", "x", home=home), 2)
    manifest.write_text("{")
    assert "lessons reindex" in complaint(lessons("search", "x", home=home), 2)
    told = lessons("status", home=home)
    assert told.code == 0
    assert "lessons reindex" in told.out
    pointer.write_bytes(b"\xff")
    assert "lessons reindex" in complaint(lessons("search", "x", home=home), 2)
    pointer.unlink()
    complaint(lessons("search", "x", home=home), 2)
    assert lessons("reindex", home=home).code == 0
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 1


def test_searching_changes_no_file(indexed: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in indexed.rglob("*")}
    lessons("search", "cantonment", home=indexed)
    assert {path: path.stat().st_mtime_ns for path in indexed.rglob("*")} == before
