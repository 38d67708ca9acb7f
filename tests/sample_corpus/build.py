"""Regenerate the binary documents of the sample corpus: `python tests/sample_corpus/build.py [FOLDER]`."""

import sys
from pathlib import Path

import office
import paper
import source

HERE = Path(__file__).resolve().parent
WRITERS = {".pdf": paper.write, ".docx": office.write_docx, ".odt": office.write_odt, ".pptx": office.write_pptx}


def build(target: Path) -> list[Path]:
    """Write every source, `name.pdf.md` as `name.pdf`, into `target`, and return what was written."""
    written = []
    for origin in sorted((HERE / "sources").glob("*.md")):
        path = target / origin.stem
        WRITERS[path.suffix](source.read(origin), path)
        written.append(path)
    return written


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "corpus"
    print(f"{len(build(folder))} documents written to {folder}")
