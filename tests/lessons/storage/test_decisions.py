import sqlite3
from pathlib import Path

import pytest
from making import document, store

from lessons.anchors import Anchor
from lessons.errors import IndexMismatch, ProtectionError
from lessons.storage.catalog import Catalog
from lessons.storage.copying import copy_database
from lessons.storage.decisions import Decisions


@pytest.fixture
def decisions(tmp_path: Path) -> Decisions:
    return Decisions(tmp_path / "decisions.db")


def test_corrections_are_kept_in_order(decisions: Decisions) -> None:
    first = decisions.correct("a", "title", "New title", "officer")
    second = decisions.correct("b", "date", "2004-03-01", "officer")
    assert [(c.id, c.field, c.value, c.author) for c in decisions.corrections("a")] == [
        (first, "title", "New title", "officer")
    ]
    assert [c.id for c in decisions.corrections()] == [first, second]
    assert decisions.corrections("a")[0].as_dict()["made_at"].endswith("Z")


def test_a_correction_can_be_taken_back_once_and_stays_on_record(decisions: Decisions) -> None:
    number = decisions.correct("a", "title", "New title", "officer")
    assert decisions.reverse(number)
    assert not decisions.reverse(number)
    assert not decisions.reverse(999)
    assert decisions.corrections() == []
    assert decisions.corrections(in_force=False)[0].reversed_at is not None


def test_corrections_outlive_their_document_and_the_catalog(decisions: Decisions, tmp_path: Path) -> None:
    with Catalog(tmp_path / "catalog.db", create=True) as catalog:
        store(catalog, document("a"), "One.")
        decisions.correct("a", "title", "New title", "officer")
        catalog.remove(["a"])
    (tmp_path / "catalog.db").unlink()
    decisions.close()
    with Decisions(tmp_path / "decisions.db") as again:
        assert [c.value for c in again.corrections("a")] == ["New title"]


def test_another_schema_version_is_refused(decisions: Decisions, tmp_path: Path) -> None:
    decisions.close()
    with sqlite3.connect(tmp_path / "decisions.db") as connection:
        connection.execute("PRAGMA user_version = 7")
    with pytest.raises(IndexMismatch, match="schema version 7"):
        Decisions(tmp_path / "decisions.db")


def test_a_database_is_copied_while_it_is_written(decisions: Decisions, tmp_path: Path) -> None:
    decisions.correct("a", "title", "New title", "officer")
    with sqlite3.connect(tmp_path / "decisions.db") as writing:
        writing.execute("delete from corrections")
        copy_database(tmp_path / "decisions.db", tmp_path / "copy.db")
        writing.rollback()
    with Decisions(tmp_path / "copy.db") as copy:
        assert len(copy.corrections()) == 1


def test_a_copy_that_fails_is_told(decisions: Decisions, tmp_path: Path) -> None:
    with pytest.raises(ProtectionError, match="could not be copied"):
        copy_database(tmp_path / "decisions.db", tmp_path / "no folder" / "copy.db")


def test_a_database_of_the_first_version_is_opened_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "decisions.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE corrections (id INTEGER PRIMARY KEY, document_id VARCHAR NOT NULL, field VARCHAR NOT NULL, "
            "value TEXT NOT NULL, quote TEXT, author VARCHAR NOT NULL, made_at VARCHAR NOT NULL, reversed_at VARCHAR)"
        )
        connection.execute("INSERT INTO corrections VALUES (3, 'a', 'title', 'Kept', NULL, 'officer', '2025', NULL)")
        connection.execute("INSERT INTO corrections VALUES (4, 'b', 'date', '2004', NULL, 'officer', '2025', '2026')")
        connection.execute("PRAGMA user_version = 1")
    for _ in range(2):
        with Decisions(path) as decisions:
            first, second = decisions.corrections(in_force=False)
            assert (first.id, first.value, first.action, first.scope) == (3, "Kept", "set", "document")
            assert second.reversed_at == "2026"
            assert decisions.judgments() == []


def test_a_judgment_replaces_an_earlier_one_of_the_same_passage_and_can_be_taken_back(decisions: Decisions) -> None:
    anchor = Anchor("a", passage_id="a-1", quote="Words.")
    first = decisions.judge("camps", 0, "reader", anchor)
    second = decisions.judge("camps", 2, "reader", anchor)
    other = decisions.judge("roads", 0, "reader", anchor)
    assert [(one.id, one.query, one.grade) for one in decisions.judgments()] == [
        (second, "camps", 2),
        (other, "roads", 0),
    ]
    assert decisions.judgments()[0].anchor == anchor
    assert [one.id for one in decisions.judgments(in_force=False)] == [first, second, other]
    assert decisions.withdraw(second)
    assert not decisions.withdraw(second)
    assert [one.id for one in decisions.judgments()] == [other]
