"""The terminal session of the README: what it shows, and how to write it anew from real output.

Usage: python tests/readme.py
"""

import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"
LEFT_OUT = "[...]"
WIDTH = 110
_SESSION = re.compile(r"(?<=^```console\n).*?(?=^```)", re.M | re.S)


@dataclass(frozen=True)
class Step:
    """A command of the session and the output shown of it, perhaps shortened."""

    command: str
    shown: str
    shortened: bool

    @property
    def arguments(self) -> list[str]:
        return shlex.split(self.command)[1:]

    def renewed(self, real: str) -> str:
        """The step with real output, as many lines as were shown."""
        lines = [folded for line in real.splitlines() for folded in fold(line)]
        kept = [*lines[: len(self.shown.splitlines())], LEFT_OUT] if self.shortened else lines
        return "\n".join([f"$ {self.command}", *kept])


def fold(line: str) -> list[str]:
    """A line as a narrow terminal shows it: broken, with its indent."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent) or [""]


def steps() -> list[Step]:
    """The steps of the session."""
    found = _SESSION.search(README.read_text(encoding="utf-8"))
    assert found
    made = []
    for part in re.split(r"^\$ ", found[0], flags=re.M)[1:]:
        command, _, output = part.partition("\n")
        shown, mark, _ = output.partition(LEFT_OUT)
        made.append(Step(command, shown.strip("\n"), bool(mark)))
    return made


def loose(text: str) -> str:
    """A text without what differs from run to run or by taste: times, line ends, the kind of a passage."""
    return re.sub(r"\b\d+ ms\b|\[[A-Z][a-z ]+\]", "*", " ".join(text.split()))


def main() -> None:
    """Run every step in a new home and write the session anew."""
    with tempfile.TemporaryDirectory() as home:
        made = []
        for step in steps():
            command = [sys.executable, "-m", "lessons", *step.arguments, "--home", home]
            done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
            made.append(step.renewed(done.stdout.rstrip()))
    session = "\n\n".join(made).replace("\\", "\\\\") + "\n"
    README.write_text(_SESSION.sub(session, README.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
