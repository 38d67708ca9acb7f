import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import ReaderHere, complaint, in_process, lessons

from lessons.records import Reading
from lessons.storage.catalog import Catalog
from lessons.storage.decisions import Decisions

REPORTS = {
    "liberia.txt": (
        "Disarmament in Liberia\n\nLessons learned\n\n"
        "UNMIL should plan cantonment sites early, since 7,000 combatants came.\n"
    ),
    "chad.txt": (
        "Protecting refugees in Chad\n\n"
        "MINURCAT trained police officers in eastern Chad. The lesson is to begin in time.\n"
    ),
    "mali.txt": (
        "Camps in Mali\n\n"
        "MINUSMA closed twelve camps in Mali in 2023. Contingents supp01ting the closure needed more engineers.\n"
    ),
    "haiti.txt": (
        "Prisons in Haiti\n\n"
        "It is recommended that MINUSTAH train prison officers in Haiti before rebuilding prisons.\n"
    ),
    "plain.txt": (
        "Notes on budgets\n\n"
        "The budget was late, and nothing could be bought for the first three months of the mission.\n"
    ),
}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with in_process():
        yield


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def index(home: Path, *paths: Path | str, code: int = 0) -> dict[str, Any]:
    ended = lessons("index", *paths, "--json", "--workers", "2", home=home)
    assert ended.code == code, ended.err
    return dict(ended.json)


def search(home: Path, *arguments: str) -> dict[str, Any]:
    return dict(lessons("search", *arguments, "--json", home=home).json)


def contents(home: Path) -> list[object]:
    """All that the catalog says, but when and in which order it was written."""
    with Catalog(home / "catalog.db") as catalog:
        return [
            (
                {
                    name: value
                    for name, value in one.as_row().items()
                    if name not in ("read_at", "revision", "version", "modified")
                },
                catalog.parts(one.id),
                catalog.passages(one.id),
            )
            for one in catalog.documents()
        ]


def hits(home: Path) -> list[object]:
    queries = ["", "camps OR prisons", "supporting", "lesson", "police OR budget"]
    found = [search(home, query, "--size", "50") for query in queries]
    return [{name: value for name, value in one.items() if name != "took_ms"} for one in found]


def path_of(home: Path, title: str) -> str:
    with Catalog(home / "catalog.db") as catalog:
        return next(one.id for one in catalog.documents() if Path(one.path).name == title)


def test_a_run_reads_stores_and_serves(home: Path, reports: Path) -> None:
    report = index(home, reports)
    assert (report["read"], report["ok"], report["unchanged"]) == (5, 5, 0)
    assert report["passages"] >= 10
    found = search(home, "cantonment")
    assert found["total"] == 1
    assert found["results"][0]["missions"] == ["UNMIL"]
    assert found["results"][0]["countries"] == ["LBR"]


def test_the_second_run_reads_nothing_and_builds_nothing(home: Path, reports: Path) -> None:
    index(home, reports)
    before = (home / "index" / "CURRENT").read_text()
    report = index(home, reports)
    assert (report["read"], report["unchanged"]) == (0, 5)
    assert (home / "index" / "CURRENT").read_text() == before


def test_one_worker_equals_two(home: Path, reports: Path, tmp_path: Path) -> None:
    lessons("index", reports, "--workers", 1, home=home)
    lessons("index", reports, "--workers", 2, home=tmp_path / "two")
    assert contents(home) == contents(tmp_path / "two")
    assert hits(home) == hits(tmp_path / "two")


def test_runs_upon_runs_equal_one_fresh_run(home: Path, reports: Path, tmp_path: Path) -> None:
    shutil.move(reports / "mali.txt", tmp_path / "later.txt")
    index(home, reports)
    liberia = path_of(home, "liberia.txt")
    (reports / "chad.txt").write_text(REPORTS["chad.txt"].replace("eastern", "northern"), encoding="utf-8")
    (reports / "haiti.txt").rename(reports / "prisons.txt")
    os.utime(reports / "liberia.txt")
    index(home, reports)
    shutil.move(tmp_path / "later.txt", reports / "mali.txt")
    (reports / "plain.txt").unlink()
    lessons("index", reports, "--allow-removals", home=home)
    assert path_of(home, "liberia.txt") == liberia
    index(tmp_path / "fresh", reports)
    mine, fresh = contents(home), contents(tmp_path / "fresh")
    assert len(mine) == len(fresh) == 4
    changed = path_of(home, "chad.txt")  # keeps the id of its first version
    assert [one for one in mine if one[0]["id"] != changed] == [
        one for one in fresh if one[0]["path"] != str(reports / "chad.txt")
    ]
    totals = [[(one["total"], one["facets"]) for one in hits(place)] for place in (home, tmp_path / "fresh")]
    assert totals[0] == totals[1]


def test_a_changed_file_keeps_the_ids_of_unchanged_passages(home: Path, reports: Path) -> None:
    index(home, reports)
    before = {one["text"]: one["id"] for one in search(home, "", "--size", "50")["results"]}
    (reports / "liberia.txt").write_text(
        REPORTS["liberia.txt"] + "\nAnother paragraph was added by hand to this one.\n", encoding="utf-8"
    )
    assert index(home, reports)["read"] == 1
    after = {one["text"]: one["id"] for one in search(home, "", "--size", "50")["results"]}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_bad_files_are_quarantined_once(home: Path, reports: Path) -> None:
    (reports / "empty.txt").touch()
    (reports / "noise.pdf").write_bytes(b"%PDF-1.7 " + bytes(range(256)) * 20)
    report = index(home, reports, code=3)
    assert sorted(Path(one["path"]).name for one in report["quarantined"]) == ["empty.txt", "noise.pdf"]
    assert all(one["reason"] for one in report["quarantined"])
    assert index(home, reports)["quarantined"] == []
    (reports / "empty.txt").write_text(REPORTS["plain.txt"].replace("budget", "fuel"), encoding="utf-8")
    assert index(home, reports)["ok"] == 1
    assert len(lessons("status", "--json", home=home).json["quarantine"]) == 1


def test_what_is_missing_is_protected(home: Path, reports: Path, tmp_path: Path) -> None:
    index(home, reports)
    reports.rename(tmp_path / "unmounted")
    ended = lessons("index", reports, home=home)
    assert "is missing, with 5 known files" in complaint(ended, 4)
    assert "--allow-removals" in ended.err
    reports.mkdir()
    assert index(home, reports, code=4)["removed"] == 0
    assert search(home, "")["total"] >= 10
    ended = lessons("index", reports, "--allow-removals", "--json", home=home)
    assert (ended.code, ended.json["removed"]) == (0, 5)
    assert search(home, "")["total"] == 0
    assert lessons("status", "--json", home=home).json["counts"] == {"passages": 0}


def test_what_returns_has_its_id_and_its_corrections(home: Path, reports: Path, tmp_path: Path) -> None:
    index(home, reports)
    identity = path_of(home, "chad.txt")
    with Decisions(home / "decisions.db") as decisions:
        decisions.correct(identity, "title", "A better title", "officer")
    shutil.move(reports / "chad.txt", tmp_path / "chad.txt")
    assert lessons("index", reports, "--allow-removals", home=home).code == 0
    assert search(home, "refugees")["total"] == 0
    shutil.move(tmp_path / "chad.txt", reports / "chad again.txt")
    index(home, reports)
    found = search(home, "police")["results"][0]
    assert (found["document_id"], found["title"]) == (identity, "A better title")


def test_the_sheet_overrides_the_text_and_a_person_both(home: Path, reports: Path) -> None:
    (reports / "metadata.csv").write_text(
        "path,title,type,mission,originator,sensitivity,groups\n"
        "plain.txt,Budget notes,evaluation,UNMIS,oversight,confidential,dpo\n"
    )
    index(home, reports)
    found = search(home, "bought")["results"][0]
    assert (found["title"], found["doc_type"], found["originator"]) == ("Budget notes", "evaluation", "oversight")
    assert found["missions"] == ["UNMIS"]
    assert search(home, "bought", "--mission", "UNMIS")["total"] == 1
    assert search(home, "bought", "--as", "unclassified")["total"] == 0
    assert search(home, "bought", "--as", "confidential:dpo")["total"] == 1
    with Decisions(home / "decisions.db") as decisions:
        for field, value in {
            "title": "Right title",
            "mission": "UNAMID",
            "sensitivity": "unclassified",
            "groups": "",
        }.items():
            decisions.correct(found["document_id"], field, value, "officer")
    assert lessons("index", reports, "--force", home=home).code == 0
    found = search(home, "bought", "--as", "unclassified")["results"][0]
    assert (found["title"], found["missions"], found["doc_type"]) == ("Right title", ["UNAMID"], "evaluation")


def test_a_sheet_above_counts_also_when_only_its_subfolder_is_read(home: Path, reports: Path) -> None:
    (reports / "sub").mkdir()
    shutil.move(reports / "plain.txt", reports / "sub" / "plain.txt")
    (reports / "metadata.csv").write_text("path,sensitivity\nsub/plain.txt,confidential\n")
    index(home, reports)
    assert index(home, reports / "sub")["unchanged"] == 1
    assert lessons("index", reports / "sub", "--force", home=home).code == 0
    assert search(home, "bought", "--as", "unclassified")["total"] == 0


def test_a_changed_sheet_is_followed_and_a_bad_one_stops_the_run(home: Path, reports: Path) -> None:
    index(home, reports)
    (reports / "metadata.csv").write_text("path,title\nplain.txt,Budget notes\n")
    assert index(home, reports)["read"] == 1
    (reports / "metadata.csv").write_text("path,type\nplain.txt,novel\n")
    assert "line 2" in complaint(lessons("index", reports, home=home), 2)
    assert search(home, "bought")["results"][0]["title"] == "Budget notes"


def test_a_file_that_cannot_be_opened(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing(ReaderHere):
        def read(self, path: Path) -> Reading:
            return (
                Reading("rejected", "may not be read: check its permissions")
                if path.name == "chad.txt"
                else super().read(path)
            )

    def refuse(path: Path) -> str:
        if path.name == "chad.txt":
            raise PermissionError(13, "Permission denied")
        return fingerprint(path)

    from indexer.plan import fingerprint  # noqa: PLC0415 - the real one, before it is replaced

    with monkeypatch.context() as patch:
        patch.setattr("indexer.plan.fingerprint", refuse)
        patch.setattr("indexer.run.Reader", Refusing)
        report = index(home, reports, code=3)
        assert [(Path(one["path"]).name, one["outcome"]) for one in report["quarantined"]] == [("chad.txt", "rejected")]
        assert "permissions" in report["quarantined"][0]["reason"]
        assert report["ok"] == 4
        assert index(home, reports)["read"] == 0
    assert index(home, reports)["ok"] == 1
    assert search(home, "refugees OR police")["total"] >= 1


def test_a_name_that_is_not_utf8(home: Path, reports: Path) -> None:
    odd = reports / os.fsdecode(b"caf\xe9.txt")
    (reports / "plain.txt").rename(odd)
    index(home, reports)
    found = search(home, "bought")["results"][0]
    assert lessons("show", found["id"], "--json", home=home).json["path"].endswith("caf\\xe9.txt")
    assert index(home, reports)["unchanged"] == 5
    odd.rename(reports / "cafe.txt")
    assert index(home, reports)["moved"] == 1
    assert search(home, "bought")["results"][0]["document_id"] == found["document_id"]


def test_an_interrupted_run_loses_nothing_finished(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(ReaderHere):
        done = 0

        def read(self, path: Path) -> Reading:
            Interrupted.done += 1
            if Interrupted.done == 4:
                raise KeyboardInterrupt
            return super().read(path)

    with monkeypatch.context() as patch:
        patch.setattr("indexer.run.Reader", Interrupted)
        ended = lessons("index", reports, "--workers", 1, "--json", home=home)
        assert "interrupted" in complaint(ended, 130)
    run = lessons("status", "--json", home=home).json["last_run"]
    assert run["outcome"] == "interrupted"
    finished = run["counts"]["read"]
    assert 1 <= finished <= 3
    report = index(home, reports)
    assert (report["read"], report["unchanged"]) == (5 - finished, finished)
    assert search(home, "")["total"] >= 10


def test_a_recognition_that_fails_quarantines_its_file(
    home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from running import RecognisersHere  # noqa: PLC0415

    from indexer.warm import RecognitionFailed  # noqa: PLC0415

    class Failing(RecognisersHere):
        def recognise(self, question: Any) -> Any:
            if "Chad" in (question[0].title or ""):
                raise RecognitionFailed("crashed", "the recognition worker died")
            return super().recognise(question)

    monkeypatch.setattr("indexer.run.WarmRecognisers", Failing)
    report = index(home, reports, code=3)
    assert [(one["outcome"], one["reason"]) for one in report["quarantined"]] == [
        ("crashed", "the recognition worker died")
    ]
    assert search(home, "refugees")["total"] == 0


def test_a_file_that_vanishes_before_it_is_read(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Vanishing(ReaderHere):
        def read(self, path: Path) -> Reading:
            if path.name == "chad.txt":
                path.unlink()
            return super().read(path)

    monkeypatch.setattr("indexer.run.Reader", Vanishing)
    report = index(home, reports, code=3)
    assert "vanished" in report["quarantined"][0]["reason"]
