import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from making import Text, document, passages, store
from sqlalchemy import text as sql

from lessons.access import AccessLabel
from lessons.errors import IndexMismatch, ProtectionError
from lessons.records import About, Annotation, Metadata, Part
from lessons.storage.catalog import Catalog
from lessons.storage.rows import passage_key

FULL = replace(
    document("a", sensitivity="confidential", groups=("dpo",)),
    outcome="partial",
    reason="cut after 5,000 pages",
    format="pdf",
    version=3,
    sheet={"title": "T"},
    about=About(("LBR",), ("UNMIL",), ()),
    evidence={"LBR": "named 3 times"},
    metadata=Metadata("T", ("S/2004/1", "A/59/1"), "2004-03", "evaluation", "mission", "en", 12),
)


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    return Catalog(tmp_path / "catalog.db", create=True)


def ids(catalog: Catalog, name: str) -> list[str]:
    return [passage.id for passage in catalog.passages(name)]


def test_a_document_comes_back_as_it_was_stored(catalog: Catalog) -> None:
    part = Part("annex", "annex II", "evaluation", "mission", "Title", "S/2004/1", 7)
    text = Text("One.", ("LBR",), ("UNMIL",), ("security",), "lesson", ("II. Police",), "12", 4, "fr")
    store(catalog, FULL, text, "Two.", parts=[part])
    assert catalog.document("a") == replace(FULL, revision=1)
    assert catalog.documents() == [replace(FULL, revision=1)]
    assert catalog.parts("a") == [part]
    assert catalog.passages("a") == passages("a", text, "Two.")
    found = catalog.passage(ids(catalog, "a")[0])
    assert found is not None
    assert found.passage.heading == ("II. Police",)
    assert catalog.document("b") is None
    assert catalog.passage("b") is None


def test_annotations_keep_their_place(catalog: Catalog) -> None:
    one = replace(
        passages("a", "UNMIL in Liberia")[0],
        annotations=(Annotation(9, 16, "Liberia", "country", "LBR", "Liberia", "name"),),
    )
    catalog.add_root(FULL.root)
    catalog.store(FULL, [], [one])
    assert catalog.passages("a") == [one]


def test_storing_again_replaces(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.", "Two.", parts=[Part("cover", "cover")])
    store(catalog, replace(document("a"), version=2), "Two.", "Three.")
    assert [passage.passage.text for passage in catalog.passages("a")] == ["Two.", "Three."]
    assert catalog.parts("a") == []
    assert catalog.counts() == {"ok": 1, "passages": 2}


def test_ids_survive_a_new_version_and_a_rename(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.", "The  same, WORDS!")
    kept = ids(catalog, "a")[1]
    store(catalog, replace(document("a"), version=2, sha256="other"), "Before.", "New.", "the same words")
    assert ids(catalog, "a")[2] == kept
    catalog.moved("a", path="/elsewhere/b.txt", root="/reports", size=2, modified=3)
    assert ids(catalog, "a")[2] == kept
    assert [(d.path, d.size, d.modified) for d in catalog.documents()] == [("/elsewhere/b.txt", 2, 3)]


def test_repeated_passages_are_numbered() -> None:
    first, second, third, other = (passage.id for passage in passages("a", "Same.", "same", "SAME!", "Other."))
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert not other.startswith(first)


def test_the_key_of_a_passage_is_its_words() -> None:
    assert passage_key("One, two") == passage_key(" one  TWO. ")
    assert passage_key("One, two") != passage_key("One, three")


def test_versions_are_remembered(catalog: Catalog, tmp_path: Path) -> None:
    for version in (1, 2, 2):
        store(catalog, replace(document("a"), version=version, sha256=f"sha-{version}"))
    with sqlite3.connect(tmp_path / "catalog.db") as connection:
        assert connection.execute("select version, sha256 from versions order by 1").fetchall() == [
            (1, "sha-1"),
            (2, "sha-2"),
        ]


def test_the_revision_counts_changes(catalog: Catalog) -> None:
    assert catalog.revision() == 0
    store(catalog, document("a"), "One.")
    store(catalog, document("b"), "One.")
    assert catalog.revision() == 2
    catalog.remove(["a"])
    assert catalog.revision() == 3
    catalog.remove([])
    assert catalog.revision() == 3


def test_removed_documents_keep_their_row_and_free_their_path(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.")
    catalog.remove(["a"])
    assert catalog.documents() == []
    assert catalog.passages("a") == []
    gone = catalog.document("a")
    assert gone is not None
    assert gone.removed_at
    assert [one.id for one in catalog.documents(removed=True)] == ["a"]
    store(catalog, replace(document("b"), path=document("a").path), "New at that path.")
    store(catalog, replace(document("a"), path="/reports/back.txt"), "One.")
    assert {one.id for one in catalog.documents()} == {"a", "b"}
    returned = catalog.document("a")
    assert returned is not None
    assert returned.removed_at is None


def test_documents_of_some_roots(catalog: Catalog) -> None:
    store(catalog, document("a"))
    store(catalog, replace(document("b"), root="/other", path="/other/b.txt"))
    assert [one.id for one in catalog.documents(roots=["/other"])] == ["b"]


def test_a_failing_store_leaves_the_old(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.")
    twice = passages("a", "Two.") * 2
    with pytest.raises(Exception, match="UNIQUE"):
        catalog.store(replace(document("a"), version=2), [], twice)
    assert [passage.passage.text for passage in catalog.passages("a")] == ["One."]
    assert (catalog.document("a") or FULL).version == 1
    assert catalog.revision() == 1


def test_neighbours(catalog: Catalog) -> None:
    store(catalog, document("a"), *[f"Passage {number}." for number in range(8)])
    middle = catalog.passages("a")[4]
    assert [passage.ordinal for passage in catalog.neighbours(middle)] == [2, 3, 4, 5, 6]
    assert [passage.ordinal for passage in catalog.neighbours(catalog.passages("a")[0], 1)] == [0, 1]


def test_quarantine_and_counts(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.")
    store(catalog, replace(document("b"), outcome="crashed", reason="why"))
    store(catalog, replace(document("c"), outcome="partial"), "One.")
    assert [one.id for one in catalog.quarantine()] == ["b"]
    assert catalog.counts() == {"ok": 1, "crashed": 1, "partial": 1, "passages": 2}
    assert catalog.readable() == {AccessLabel(): 2}
    assert [one.id for one, _ in catalog.each_document()] == ["a", "c"]


def test_runs(catalog: Catalog) -> None:
    assert catalog.last_run() is None
    number = catalog.start_run("test/1")
    running = catalog.last_run()
    assert running is not None
    assert running["outcome"] == "running"
    catalog.finish_run(number, "done", {"read": 3})
    done = catalog.last_run()
    assert done is not None
    assert (done["outcome"], done["counts"], done["pipeline"]) == ("done", {"read": 3}, "test/1")


def test_reading_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="lessons index FOLDER"):
        Catalog(tmp_path / "catalog.db")
    assert list(tmp_path.iterdir()) == []


def test_another_schema_version_is_refused(catalog: Catalog, tmp_path: Path) -> None:
    catalog.close()
    with sqlite3.connect(tmp_path / "catalog.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    for create in (False, True):
        with pytest.raises(IndexMismatch, match="schema version 99"):
            Catalog(tmp_path / "catalog.db", create=create)


def test_a_foreign_or_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is no database, though it is long enough to look like one." * 20)
    with pytest.raises(IndexMismatch, match="damaged"):
        Catalog(tmp_path / "text.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(IndexMismatch, match="schema version 0"):
        Catalog(tmp_path / "empty.db")
    with sqlite3.connect(tmp_path / "foreign.db") as connection:
        connection.execute("create table birds (name)")
    with pytest.raises(IndexMismatch, match="schema version 0"):
        Catalog(tmp_path / "foreign.db", create=True)


def test_a_full_disk_protects_what_is_there(catalog: Catalog) -> None:
    store(catalog, document("a"), "One.")
    with catalog._database.begin() as connection:
        pages = connection.execute(sql("PRAGMA page_count")).scalar_one()
        connection.execute(sql(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(ProtectionError, match="disk is full"):
        store(catalog, document("b"), *[f"{number} " * 500 for number in range(200)])
    assert [one.id for one in catalog.documents()] == ["a"]
    assert catalog.passages("b") == []


def test_a_locked_database_is_told(catalog: Catalog, tmp_path: Path) -> None:
    with catalog._database.begin() as connection:
        connection.execute(sql("PRAGMA busy_timeout = 50"))
    other = sqlite3.connect(tmp_path / "catalog.db")
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(ProtectionError, match="locked by another program"):
            catalog.start_run("test/1")
    finally:
        other.close()
    assert catalog.start_run("test/1") == 1


def test_readers_see_the_old_while_a_store_is_under_way(catalog: Catalog, tmp_path: Path) -> None:
    store(catalog, document("a"), "One.")
    with catalog._database.begin() as writing, Catalog(tmp_path / "catalog.db") as reading:
        writing.execute(sql("delete from passages"))
        assert len(reading.passages("a")) == 1
