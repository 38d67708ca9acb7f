"""An assembly that does what the file's name says, as hostile files make readers do."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from indexer.formats.source import Source
from lessons.records import Passage, Reading


def assemble(source: Source, name: str) -> Reading:
    """Do what the name says, then give the blocks as passages."""
    passages = tuple(Passage(block.text) for block in source.blocks)
    match name:
        case "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(7)
        case "sleep":
            (Path(tempfile.mkdtemp()) / "scratch").write_text(str(os.getpid()))
            time.sleep(60)
        case "spin":
            while True:
                pass
        case "memory":
            passages = (Passage(str(len(bytearray(3_000_000_000)))),)
        case "bug":
            raise KeyError("ours")
        case "long":
            passages = (Passage("x" * 30_000_000),)
        case "noise":
            print("printed", file=sys.stderr)
        case "kill server":
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
    return Reading("ok", "", source.format, passages=passages)
