"""The settings, made once at the door and passed down; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from lessons.errors import UserError

ENGINE = "whoosh"
PAGE_SIZE = 10
MAX_PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the collection lives and how it is worked on.

    `home` holds both databases and the index; `workers` is the number of files read at once; with `log_zero_hits`
    searches that find nothing are noted, without who asked.
    """

    home: Path
    engine: str = ENGINE
    workers: int = 2
    log_zero_hits: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, *, home: Path | None = None) -> "Settings":
        """Read ``LESSONS_HOME``, ``_ENGINE``, ``_WORKERS`` and ``_LOG_ZERO_HITS``; an argument wins over them."""
        variables = os.environ if environment is None else environment
        folder = home or Path(variables.get("LESSONS_HOME") or platformdirs.user_data_path("lessons"))
        return cls(
            home=_expanded(folder).absolute(),
            engine=variables.get("LESSONS_ENGINE") or ENGINE,
            workers=_workers(variables.get("LESSONS_WORKERS")),
            log_zero_hits=variables.get("LESSONS_LOG_ZERO_HITS", "1").lower() not in ("0", "no", "false", "off"),
        )

    @property
    def cache(self) -> Path:
        """The folder of what can be computed again: the vectors of judged collections."""
        return platformdirs.user_cache_path("lessons")


def _expanded(folder: Path) -> Path:
    try:
        return folder.expanduser()
    except RuntimeError as error:
        raise UserError(f"{folder}: there is no such user; give a folder") from error


def _workers(value: str | None) -> int:
    if not value:
        return max(1, os.cpu_count() or 1)
    if not value.isdecimal() or len(value) > 3 or not 1 <= int(value) <= 256:  # noqa: PLR2004
        raise UserError(f"LESSONS_WORKERS is {value!r}: give a whole number from 1 to 256")
    return int(value)
