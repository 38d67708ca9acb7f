"""Fixtures for all tests; what needs the shared collections skips when they are absent, never in CI."""

import os
from pathlib import Path

import pytest

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
