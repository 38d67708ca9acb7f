"""``lessons serve``: as whom, where, and what it says when it cannot."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from lessons.access import OWNER, Reader
from lessons.cli import run
from lessons.home import Home
from web.commands import default_reader


@pytest.mark.parametrize(
    ("host", "reader"),
    [
        ("127.0.0.1", OWNER),
        ("localhost", OWNER),
        ("::1", OWNER),
        ("0.0.0.0", Reader()),
        ("192.0.2.7", Reader()),
        ("example.org", Reader()),
    ],
)
def test_only_this_machine_is_the_owner(host: str, reader: Reader) -> None:
    assert default_reader(host) == reader


def test_without_a_collection_one_line_names_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--home", str(tmp_path / "none")]) == 2
    assert "run `lessons index FOLDER` first" in capsys.readouterr().err


def test_a_port_in_use_is_told(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run(["serve", "--home", str(home.path), "--port", str(port)]) == 2
    error = capsys.readouterr().err
    assert f"port {port} on 127.0.0.1 is in use" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--host", "192.0.2.7"], "--host"),
        (["--host", "no such host"], "--host"),
        (["--host", "x" * 300], "--host"),
        (["--as", "king"], "owner"),
        (["--port", "99999"], "65535"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    home: Home, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(["serve", "--home", str(home.path), "--port", "0", *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


@pytest.mark.slow
def test_the_server_tells_its_address_answers_and_ends_quietly(home: Home, project: Path) -> None:
    command = [sys.executable, "-m", "lessons.cli", "serve", "--home", str(home.path), "--port", "0"]
    server = subprocess.Popen(
        command,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    address = next(word for word in line.split() if word.startswith("http://"))
    with urllib.request.urlopen(f"{address}?q=camps") as answer:
        assert answer.status == 200
        assert answer.headers.get("Server") is None
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=30)
    assert server.returncode == 130
    assert len(errors.split("\n\n")) <= 1 and "Traceback" not in errors
