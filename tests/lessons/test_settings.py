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
