import os
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.plan import Plan, Planner, Task
from indexer.scan import FoundFile, scan
from lessons.storage.rows import Document

PIPELINE = "test/1"


class Folder:
    """A source root with its catalog, as a run would leave it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[str, Document] = {}
        self.sheet: dict[str, dict[str, str]] = {}
        self.pipeline = PIPELINE

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def row(self, file: FoundFile) -> Mapping[str, str]:
        return self.sheet.get(file.path.name, {})

    def plan(self, *roots: Path, force: bool = False, allow_removals: bool = False) -> Plan:
        found = {root: scan(root) if root.exists() else [] for root in roots or (self.root,)}
        return Planner(list(self.known.values()), self.row, self.pipeline, force=force).plan(
            found, allow_removals=allow_removals
        )

    def carry_out(self, plan: Plan) -> Plan:
        for one in plan.gone:
            self.known[one.id] = replace(one, path=f"{one.path}#removed:{one.id}", removed_at="2025")
        for identity, file in plan.moved:
            self.known[identity] = replace(
                self.known[identity], path=str(file.path), size=file.size, modified=file.modified
            )
        for task in plan.read:
            self.known[task.document_id] = self.read(task)
        return plan

    def read(self, task: Task) -> Document:
        file = task.file
        return Document(
            task.document_id,
            str(file.path),
            str(file.root),
            task.sha256,
            file.size,
            file.modified,
            self.pipeline,
            "2025",
            version=task.version,
            sheet=task.sheet,
        )

    def run(self, **options: bool) -> Plan:
        return self.carry_out(self.plan(**options))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "reports")
    for number in range(30):
        made.write(f"{number:02}.txt", f"Report {number}")
    made.run()
    return made


def ids(folder: Folder) -> dict[str, str]:
    return {Path(one.path).name: one.id for one in folder.known.values() if not one.removed_at}


def summary(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.read), len(plan.moved), len(plan.gone), plan.unchanged


def test_first_everything_is_read_then_nothing(folder: Folder) -> None:
    assert len(folder.known) == 30
    assert summary(folder.run()) == (0, 0, 0, 30)


def test_touched_files_are_not_read(folder: Folder) -> None:
    os.utime(folder.root / "00.txt")
    assert summary(folder.run()) == (0, 1, 0, 29)
    assert summary(folder.run()) == (0, 0, 0, 30)


def test_a_changed_file_is_a_new_version_of_its_document(folder: Folder) -> None:
    before = ids(folder)
    folder.write("00.txt", "Another text")
    plan = folder.run()
    assert summary(plan) == (1, 0, 0, 29)
    assert (plan.read[0].version, plan.read[0].document_id) == (2, before["00.txt"])
    assert ids(folder) == before


def test_a_renamed_file_keeps_its_id(folder: Folder) -> None:
    before = ids(folder)
    (folder.root / "00.txt").rename(folder.root / "new name.txt")
    assert summary(folder.run()) == (0, 1, 0, 29)
    assert ids(folder)["new name.txt"] == before["00.txt"]


def test_files_that_change_names_with_each_other_are_changed_in_place(folder: Folder) -> None:
    before = ids(folder)
    (folder.root / "00.txt").rename(folder.root / "x")
    (folder.root / "01.txt").rename(folder.root / "00.txt")
    (folder.root / "x").rename(folder.root / "01.txt")
    assert {task.version for task in folder.run().read} == {2}
    assert ids(folder) == before


def test_a_copy_gets_an_id_of_its_own(folder: Folder) -> None:
    folder.write("copy.txt", "Report 0")
    folder.write("second copy.txt", "Report 0")
    assert summary(folder.run()) == (2, 0, 0, 30)
    found = ids(folder)
    assert {found["copy.txt"], found["second copy.txt"]} == {f"{found['00.txt']}.2", f"{found['00.txt']}.3"}


def test_a_removed_file_leaves_and_its_return_brings_the_id_back(folder: Folder) -> None:
    before = ids(folder)
    (folder.root / "00.txt").unlink()
    assert summary(folder.run()) == (0, 0, 1, 29)
    assert "00.txt" not in ids(folder)
    folder.write("back.txt", "Report 0")
    plan = folder.run()
    assert summary(plan) == (1, 0, 0, 29)
    assert ids(folder)["back.txt"] == before["00.txt"]


def test_a_new_file_at_the_path_of_a_removed_one_is_new(folder: Folder) -> None:
    before = ids(folder)
    (folder.root / "00.txt").unlink()
    folder.run()
    folder.write("00.txt", "Quite another report")
    folder.run()
    assert ids(folder)["00.txt"] != before["00.txt"]


def test_force_another_pipeline_and_another_sheet_read_again(folder: Folder) -> None:
    assert summary(folder.plan(force=True)) == (30, 0, 0, 0)
    folder.sheet["00.txt"] = {"title": "Title"}
    plan = folder.plan()
    assert summary(plan) == (1, 0, 0, 29)
    assert (plan.read[0].version, plan.read[0].sheet) == (1, {"title": "Title"})
    folder.pipeline = "test/2"
    assert summary(folder.plan()) == (30, 0, 0, 0)


def test_a_renamed_file_whose_row_differs_is_read_under_its_id(folder: Folder) -> None:
    before = ids(folder)
    (folder.root / "00.txt").rename(folder.root / "new.txt")
    folder.sheet["new.txt"] = {"title": "Title"}
    plan = folder.run()
    assert summary(plan) == (1, 0, 0, 29)
    assert ids(folder)["new.txt"] == before["00.txt"]


@pytest.mark.parametrize("missing", [1, 2, 29, 30])
def test_more_than_a_twentieth_missing_is_protected(folder: Folder, missing: int) -> None:
    for number in range(missing):
        (folder.root / f"{number:02}.txt").unlink()
    plan = folder.plan()
    protected = missing > 1
    assert bool(plan.protected) is protected
    assert len(plan.gone) == (0 if protected else missing)
    allowed = folder.plan(allow_removals=True)
    assert (len(allowed.gone), allowed.protected) == (missing, {})


def test_a_missing_root_is_protected(folder: Folder) -> None:
    folder.root.rename(folder.root.with_name("elsewhere"))
    plan = folder.plan()
    assert plan.protected == {str(folder.root): f"{folder.root} is missing, with 30 known files"}
    assert plan.gone == []


def test_an_empty_root_is_protected(folder: Folder) -> None:
    for path in folder.root.iterdir():
        path.unlink()
    assert "is empty" in folder.plan().protected[str(folder.root)]


def test_one_root_is_protected_and_another_is_not(folder: Folder, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for number in range(40):
        folder.write(f"../other/{number}.txt", f"Other {number}")
    folder.carry_out(folder.plan(folder.root, other))
    (other / "0.txt").unlink()
    for path in folder.root.iterdir():
        path.unlink()
    plan = folder.plan(folder.root, other)
    assert list(plan.protected) == [str(folder.root)]
    assert [Path(one.path).name for one in plan.gone] == ["0.txt"]


def test_a_protected_root_within_another_stays_protected(folder: Folder) -> None:
    folder.write("share/a.txt", "On the share")
    folder.run()
    (folder.root / "share" / "a.txt").unlink()
    plan = folder.plan(folder.root, folder.root / "share")
    assert list(plan.protected) == [str(folder.root / "share")]
    assert plan.gone == []


def test_files_of_other_roots_are_not_missed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("Other")
    plan = folder.plan(tmp_path / "other")
    assert summary(plan) == (1, 0, 0, 0)


def test_renaming_all_files_is_no_loss(folder: Folder) -> None:
    before = set(ids(folder).values())
    folder.root.rename(folder.root.with_name("new"))
    folder.root.mkdir()
    folder.root.with_name("new").rename(folder.root / "sub")
    plan = folder.run()
    assert summary(plan) == (0, 30, 0, 0)
    assert set(ids(folder).values()) == before


def test_the_same_files_give_the_same_ids_in_any_order(folder: Folder) -> None:
    for name in ("copy a.txt", "copy b.txt"):
        folder.write(name, "Report 0")
    files = scan(folder.root)
    shuffled = random.Random(1).sample(files, len(files))
    plans = [Planner([], folder.row, PIPELINE).plan({folder.root: order}) for order in (files, shuffled)]
    assert plans[0].read == plans[1].read


def test_a_file_that_cannot_be_opened_is_tried_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.write("closed.txt", "Closed")

    def refuse(_: Path) -> str:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("indexer.plan.fingerprint", refuse)
        first = folder.run()
        assert [task.sha256 for task in first.read] == ["unreadable:Permission denied"]
        assert summary(folder.run()) == (0, 0, 0, 31)
    again = folder.run()
    assert [task.file.path for task in again.read] == [path]
    assert [task.document_id for task in again.read] == [task.document_id for task in first.read]


def test_a_file_that_vanishes_is_counted(folder: Folder) -> None:
    path = folder.write("short-lived.txt", "Gone soon")
    found = scan(folder.root)
    path.unlink()
    plan = Planner(list(folder.known.values()), folder.row, PIPELINE).plan({folder.root: found})
    assert (plan.vanished, plan.read) == (1, [])


def test_counts(folder: Folder) -> None:
    folder.write("new.txt", "New")
    assert folder.plan().counts() == {"to_read": 1, "moved": 0, "to_remove": 0, "unchanged": 30}
