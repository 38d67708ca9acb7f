"""Fixtures for all tests; what needs the shared collections skips when they are absent, never in CI."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# A deadline for each example would measure how busy the machine is.
settings.register_profile("lessons", deadline=None)
settings.load_profile("lessons")

PROJECT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path | None:
    """The folder of real documents beside the project, if it is there."""
    folder = Path(os.environ.get("LESSONS_SHARED", PROJECT.parent / "shared"))
    return folder if (folder / "corpus").is_dir() else None


def skip_or_fail(reason: str) -> None:
    """Skip, unless LESSONS_NO_SKIP is set (as in CI), where a skip would hide a gap."""
    if os.environ.get("LESSONS_NO_SKIP"):
        pytest.fail(f"may not skip here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real documents and gold standards."""
    folder = shared_folder()
    if folder is None:
        skip_or_fail("the shared collections are not beside the project (set LESSONS_SHARED)")
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the sample corpus, read once for all test processes; no test may change it."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    place.mkdir(exist_ok=True)
    with (place / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "made").exists():
            command = [sys.executable, "-m", "lessons", "index", "corpus", "--home", str(place / "home"), "--force"]
            done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            (place / "made").write_text(done.stdout, encoding="utf-8")
    return place / "home"
