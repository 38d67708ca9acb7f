import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest
from running import complaint, lessons

from lessons import __version__, cli
from lessons.errors import LockedError, ProtectionError, UserError

PYTHON = (sys.executable, "-m", "lessons")


def called(*arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([*PYTHON, *arguments], capture_output=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_help_lists_the_commands() -> None:
    ended = lessons("--help")
    assert ended.code == 0
    for name in cli.OWN:
        assert name in ended.out
    assert lessons("-h").code == 0
    assert lessons("search", "--help").code == 0


def test_version() -> None:
    assert __version__ in lessons("--version").out


def test_without_a_command_the_help_is_shown() -> None:
    ended = lessons()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == lessons("--help").out


def test_an_unknown_command_is_one_line() -> None:
    assert "--help" in complaint(lessons("serach"), 2)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("mend this"), 2),
        (ProtectionError("mend this"), 4),
        (LockedError("mend this"), 5),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (OSError(28, "No space left on device"), 4),
        (PermissionError(13, "Permission denied", "/some/file"), 2),
        (FileNotFoundError(2, "No such file", "/some/file"), 2),
        (OSError("odd"), 2),
    ],
)
def test_each_error_has_its_code_and_one_line(error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def failing() -> None:
        raise error

    monkeypatch.setattr(cli.Commands, "get_command", lambda *_: failing)
    complaint(lessons("failing"), code)


def test_a_closed_pipe_is_no_error() -> None:
    command = " ".join(PYTHON) + " vocab country --json | head -1"
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, timeout=60)
    assert ended.stderr == b""
    assert ended.stdout.count(b"\n") == 1


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    }
    ended = called("vocab", "country", "CIV", env=environment)
    assert ended.returncode == 0
    assert "CIV\tCôte d'Ivoire" in ended.stdout.decode()


def test_arguments_that_are_not_utf8(tmp_path: Path) -> None:
    ended = subprocess.run(
        [*PYTHON, "search", b"caf\xe9", "--home", str(tmp_path)], capture_output=True, check=False, timeout=60
    )
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1)
    ended = subprocess.run([*PYTHON, "vocab", "country", b"\xe9toile"], capture_output=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr.count(b"\n")) == (1, 1)


def test_a_narrow_terminal() -> None:
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": "20", "TERM": "xterm"}
    with subprocess.Popen(
        [*PYTHON, "vocab", "country", "Liberia"], stdout=follower, stderr=follower, env=environment
    ) as process:
        os.close(follower)
        seen = b""
        try:
            while block := os.read(leader, 4096):
                seen += block
        except OSError:
            pass  # the other end is closed
        assert process.wait(timeout=60) == 0
    os.close(leader)
    assert b"LBR" in seen
