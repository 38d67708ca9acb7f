"""A draft plan as read by its format: title and paragraphs with their headings; nothing of it is kept."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.child import Reader
from indexer.formats.source import Limits
from lessons.errors import UserError
from lessons.precedents.plan import Section, sections_of

_UNREAD = ("table", "footnote", "title")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft plan: its title and its sections."""

    title: str
    sections: tuple[Section, ...]


def read_draft(file: str) -> Draft:
    """Read a draft of any format, `-` from standard input; raises UserError where that is not possible."""
    with _path_of(file) as path, Reader(Limits()) as reader:
        reading = reader.read(path)
    if reading.outcome not in {"ok", "partial"}:
        raise UserError(f"{file} cannot be read: {reading.reason}")
    sections = sections_of(
        (passage.heading, passage.text) for passage in reading.passages if passage.layout not in _UNREAD
    )
    if not sections:
        raise UserError(f"{file} holds no paragraphs: give a plan with text below its headings")
    return Draft(reading.metadata.title or "", tuple(sections))


@contextmanager
def _path_of(file: str) -> Iterator[Path]:
    """The path of a file; standard input is kept in memory alone and gets a path there."""
    if file != "-":
        if not Path(file).is_file():
            raise UserError(f"{file} is not a file: give a draft plan, or - for standard input")
        yield Path(file)
        return
    memory = os.memfd_create("draft")
    try:
        with os.fdopen(os.dup(memory), "wb") as written:
            written.write(sys.stdin.buffer.read())
        yield Path(f"/proc/{os.getpid()}/fd/{memory}")
    finally:
        os.close(memory)
