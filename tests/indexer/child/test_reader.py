import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.child import Reader
from indexer.child.task import read_here
from indexer.formats.source import Limits
from lessons.errors import LessonsError
from lessons.records import Reading

ASSEMBLE = "behaviour:assemble"
LIMITS = Limits(wall_seconds=5, cpu_seconds=2, characters=1_000_000)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(LIMITS, ASSEMBLE) as running:
        yield running


def named(tmp_path: Path, name: str, text: str = "A lesson.") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_a_file_is_read(reader: Reader, tmp_path: Path) -> None:
    reading = reader.read(named(tmp_path, "note"))
    assert (reading.outcome, reading.format, [passage.text for passage in reading.passages]) == (
        "ok",
        "text",
        ["A lesson."],
    )


@pytest.mark.parametrize(
    ("name", "outcome", "words"),
    [
        ("segv", "crashed", "died of signal 11 (SIGSEGV)"), ("exit", "crashed", "exit code 7"),
        ("spin", "timed_out", "2 s of processor time"), ("sleep", "timed_out", "longer than 5 s"),
        ("memory", "rejected", "needs more than 1.5 GB of memory"), ("bug", "crashed", "KeyError"),
        ("long", "rejected", "longer than 1,000,000 characters"), ("gone", "rejected", "vanished"),
        ("empty", "rejected", "0 bytes"), ("folder", "rejected", "is a folder"),
    ],
)  # fmt: skip
def test_every_file_has_an_outcome_and_a_reason(
    reader: Reader, tmp_path: Path, name: str, outcome: str, words: str
) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name != "gone":
        path.write_text("" if name == "empty" else "A lesson.")
    reading = reader.read(path)
    assert reading.outcome == outcome
    assert words in reading.reason
    assert reader.read(named(tmp_path, "next")).outcome == "ok"


def test_threads_share_a_reader(reader: Reader, tmp_path: Path) -> None:
    paths = [named(tmp_path, f"note {number}", f"Lesson {number} was learned.") for number in range(40)]
    paths[20] = named(tmp_path, "segv")
    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(reader.read, paths))
    assert [reading.outcome for reading in readings].count("ok") == 39
    assert readings[39].passages[0].text == "Lesson 39 was learned."


def test_names_may_hold_any_bytes(reader: Reader, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/n\xffte\n.txt"
    with contextlib.suppress(OSError):
        Path(os.fsdecode(path)).write_text("A lesson.")
        assert reader.read(Path(os.fsdecode(path))).outcome == "ok"


def test_a_child_leaves_no_scratch_files_and_no_zombies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    with Reader(Limits(wall_seconds=1), ASSEMBLE) as reader:
        assert reader.read(named(tmp_path, "sleep")).outcome == "timed_out"
        assert not [each for each in scratch.rglob("*") if each.is_file()]
    assert list(scratch.iterdir()) == []


def test_a_server_that_dies_is_started_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    with Reader(LIMITS, ASSEMBLE) as reader:
        reading = reader.read(named(tmp_path, "kill server"))
        assert (reading.outcome, "died twice" in reading.reason) == ("crashed", True)
        assert reader.read(named(tmp_path, "note")).outcome == "ok"
    assert list(scratch.iterdir()) == []


def test_a_closed_reader_says_so(tmp_path: Path) -> None:
    reader = Reader(LIMITS, ASSEMBLE)
    reader.close()
    with pytest.raises(LessonsError, match="closed"):
        reader.read(named(tmp_path, "note"))


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with Reader(LIMITS, "no_such_module:assemble") as reader, pytest.raises(LessonsError, match="no_such_module"):
        reader.read(named(tmp_path, "note"))


def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    named(tmp_path, "sleep")
    script = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from pathlib import Path\nfrom indexer.child import Reader\n"
        f"Reader(assemble={ASSEMBLE!r}).read(Path({str(tmp_path / 'sleep')!r}))"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], env={**os.environ, "TMPDIR": str(scratch)})
    wait_until(lambda: any(path.read_text() for path in scratch.rglob("scratch")))
    child = int(next(iter(scratch.rglob("scratch"))).read_text())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    wait_until(lambda: not Path(f"/proc/{child}").exists())
    wait_until(lambda: not list(scratch.iterdir()))


def test_an_interrupted_parent_leaves_silently(tmp_path: Path) -> None:
    named(tmp_path, "sleep")
    script = (
        f"import sys; sys.path[:] = {sys.path!r}\n"
        "from pathlib import Path\nfrom indexer.child import Reader\n"
        f"with Reader(assemble={ASSEMBLE!r}) as reader:\n"
        "    try:\n        print('begun', flush=True)\n"
        f"        reader.read(Path({str(tmp_path / 'sleep')!r}))\n"
        "    except KeyboardInterrupt:\n        sys.exit(130)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    time.sleep(0.3)
    os.killpg(parent.pid, signal.SIGINT)
    _, errors = parent.communicate(timeout=20)
    assert (parent.returncode, errors) == (130, b"")


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = named(tmp_path, "note")

    def growing(path: Path, limits: Limits) -> object:
        path.write_text("A lesson and more.")
        return None

    monkeypatch.setattr("indexer.child.task.read", growing)
    reading = read_here(path, LIMITS, lambda source, name: Reading("ok"))
    assert reading == Reading("rejected", "changed while it was read; it will be read at the next run")


def wait_until(true: object, seconds: float = 20) -> None:
    assert callable(true)
    latest = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.05)


def test_a_child_that_nobody_waits_for_takes_no_other_with_it(reader: Reader, tmp_path: Path) -> None:
    """The next child's pipes may get the numbers of those that the abandoned one had."""
    too_long = named(tmp_path, "long")
    following = named(tmp_path, "next")
    for _ in range(15):
        assert reader.read(too_long).outcome == "rejected"
        assert reader.read(following).outcome == "ok"
