"""What comes back from a child: its reading, or how it ended."""

import json
import os
import select
import signal
import subprocess
import time
from dataclasses import dataclass

from indexer.formats.source import Limits
from indexer.wire import WireError, decode
from lessons.records import Reading

LENGTH = 8  # bytes before a reading that say how long it is
_OVERHEAD = 16_000_000  # bytes of a reading besides its text
_BYTES_A_CHARACTER = 4
_BLOCK = 1 << 20
_GRACE = 30  # seconds over the wall limit after which the server itself must be stuck


class ServerGoneError(Exception):
    """The server died; the file is not to blame yet."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What the reading of one file took: seconds from fork to end, and the child's peak of resident memory."""

    seconds: float = 0.0
    memory: int = 0


class Answer:
    """The two pipes of one child: `payload` brings its reading, `status` the server's report of its end.

    The ends of the pipes are not waited for: another process forked from this one may hold a copy of them.
    """

    def __init__(self, payload: int, status: int, server: "subprocess.Popen[bytes]", limits: Limits) -> None:
        self._payload, self._status, self._server, self._limits = payload, status, server, limits
        self._received = bytearray()
        self._largest = _OVERHEAD + _BYTES_A_CHARACTER * limits.characters
        os.set_blocking(payload, False)

    def wait(self) -> tuple[Reading, Cost]:
        """The reading and its cost; raises ServerGoneError when nobody can report any more."""
        latest = time.monotonic() + self._limits.wall_seconds + _GRACE
        waiting = select.poll()
        waiting.register(self._payload, select.POLLIN)
        waiting.register(self._status, select.POLLIN)
        while True:
            ready = dict(waiting.poll(1000))
            if self._payload in ready and not self._receive():
                waiting.unregister(self._payload)
            if len(self._received) > self._largest:
                return Reading("rejected", f"its text is longer than {self._limits.characters:,} characters"), Cost()
            if self._status in ready:
                return self._ended()
            if time.monotonic() > latest:
                self._server.kill()
            if not ready and self._server.poll() is not None:
                raise ServerGoneError

    def _receive(self) -> bool:
        """Take what has come; false at the end."""
        try:
            block = os.read(self._payload, _BLOCK)
        except BlockingIOError:
            return True
        self._received += block
        return bool(block)

    def _ended(self) -> tuple[Reading, Cost]:
        """The server has reported: the child is dead, and all it sent lies in the pipe."""
        line = os.read(self._status, _BLOCK)
        if not line:
            raise ServerGoneError
        report = json.loads(line)
        size = -1
        while size < len(self._received) <= self._largest:
            size = len(self._received)
            self._receive()
        return self._reading(report["code"], report["late"]), Cost(report["seconds"], report["memory"])

    def _reading(self, code: int, late: bool) -> Reading:
        if late:
            return Reading("timed_out", f"took longer than {self._limits.wall_seconds} s")
        if -code == signal.SIGXCPU:
            return Reading("timed_out", f"took more than {self._limits.cpu_seconds} s of processor time")
        size, data = int.from_bytes(self._received[:LENGTH], "big"), bytes(self._received[LENGTH:])
        if code != 0 or len(data) != size:
            return Reading("crashed", f"the reading process {_end(code)}")
        try:
            return decode(data)
        except WireError:
            return Reading("crashed", "the reading process answered nonsense")


def _end(code: int) -> str:
    if code >= 0:
        return f"ended early with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = "unknown"
    return f"died of signal {-code} ({name})"
