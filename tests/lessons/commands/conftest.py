"""A small collection, indexed once by the real command."""

import shutil
from pathlib import Path

import pytest
from running import in_process, lessons

TEXTS = {
    "liberia.txt": (
        "Disarmament in Liberia\n\nLessons learned\n\n"
        "UNMIL should plan cantonment sites early, as 7,000 combatants came.\n"
    ),
    "chad.txt": (
        "Protecting refugees in Chad\n\nMINURCAT trained police officers in eastern Chad, with <b>good</b> results.\n"
    ),
    "secret.txt": (
        "Sources in Liberia\n\nThe police of Liberia were told nothing of the zebra plan of UNMIL by anybody.\n"
    ),
    "empty.txt": "",
}


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that nobody may change."""
    reports = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    (reports / "metadata.csv").write_text("path,sensitivity\nsecret.txt,confidential\n")
    home = tmp_path_factory.mktemp("collection") / "home"
    with in_process():
        assert lessons("index", reports, home=home).code == 3
    return home


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    """A copy of that home to work on."""
    return Path(shutil.copytree(indexed, tmp_path / "home"))
