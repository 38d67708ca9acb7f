"""Runs the real command line in this process, the reading and recognising too: quick, and without other processes."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from indexer.child.task import read_here
from indexer.formats.source import Limits
from indexer.reading import assemble
from indexer.recognise import Recogniser
from lessons.cli import run
from lessons.records import Reading, Recognition


class ReaderHere:
    """Reads files in this process."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def read(self, path: Path) -> Reading:
        return read_here(path, self.limits, assemble)

    def close(self) -> None:
        """Nothing to end."""


@cache
def recogniser() -> Recogniser:
    return Recogniser()


class RecognisersHere:
    """Recognises in this process, one document at a time."""

    lock = threading.Lock()

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def recognise(self, question: Any) -> Recognition:
        with self.lock:
            return recogniser().recognise(*question)

    def close(self) -> None:
        """Nothing to end."""


@contextmanager
def in_process() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.run.Reader", ReaderHere)
        patch.setattr("indexer.run.WarmRecognisers", RecognisersHere)
        yield


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code in (0, 3, 4), self.err
        return json.loads(self.out)

    @property
    def jsons(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


def lessons(*arguments: object, home: Path | None = None) -> Ended:
    """Run `lessons` with these arguments."""
    words: Sequence[str] = [str(argument) for argument in arguments]
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*words, *(["--home", str(home)] if home else [])])
    return Ended(code, out.getvalue(), err.getvalue())


def complaint(ended: Ended, code: int) -> str:
    """The one line on standard error with which a command ended."""
    assert ended.code == code, (ended.code, ended.err, ended.out[:500])
    lines = [line for line in ended.err.splitlines() if line]  # click ends the line of a Ctrl-C
    assert len(lines) == 1, ended.err
    assert lines[0].startswith("lessons: ")
    return lines[0]
