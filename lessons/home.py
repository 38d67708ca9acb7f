"""The home folder of a collection: what lies where in it, and the lock that one writer holds."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lessons.errors import LockedError, ProtectionError, UserError

FREE_SPACE = 100_000_000
"""Bytes that must be free before a run starts: less may not hold a generation of 20,000 passages (measured 60 MB)."""


@dataclass(frozen=True, slots=True)
class Home:
    """The layout of a home folder."""

    path: Path

    @property
    def catalog(self) -> Path:
        """The database of documents, passages and runs; rebuildable from the files."""
        return self.path / "catalog.db"

    @property
    def decisions(self) -> Path:
        """The database of what people decided; never rebuilt."""
        return self.path / "decisions.db"

    @property
    def zero_hits(self) -> Path:
        """The log of searches that found nothing."""
        return self.path / "zero_hits.db"

    @property
    def index(self) -> Path:
        """The folder of index generations and the pointer to the one that is served."""
        return self.path / "index"

    def create(self) -> None:
        """Make the folder, readable by its owner only; raises UserError where that is not possible."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise UserError(
                f"cannot create the home folder {self.path} ({error.strerror}): choose another with --home"
            ) from error
        if not os.access(self.path, os.W_OK):
            raise UserError(f"the home folder {self.path} is not writable: choose another with --home")

    def require_collection(self) -> None:
        """Raise UserError where nothing has been indexed yet; creates nothing."""
        if not self.catalog.exists():
            raise UserError(
                f"no collection in {self.path}: run `lessons index FOLDER` first, or choose another with --home"
            )

    def require_space(self) -> None:
        """Raise ProtectionError when the disk is nearly full, before a run can fail half-way."""
        free = shutil.disk_usage(self.path).free
        if free < FREE_SPACE:
            raise ProtectionError(f"only {free // 1_000_000} MB are free at {self.path}: free some space and run again")

    def writer(self) -> str | None:
        """The process that holds the writer's lock, None where nobody does; creates nothing."""
        try:
            with (self.path / "lock").open() as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except OSError:
                    return file.read().strip() or "unknown"
        except OSError:
            pass  # never written to, or not for us to open
        return None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the writer's lock; raises LockedError at once when another run holds it.

        The kernel frees the lock when its holder dies, so a killed run leaves none behind.
        """
        self.create()
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise LockedError(
                    f"another run (process {holder}) is writing to {self.path}: wait for it to end"
                ) from error
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
