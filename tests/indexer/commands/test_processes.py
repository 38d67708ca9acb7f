"""The real processes: interrupts, kills, the lock; every file read in a child, recognised in a warm worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lessons.storage.catalog import Catalog

pytestmark = pytest.mark.slow

FILES = 120
SENTENCE = "UNMIL should plan cantonment sites early, as {0} combatants came to camp number {0} in Liberia.\n\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(FILES):
        text = "".join(SENTENCE.format(number * 1000 + line) for line in range(40))
        (folder / f"{number:03}.txt").write_text(f"Report number {number} on camps\n\n{text}")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def command(*arguments: object, home: Path) -> list[str]:
    return [sys.executable, "-m", "lessons", *map(str, arguments), "--home", str(home)]


def lessons(*arguments: object, home: Path) -> tuple[int, Any]:
    ended = subprocess.run(command(*arguments, "--json", home=home), capture_output=True, check=False, timeout=250)
    assert ended.returncode in (0, 3), ended.stderr
    return ended.returncode, json.loads(ended.stdout)


@pytest.fixture
def started(home: Path, reports: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A run that has finished some files and not all."""
    arguments = command("index", reports, "--workers", 2, home=home)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        latest = time.monotonic() + 120
        while stored(home) < 5:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < latest
            time.sleep(0.05)
        yield process
        if process.poll() is None:
            process.kill()


def stored(home: Path) -> int:
    if not (home / "catalog.db").exists():
        return 0
    try:
        with Catalog(home / "catalog.db") as catalog:
            return len(catalog.documents())
    except Exception:
        return 0  # the tables are being made


def members(session: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(path.parent.name))
    return found


def the_next_run_completes(home: Path, reports: Path, finished: int) -> None:
    code, report = lessons("index", reports, home=home)
    assert code == 0
    assert report["unchanged"] >= finished
    assert report["read"] + report["unchanged"] == FILES
    _, found = lessons("search", "cantonment", "--size", 1, home=home)
    assert found["total"] == 40 * FILES
    assert not list((home / "index").glob("unfinished-*"))


def nobody_is_left(session: int) -> bool:
    latest = time.monotonic() + 15
    while members(session) and time.monotonic() < latest:
        time.sleep(0.1)
    return not members(session)


def test_an_interrupt_ends_the_run_at_once_and_loses_nothing(
    home: Path, reports: Path, started: "subprocess.Popen[bytes]"
) -> None:
    sent = time.monotonic()
    os.killpg(started.pid, signal.SIGINT)
    _, err = started.communicate(timeout=60)
    assert time.monotonic() - sent < 15
    assert started.returncode == 130, err
    assert b"Traceback" not in err
    assert err.decode().splitlines()[-1] == "lessons: interrupted; nothing finished is lost"
    finished = stored(home)
    assert 5 <= finished < FILES
    assert nobody_is_left(started.pid)
    the_next_run_completes(home, reports, finished)


def test_a_kill_loses_nothing(home: Path, reports: Path, started: "subprocess.Popen[bytes]") -> None:
    started.kill()
    started.communicate()
    finished = stored(home)
    assert 5 <= finished < FILES
    assert nobody_is_left(started.pid)
    the_next_run_completes(home, reports, finished)


def test_a_second_run_finds_the_lock(home: Path, reports: Path, started: "subprocess.Popen[bytes]") -> None:
    ended = subprocess.run(command("index", reports, home=home), capture_output=True, check=False, timeout=60)
    assert ended.returncode == 5
    assert ended.stderr.decode().splitlines() == [
        f"lessons: another run (process {started.pid}) is writing to {home}: wait for it to end"
    ]


def test_one_worker_equals_two(home: Path, reports: Path, tmp_path: Path) -> None:
    for number in range(20, FILES):
        (reports / f"{number:03}.txt").unlink()
    homes = home, tmp_path / "two"
    for workers, place in enumerate(homes, 1):
        assert lessons("index", reports, "--workers", workers, home=place)[0] == 0
    catalogs = []
    for place in homes:
        with Catalog(place / "catalog.db") as catalog:
            catalogs.append(
                [(one.id, one.about, one.metadata, catalog.passages(one.id)) for one in catalog.documents()]
            )
    assert catalogs[0] == catalogs[1]
    found = [lessons("search", "cantonment camp", "--size", 50, home=place)[1] for place in homes]
    assert found[0] | {"took_ms": 0} == found[1] | {"took_ms": 0}
