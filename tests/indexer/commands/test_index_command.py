from collections.abc import Iterator
from pathlib import Path

import pytest
from running import complaint, in_process, lessons

from lessons.home import Home
from lessons.storage.catalog import Catalog

TEXT = "Disarmament in Liberia\n\nUNMIL should plan cantonment sites early, as {},000 combatants came to the camps.\n"
REPORT = {"read", "removed", "moved", "unchanged", "pages", "passages", "quarantined", "protected"}


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with in_process():
        yield


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            f"{TEXT.format(number + 7)}\nParagraph number {number} of this report speaks of nothing.\n"
        )
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_the_json_shape(home: Path, reports: Path) -> None:
    ended = lessons("index", reports, "--json", home=home)
    assert ended.json.keys() >= REPORT
    assert ended.err == ""
    assert ended.out.count("\n") == 1


def test_for_people_in_a_pipe(home: Path, reports: Path) -> None:
    (reports / "empty.txt").touch()
    ended = lessons("index", reports, home=home)
    assert ended.code == 3
    assert "Read 4 files (3 ok, 1 rejected)" in ended.out
    assert "see `lessons status`" in ended.out
    assert "[4/4]" in ended.err
    assert "nothing new" in lessons("index", reports, home=home).out


def test_for_people_on_a_terminal(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    ended = lessons("index", reports, home=home)
    assert ended.code == 0
    assert "files read" in ended.err


def test_a_dry_run_does_nothing(home: Path, reports: Path) -> None:
    found = lessons("index", reports, "--dry-run", "--json", home=home).json
    assert (found["to_read"], len(found["files"])) == (3, 3)
    assert "to read: 3" in lessons("index", reports, "--dry-run", home=home).out
    assert not home.exists()
    lessons("index", reports / "0.txt", home=home)
    with Catalog(home / "catalog.db") as catalog:
        before = catalog.documents(), catalog.last_run()
        assert lessons("index", reports, "--dry-run", "--json", home=home).json["to_read"] == 2
        assert (catalog.documents(), catalog.last_run()) == before


def test_a_path_that_is_not_there_makes_no_collection(home: Path) -> None:
    assert "check the path" in lessons("index", home / "nothing", home=home).err
    assert not home.exists()


def test_files_and_folders_may_be_mixed(home: Path, reports: Path) -> None:
    report = lessons("index", reports / "0.txt", reports, "--json", home=home).json
    assert report["read"] == 3


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["nowhere"], "does not exist: check the path"),
        (["empty"], "no files in"),
        (["reports", "nowhere"], "does not exist"),
        (["~no-such-user-here"], "does not exist"),
        (["reports", "--engine", "magic"], "whoosh"),
        (["reports", "--workers", "0"], "--workers"),
        (["reports", "--scheduler", "tcp://x"], "--scheduler"),
        ([], "PATH"),
    ],
)
def test_user_errors_are_one_line(
    home: Path, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], mend: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert mend in complaint(lessons("index", *arguments, home=home), 2)


def test_an_unknown_engine_in_the_environment(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LESSONS_ENGINE", "magic")
    assert "whoosh" in complaint(lessons("index", reports, home=home), 2)


def test_a_home_that_cannot_be_made(tmp_path: Path, reports: Path) -> None:
    (tmp_path / "file").touch()
    assert "--home" in complaint(lessons("index", reports, home=tmp_path / "file" / "home"), 2)


def test_another_run_holds_the_lock(home: Path, reports: Path) -> None:
    with Home(home).lock():
        assert "wait for it to end" in complaint(lessons("index", reports, home=home), 5)


def test_a_full_disk_stops_before_anything_is_lost(home: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lessons("index", reports, home=home).code == 0
    monkeypatch.setattr("lessons.home.FREE_SPACE", 10**18)
    assert "free some space" in complaint(lessons("index", reports, home=home), 4)
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 3


def test_a_damaged_index_is_built_anew(home: Path, reports: Path) -> None:
    assert lessons("index", reports, home=home).code == 0
    (home / "index" / "g-000001" / "manifest.json").write_text("{")
    assert lessons("index", reports, home=home).code == 0
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 3
    (home / "index" / "CURRENT").write_bytes(b"\xff\xff")
    (reports / "0.txt").write_text("Another report\n\nIt speaks of cantonment as well, but of little else.\n")
    assert lessons("index", reports, home=home).code == 0
    assert lessons("search", "cantonment", "--json", home=home).json["total"] == 3


def test_another_engine_is_built_when_asked_for(home: Path, reports: Path) -> None:
    for engine in ("whoosh", "tantivy"):
        assert lessons("index", reports, "--engine", engine, home=home).code == 0
        assert lessons("search", "cantonment", "--json", home=home).json["engine"] == engine


def test_a_file_that_is_no_root_any_more(home: Path, reports: Path) -> None:
    assert lessons("index", reports / "0.txt", home=home).code == 0
    (reports / "0.txt").unlink()
    assert "is missing, with 1 known files" in complaint(lessons("index", reports / "0.txt", home=home), 4)
