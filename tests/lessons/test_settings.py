from pathlib import Path

import pytest

from lessons.errors import UserError
from lessons.settings import ENGINE, Settings


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings.home.is_absolute()
    assert settings.engine == ENGINE
    assert settings.workers >= 1


def test_the_environment_is_read_and_an_argument_wins(tmp_path: Path) -> None:
    environment = {"LESSONS_HOME": str(tmp_path), "LESSONS_ENGINE": "tantivy", "LESSONS_WORKERS": "3"}
    assert Settings.from_environment(environment) == Settings(tmp_path, "tantivy", 3)
    assert Settings.from_environment(environment, home=Path("/elsewhere")).home == Path("/elsewhere")


def test_a_tilde_is_the_users_folder() -> None:
    assert Settings.from_environment({"LESSONS_HOME": "~/reports"}).home == Path.home() / "reports"


@pytest.mark.parametrize("value", ["0", "257", "-1", "two", "2.5", "9" * 5000])
def test_a_bad_number_of_workers_names_the_mend(value: str) -> None:
    with pytest.raises(UserError, match="from 1 to 256"):
        Settings.from_environment({"LESSONS_WORKERS": value})


def test_a_user_that_does_not_exist() -> None:
    with pytest.raises(UserError, match="no such user"):
        Settings.from_environment({}, home=Path("~nobody-of-this-name/x"))


@pytest.mark.parametrize(("value", "logged"), [("1", True), ("", True), ("on", True), ("0", False), (" Off ", False)])
def test_the_log_of_zero_hits_is_switched(value: str, logged: bool) -> None:
    assert Settings.from_environment({"LESSONS_LOG_ZERO_HITS": value}).log_zero_hits is logged


@pytest.mark.parametrize("value", ["maybe", "2", "-1", "00", "no!"])
def test_a_switch_that_is_neither_on_nor_off_names_the_mend(value: str) -> None:
    with pytest.raises(UserError, match=r"LESSONS_LOG_ZERO_HITS is .*: give 1 or 0"):
        Settings.from_environment({"LESSONS_LOG_ZERO_HITS": value})


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("S_HOMES", "S_HOME"),
        ("S_Home", "S_HOME"),
        ("_HOME", "S_HOME"),
        ("S_WORKER", "S_WORKERS"),
        ("S_LOG_ZEROHITS", "S_LOG_ZERO_HITS"),
        ("S_PORT", None),
        ("S_SERVICE_HOST", None),
    ],
)
def test_a_slip_in_a_name_is_told(name: str, meant: str | None) -> None:
    given = {f"LESSON{name}": "x"}
    if meant is None:
        assert Settings.from_environment(given) == Settings.from_environment({})
    else:
        with pytest.raises(UserError, match=f"LESSON{name} is no setting: did you mean LESSON{meant}"):
            Settings.from_environment(given)
