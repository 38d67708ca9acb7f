"""The settings, made once at the door and passed down; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import platformdirs

from lessons.errors import UserError

ENGINE = "whoosh"
PAGE_SIZE = 10
MAX_PAGE_SIZE = 200
VARIABLES = ("LESSONS_HOME", "LESSONS_ENGINE", "LESSONS_WORKERS", "LESSONS_LOG_ZERO_HITS")
SWITCH = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
ALIKE = 0.85
"""How like a setting's name another must be to count as a slip; ports that containers are told are none."""


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
        _refuse_slips(variables)
        folder = home or Path(variables.get("LESSONS_HOME") or platformdirs.user_data_path("lessons"))
        return cls(
            home=_expanded(folder).absolute(),
            engine=variables.get("LESSONS_ENGINE") or ENGINE,
            workers=_workers(variables.get("LESSONS_WORKERS")),
            log_zero_hits=_switch("LESSONS_LOG_ZERO_HITS", variables.get("LESSONS_LOG_ZERO_HITS")),
        )

    @property
    def cache(self) -> Path:
        """The folder of what can be computed again: the vectors of judged collections."""
        return platformdirs.user_cache_path("lessons")


def _refuse_slips(variables: Mapping[str, str]) -> None:
    """Refuse a name that is nearly one of ours: the run would go on in another home than the one that was meant."""
    for name in variables:
        if name.upper().startswith("LESSON") and name not in VARIABLES:
            meant = get_close_matches(name.upper(), VARIABLES, 1, ALIKE)
            if meant:
                raise UserError(f"{name} is no setting: did you mean {meant[0]}?")


def _switch(name: str, value: str | None) -> bool:
    if not value:
        return True
    if value.strip().lower() not in SWITCH:
        raise UserError(f"{name} is {value!r}: give 1 or 0")
    return SWITCH[value.strip().lower()]


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
