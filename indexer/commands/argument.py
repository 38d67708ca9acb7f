"""The argument FILE|- of commands that read plain text."""

import sys
from pathlib import Path

from indexer.formats.charset import BinaryDataError, decode
from lessons.errors import UserError


def read_text(file: str) -> str:
    """The text of a file or, for "-", of standard input; line ends stay as they are."""
    data = sys.stdin.buffer.read() if file == "-" else _bytes(Path(file))
    try:
        return decode(data)
    except BinaryDataError as error:
        raise UserError(f"{file} is not plain text: use `lessons extract` for documents") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror}): give a text file, or - for standard input"
        ) from error
