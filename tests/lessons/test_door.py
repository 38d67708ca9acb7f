"""The door of the program: an interrupt while it loads, or when all is done, is no traceback."""

import signal
import subprocess
import sys

import pytest

LOADING = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "lessons.cli":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from lessons.__main__ import main
main()
"""
DONE = """
import atexit, os, signal, sys, time
atexit.register(lambda: (os.kill(os.getpid(), signal.SIGINT), time.sleep(1)))
sys.argv = ["lessons", "--version"]
from lessons.__main__ import main
main()
"""
TWICE = """
import os, signal, sys
def interrupt(*_, **__):
    os.kill(os.getpid(), signal.SIGINT)
import lessons.cli
lessons.cli.lessons.main = interrupt
lessons.cli.printable = lambda text: interrupt() or text
sys.argv = ["lessons", "--version"]
lessons.cli.main()
"""


def ended(program: str, *, ignoring: bool = False) -> "subprocess.CompletedProcess[str]":
    held = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n" if ignoring else ""
    return subprocess.run(
        [sys.executable, "-c", held + program, *(["--version"] if ignoring else [])],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_an_interrupt_while_the_program_loads_is_one_line() -> None:
    found = ended(LOADING)
    assert (found.returncode, found.stderr) == (130, "lessons: interrupted; nothing finished is lost\n")


def test_an_interrupt_after_all_is_done_says_nothing() -> None:
    found = ended(DONE)
    assert (found.returncode, found.stderr) == (-signal.SIGINT, "")
    assert found.stdout.startswith("lessons, version")


def test_a_second_interrupt_while_the_first_is_told_is_no_traceback() -> None:
    found = ended(TWICE)
    assert (found.returncode, found.stderr) == (130, "lessons: interrupted; nothing finished is lost\n")


@pytest.mark.parametrize("program", [LOADING, DONE])
def test_an_interrupt_that_is_ignored_stays_so(program: str) -> None:
    found = ended(program, ignoring=True)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("lessons, version")
