"""The room of rapidocr, for machines without Tesseract: ``pip install lessons[ocr]``; models come in its wheel.

It runs as a process of its own, one a page: loading costs 1.5 to 2.5 s of a page's 6 s, but its memory is given back
and a page that takes too long can be killed. Measured on a page of 28 lines: with the library's settings at 300 dpi it
needs 1.6 GB of address space, over the limit of a reading process; with these, at 200 dpi, 1.1 GB and 550 MB resident.
"""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from indexer.layout.page import Word
from indexer.ocr.engine import Picture, TooSlowError

_SETTINGS = {
    "Rec.rec_batch_num": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.log_level": "error",
}


class RapidOcr:
    """The rapidocr library in a child process."""

    name = "rapidocr"
    dpi = 200

    def words(self, picture: Picture, languages: Sequence[str], seconds: float) -> list[Word]:  # noqa: ARG002
        """Recognise one page; the one model reads Latin letters and Chinese alike."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            done = subprocess.run(
                [sys.executable, "-m", "indexer.ocr.rapidocr"],
                input=picture.pgm, capture_output=True, timeout=seconds, env=environment, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise TooSlowError from error
        if done.returncode:
            return []
        return [word for line in json.loads(done.stdout) for word in _words(line, picture.scale)]


def installed() -> bool:
    """Tell whether the library is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def _words(line: dict[str, Any], scale: float) -> Iterator[Word]:
    """Split a line into words; a word's place follows from its share of the line's characters."""
    left, top, right, bottom = (edge / scale for edge in line["box"])
    text, size, at = line["text"], round((bottom - top) * 2) / 2, 0
    step = (right - left) / max(len(text), 1)
    for word in text.split():
        at = text.index(word, at)
        yield Word(word, left + at * step, top, left + (at + len(word)) * step, bottom, size)
        at += len(word)


def _main() -> None:
    """Recognise the PGM image on standard input and print its lines as JSON."""
    import numpy as np  # noqa: PLC0415 - only in the child process, and only where the extra is installed
    from rapidocr import RapidOCR  # noqa: PLC0415

    header, _, pixels = sys.stdin.buffer.read().partition(b"\n")
    width, height = (int(number) for number in header.split()[1:3])
    grey = np.frombuffer(pixels, np.uint8)[: width * height].reshape(height, width)
    found = RapidOCR(params=_SETTINGS)(np.stack([grey] * 3, -1), use_cls=False)
    boxes, texts = getattr(found, "boxes", None), getattr(found, "txts", None)
    lines = [] if boxes is None or texts is None else zip(boxes, texts, strict=True)
    print(json.dumps([{"box": _edges(box.tolist()), "text": text.strip()} for box, text in lines]))


def _edges(corners: Sequence[Sequence[float]]) -> list[float]:
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return [min(across), min(down), max(across), max(down)]


if __name__ == "__main__":
    _main()
