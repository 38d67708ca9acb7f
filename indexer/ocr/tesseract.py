"""Tesseract, as a program: called directly, since all that is needed of it is one image in and one table out."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache

from indexer.layout.page import Word
from indexer.ocr.engine import Picture, TooSlowError

_MODELS = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "chi_sim", "pt": "por", "de": "deu"}
_SURE = 20.0  # words recognised with less confidence (of 100) are mostly emblems, stamps and dirt
_LINE, _WORD = "4", "5"
_COLUMNS = 12


class Tesseract:
    """The installed Tesseract program."""

    name = "tesseract"
    dpi = 300  # 1.9 s a page against 1.7 s at 200 and 1.4 s at 150 (typed pages), and the fewest misread words

    def words(self, picture: Picture, languages: Sequence[str], seconds: float) -> list[Word]:
        """Recognise one page; one thread, because documents are read side by side."""
        command = ["tesseract", "-", "-", "-l", _models(languages), "--dpi", str(round(picture.scale * 72)), "tsv"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                command, input=picture.pgm, capture_output=True, timeout=seconds, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise TooSlowError from error
        return list(_words(done.stdout.decode("utf-8", "replace"), picture.scale))


def installed() -> bool:
    """Tell whether the program is there and has a language."""
    return bool(_available())


@lru_cache(maxsize=1)
def _available() -> frozenset[str]:
    if not shutil.which("tesseract"):
        return frozenset()
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, text=True, check=False)
    return frozenset(listed.stdout.splitlines()[1:]) - {"osd"}


def _models(languages: Sequence[str]) -> str:
    there = _available()
    wanted = [_MODELS[each] for each in languages if _MODELS.get(each) in there]
    return "+".join(wanted or ["eng"] if "eng" in there else sorted(there)[:1])


def _words(table: str, scale: float) -> Iterator[Word]:
    """Read Tesseract's table; all words of a line get the line's height, their own depends on their letters."""
    top = bottom = size = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < _COLUMNS:
            continue
        left, upper, width, height = (int(cell) / scale for cell in cells[6:10])
        if cells[0] == _LINE:
            top, bottom, size = upper, upper + height, round(height * 2) / 2
        elif cells[0] == _WORD and cells[11].strip() and float(cells[10]) >= _SURE:
            yield Word(cells[11].strip(), left, top, left + width, bottom, size)
