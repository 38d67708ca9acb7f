"""The parent's side: one file to the server, one reading back, whatever became of the child."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType

from indexer.child.answer import Answer, Cost, ServerGoneError
from indexer.formats.source import Limits
from lessons.errors import LessonsError
from lessons.records import Reading

# The server sees the same modules as this process, wherever they were found; its first word is empty or an error.
_START = """
import json, socket, sys
from pathlib import Path
sys.path[:] = json.loads(sys.argv[1])
control = socket.socket(fileno=int(sys.argv[2]))
try:
    from indexer.child.server import Server, named
    work = named(sys.argv[3])
except Exception as error:
    sys.exit(control.send(f"{type(error).__name__}: {error}".encode()[:500]))
Server(control, work, Path(sys.argv[4])).serve()
"""
_READY = b"ready"


@dataclass(frozen=True, slots=True)
class _Link:
    """A running server, our end of the socket to it, and the folder for the scratch files of its children."""

    server: "subprocess.Popen[bytes]"
    control: socket.socket
    scratch: str

    def end(self) -> None:
        """Close the socket, which ends the server and every child."""
        self.control.close()
        try:
            self.server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)  # it removes them itself, unless it was killed


class Reader:
    """Reads files in children of a server that it starts when first asked; threads may share one reader.

    `assemble` names the function that makes a reading of a source, as "module:function".
    """

    def __init__(self, limits: Limits | None = None, assemble: str = "indexer.reading:assemble") -> None:
        self._limits = limits or Limits()
        self._assemble = assemble
        self._lock = threading.Lock()
        self._link: _Link | None = None
        self._closed = False

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path) -> Reading:
        """The reading of one file; every file has one, whatever it does to the child."""
        return self.measured(path)[0]

    def measured(self, path: Path) -> tuple[Reading, Cost]:
        """The reading of one file, and what it took."""
        for _ in range(2):
            link = self._running()
            try:
                return self._ask(path, link)
            except ServerGoneError:
                self._drop(link)
        return Reading("crashed", "the reading process died twice: the system may be short of memory"), Cost()

    def close(self) -> None:
        """End the server, and with it every child."""
        with self._lock:
            self._closed = True
            link, self._link = self._link, None
        if link is not None:
            link.end()

    def _ask(self, path: Path, link: _Link) -> tuple[Reading, Cost]:
        payload, payload_in = os.pipe()
        status, status_in = os.pipe()
        try:
            self._send(path, link, payload_in, status_in)
            return Answer(payload, status, link.server, self._limits).wait()
        finally:
            os.close(payload)  # should the child still run, the server sees that nobody reads, and ends it
            os.close(status)

    def _send(self, path: Path, link: _Link, payload: int, status: int) -> None:
        request = json.dumps({"path": str(path.absolute()), "limits": asdict(self._limits)}).encode()
        try:
            socket.send_fds(link.control, [request], [payload, status])
        except OSError as error:
            raise ServerGoneError from error
        finally:
            os.close(payload)
            os.close(status)

    def _running(self) -> _Link:
        with self._lock:
            if self._closed:
                raise LessonsError("the reader is closed: the run was interrupted")
            if self._link is None:
                self._link = self._started()
            return self._link

    def _started(self) -> _Link:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        scratch = tempfile.mkdtemp(prefix="lessons-")
        # A session of its own: Ctrl-C goes to the parent alone. One thread: BLAS would start one for each core.
        with theirs:
            server = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path), str(theirs.fileno()), self._assemble, scratch],
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            )
        link = _Link(server, ours, scratch)
        word = ours.recv(1000)
        if word != _READY:
            link.end()
            raise LessonsError(f"files cannot be read, install the project again: {word.decode(errors='replace')}")
        return link

    def _drop(self, link: _Link) -> None:
        """Forget a server that died; another thread may have started the next one already."""
        with self._lock:
            if self._link is link:
                self._link = None
        link.end()
