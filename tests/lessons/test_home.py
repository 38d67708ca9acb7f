import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from lessons.errors import LockedError, ProtectionError, UserError
from lessons.home import Home


def test_layout(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert {home.catalog.parent, home.decisions.parent, home.index.parent} == {tmp_path}
    assert len({home.catalog, home.decisions, home.index}) == 3


def test_create_makes_a_private_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "a" / "b")
    home.create()
    assert home.path.stat().st_mode & 0o777 == 0o700
    home.create()


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="choose another with --home"):
        Home(tmp_path / "file" / "home").create()
    with pytest.raises(UserError, match="choose another with --home"):
        Home(tmp_path / "file").create()


def test_a_read_only_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UserError, match="not writable"):
        Home(tmp_path).create()


def test_no_collection_creates_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "none")
    with pytest.raises(UserError, match="lessons index FOLDER"):
        home.require_collection()
    assert not home.path.exists()


def test_a_full_disk_stops_a_run_before_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5_000_000))
    with pytest.raises(ProtectionError, match="only 5 MB are free"):
        Home(tmp_path).require_space()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.lock(), pytest.raises(LockedError, match=f"process {os.getpid()}"), home.lock():
        pass
    with home.lock():
        pass


def test_the_lock_of_a_dead_run_is_free(tmp_path: Path) -> None:
    script = f"import os, pathlib, lessons.home as h\nwith h.Home(pathlib.Path({str(tmp_path)!r})).lock(): os._exit(9)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    with Home(tmp_path).lock():
        pass
