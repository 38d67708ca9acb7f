from pathlib import Path

import pytest
from running import complaint, lessons


@pytest.fixture
def hit(indexed: Path) -> dict[str, object]:
    return dict(lessons("search", "cantonment", "--json", home=indexed).json["results"][0])


def test_a_passage_with_citation_and_provenance(indexed: Path, hit: dict[str, object]) -> None:
    found = lessons("show", hit["id"], "--json", home=indexed).json
    assert found["id"] == hit["id"]
    assert found["text"] == hit["text"]
    assert found["citation"].startswith(str(hit["title"]))
    assert found["path"].endswith("liberia.txt")
    assert found["rule"]
    assert found["neighbours"]
    spans = [one for one in found["annotations"] if one["end"] > one["start"]]
    assert spans
    assert all(found["text"][one["start"] : one["end"]] == one["text"] for one in spans)


def test_a_document_with_its_passages(indexed: Path, hit: dict[str, object]) -> None:
    found = lessons("show", hit["document_id"], "--json", home=indexed).json
    assert found["outcome"] == "ok"
    assert hit["id"] in [passage["id"] for passage in found["passages"]]
    assert found["about"]["mission"] == ["UNMIL"]


def test_for_people(indexed: Path, hit: dict[str, object]) -> None:
    passage = lessons("show", hit["id"], home=indexed)
    assert str(hit["text"]) in passage.out
    assert "kind" in passage.out
    document = lessons("show", hit["document_id"], home=indexed)
    assert "passages:" in document.out


def test_what_is_not_there_or_not_allowed_looks_the_same(indexed: Path) -> None:
    secret = lessons("search", "zebra", "--json", home=indexed).json["results"][0]["id"]
    missing = complaint(lessons("show", "none", home=indexed), 2)
    forbidden = complaint(lessons("show", secret, "--as", "unclassified", home=indexed), 2)
    assert forbidden == missing.replace("none", secret)
    assert lessons("show", secret, home=indexed).code == 0


@pytest.mark.parametrize(
    ("form", "opening"), [("footnote", "“"), ("ris", "TY  - "), ("bibtex", "@"), ("csl-json", "[")]
)
def test_citations(indexed: Path, hit: dict[str, object], form: str, opening: str) -> None:
    passage = lessons("show", hit["id"], "--cite", form, home=indexed)
    document = lessons("show", hit["document_id"], "--cite", form, home=indexed)
    results = lessons("search", "cantonment", "--cite", form, home=indexed)
    for ended in (passage, document, results):
        assert ended.code == 0, ended.err
        assert ended.out.startswith(opening)
    assert str(hit["title"]) in passage.out
    assert passage.out in results.out or form == "csl-json"
