"""The metadata sheet: a ``metadata.csv`` beside the files whose rows override what the text says."""

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from indexer.scan import SHEET
from lessons.access import AccessLabel
from lessons.errors import UnknownCode, UserError
from lessons.vocabulary import vocabulary

COLUMNS = ("path", "title", "type", "mission", "originator", "sensitivity", "groups")
_CLEANED = {"type": "doc_type", "mission": "mission", "originator": "originator"}


class Sheets:
    """The metadata sheets of a source root; a file is looked up in its own folder's sheet, then in those above."""

    def __init__(self, root: Path) -> None:
        self._root = root if root.is_dir() else root.parent
        self._read: dict[Path, dict[Path, dict[str, str]]] = {}

    def row(self, path: Path) -> Mapping[str, str]:
        """The cells given for a file, empty ones left out; raises UserError for a sheet that cannot be used."""
        found = (self._sheet(folder).get(path) for folder in self._folders(path))
        return next((row for row in found if row is not None), {})

    def governs(self, path: Path) -> bool:
        """Tell whether there is any sheet that could speak of a file."""
        return any(_sheet_in(folder) for folder in self._folders(path))

    def idle_rows(self) -> list[str]:
        """The rows that name no file that is there, in words: mostly a slip in a path."""
        return [
            f"{folder / SHEET} names {path.name}, which is not there: check the path in its row"
            for folder, rows in self._read.items()
            for path in rows
            if not path.exists()
        ]

    def _folders(self, path: Path) -> Iterator[Path]:
        for folder in path.parents:
            yield folder
            if folder == self._root:
                return

    def _sheet(self, folder: Path) -> dict[Path, dict[str, str]]:
        if folder not in self._read:
            sheet = _sheet_in(folder)
            self._read[folder] = _load(sheet) if sheet else {}
        return self._read[folder]


def _sheet_in(folder: Path) -> Path | None:
    """The metadata sheet of a folder, however its name is capitalised."""
    try:
        found = sorted(path for path in folder.iterdir() if path.name.lower() == SHEET)
    except OSError:
        return None
    return next((path for path in found if path.is_file()), None)


def _load(sheet: Path) -> dict[Path, dict[str, str]]:
    try:
        with sheet.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_columns(sheet, reader.fieldnames or ())
            rows = [(number, row) for number, row in enumerate(reader, 2) if (row["path"] or "").strip()]
            found: dict[Path, dict[str, str]] = {}
            for number, row in rows:
                path = _path(sheet, row["path"])
                if path in found:
                    raise UserError(f"{sheet}, line {number}: {row['path']} has two rows: leave one")
                found[path] = _cells(sheet, number, row)
            return found
    except (UnicodeDecodeError, csv.Error) as error:
        raise UserError(f"{sheet} is not a UTF-8 table of comma-separated values ({error}): save it as such") from error


def _path(sheet: Path, cell: str) -> Path:
    return Path(os.path.normpath(sheet.parent / cell.strip()))


def _check_columns(sheet: Path, names: Iterable[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "path" not in names:
        raise UserError(
            f"{sheet}: columns must be of {', '.join(COLUMNS)}, with path, separated by commas; "
            f"unknown: {', '.join(unknown) or 'none'}"
        )


def _cells(sheet: Path, number: int, row: Mapping[str, str | None]) -> dict[str, str]:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS if name != "path"}
    given = {name: text for name, text in cells.items() if text}
    try:
        for name, vocabulary_name in _CLEANED.items():
            if name in given:
                given[name] = vocabulary(vocabulary_name).clean(given[name])
        AccessLabel.of(given.get("sensitivity"))
    except (UnknownCode, UserError) as error:
        raise UserError(f"{sheet}, line {number}: {error}") from error
    return given


def access_label(row: Mapping[str, str]) -> AccessLabel:
    """The access label that a row gives; groups are separated by blanks, commas or semicolons."""
    groups = row.get("groups", "").replace(";", " ").replace(",", " ").split()
    return AccessLabel.of(row.get("sensitivity"), groups)
