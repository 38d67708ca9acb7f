"""Pages a second by stage on one core, beside the bare library on the same files in the same run.

    python benchmarks/pipeline.py [--shared ../shared] [--files 60]

Stages: reading (file to blocks), assembling (blocks to passages and metadata), recognising, storing (catalog), indexing
(analysis, engine, lexicon). The bare libraries are pypdfium2's text extraction and an engine of Whoosh with its own
analyzer and writer over the same passages.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in

from indexer.formats.pdf import Pdf
from indexer.formats.source import Limits, Rejected, Source
from indexer.reading import assemble
from indexer.recognise import Recogniser
from lessons.engines.registry import ENGINES
from lessons.generation import build_generation, served
from lessons.records import Reading, Recognition
from lessons.storage.catalog import Catalog, now
from lessons.storage.rows import Document, stored_passages

SEED = 20260101


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Run once; returns the result and the seconds of this process."""
    started = time.process_time()
    return work(), time.process_time() - started


def sample(shared: Path, files: int) -> list[Path]:
    """The same random reports in every run, those with a text layer only."""
    paths = sorted((shared / "corpus" / "un_reports").glob("*.pdf")) + sorted((shared / "corpus" / "upr").glob("*.pdf"))
    random.Random(SEED).shuffle(paths)
    return [path for path in paths if len(bare_text(path)) > 2_000][:files]


def bare_text(path: Path) -> str:
    """All text of a PDF, as the library gives it."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return ""
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def read(paths: list[Path]) -> list[tuple[Path, Source]]:
    """Blocks of every file that is a readable PDF."""
    found, pdf = [], Pdf()
    for path in paths:
        try:
            found.append((path, pdf.read(path, Limits())))
        except Rejected:
            continue
    return found


def store(catalog: Catalog, readings: list[tuple[Path, Reading, Recognition]]) -> None:
    """Catalogue everything."""
    catalog.add_root("/")
    for number, (path, reading, recognition) in enumerate(readings):
        identity = f"d{number:05d}"
        document = Document(identity, str(path), "/", identity, 1, 1, "benchmark", now(), metadata=reading.metadata)
        catalog.store(document, reading.parts, stored_passages(identity, recognition.passages))


def bare_whoosh(folder: Path, texts: list[str]) -> None:
    """The library's own way: its analyzer, one writer."""
    folder.mkdir()
    index = create_in(folder, Schema(id=ID(stored=True), text=TEXT(stored=True, analyzer=StemmingAnalyzer())))
    writer = index.writer(limitmb=256)
    for number, text in enumerate(texts):
        writer.add_document(id=str(number), text=text)
    writer.commit()


def size(folder: Path) -> int:
    """Bytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    parser.add_argument("--files", type=int, default=60)
    options = parser.parse_args()
    paths = sample(options.shared, options.files)
    texts, bare_reading = timed(lambda: [bare_text(path) for path in paths])
    sources, reading_time = timed(lambda: read(paths))
    pages = sum(source.pages or 0 for _, source in sources)
    print(
        f"{len(paths)} reports, {pages} pages, {sum(len(text.split()) for text in texts)} words; seconds of one core\n"
    )
    readings, assembling = timed(lambda: [(path, assemble(source, path.name)) for path, source in sources])
    recogniser = Recogniser()
    recogniser.recognise(readings[0][1].metadata, readings[0][1].parts, readings[0][1].passages)
    recognised, recognising = timed(
        lambda: [(path, r, recogniser.recognise(r.metadata, r.parts, r.passages)) for path, r in readings]
    )
    passages = [found.passage.text for _, _, recognition in recognised for found in recognition.passages]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows: list[tuple[str, float]] = [
            ("reading", reading_time),
            ("assembling", assembling),
            ("recognising", recognising),
        ]
        with Catalog(folder / "catalog.db", create=True) as catalog:
            rows.append(("storing", timed(lambda: store(catalog, recognised))[1]))
            sizes = {}
            for engine_name, make in ENGINES.items():
                home = folder / engine_name
                rows.append((f"indexing, {engine_name}", timed(partial(build_generation, home, catalog, make()))[1]))
                sizes[engine_name] = size(home / str(served(home)))
        bare_indexing = timed(lambda: bare_whoosh(folder / "bare", passages))[1]
        bare_size = size(folder / "bare")
    print(f"{'stage':<24}{'seconds':>9}{'pages/s':>9}{'against the bare library':>30}")
    bare = {"reading": bare_reading, "indexing, whoosh": bare_indexing}
    for stage, seconds in rows:
        ratio = f"{seconds / bare[stage]:.2f} x its time" if stage in bare else ""
        print(f"{stage:<24}{seconds:>9.2f}{pages / seconds:>9.0f}{ratio:>30}")
    default = sum(seconds for stage, seconds in rows if not stage.startswith("indexing") or stage == "indexing, whoosh")
    print(f"{'all, whoosh':<24}{default:>9.2f}{pages / default:>9.0f}")
    print(
        f"\n{len(passages)} passages; index sizes: "
        + ", ".join(f"{n} {b / 1e6:.1f} MB" for n, b in sizes.items())
        + f"; bare Whoosh {bare_size / 1e6:.1f} MB (text only, no facets)"
    )


if __name__ == "__main__":
    main()
