"""The server that forks a child for each file, once it has imported what reading needs.

It is a process of its own, with one thread and without spaCy: a fork costs a few milliseconds where an import of the
formats costs a second. It dies with its parent, and its children die with it. `multiprocessing`'s fork server is not
used: it imports the caller's main module in every child, and a daemonic worker (Dask) may not use it.
"""

import ctypes
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.child.task import Assemble, read_here
from indexer.formats.source import Block, Limits, Source
from indexer.wire import encode

REQUEST_BYTES = 64_000
_SET_PARENT_DEATH_SIGNAL = 1
_STANDARD = 3


def named(assemble: str) -> Assemble:
    """The function that "module:function" names, imported."""
    module, _, function = assemble.partition(":")
    found: Assemble = getattr(importlib.import_module(module), function)
    return found


def _warm(work: Assemble) -> None:
    """Load before the first fork what is loaded at first use: the language model alone takes 3 s."""
    with suppress(Exception):  # what is wrong here shows in the children, each with its outcome
        work(
            Source("text", [Block("The mission prepared its drawdown with the authorities of the country.")]),
            "first.txt",
        )


def _silence() -> None:
    """Libraries written in C complain of bad files on standard error, in the midst of the parent's progress bar."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(_STANDARD):
        os.dup2(null, number)
    os.close(null)


@dataclass(slots=True)
class _Child:
    """A running child: its process, where its end is reported, when it must end, and its scratch folder."""

    pid: int
    status: int
    begun: float
    deadline: float
    scratch: Path
    late: bool = False

    def kill(self) -> None:
        """End the child and what it started."""
        os.killpg(self.pid, signal.SIGKILL)


class Server:
    """Forks a child for each request, ends it when it is late or nobody waits for it, and reports how it ended."""

    def __init__(self, requests: socket.socket, work: Assemble, scratch: Path) -> None:
        self._requests, self._work, self._scratch = requests, work, scratch
        self._children: dict[int, _Child] = {}
        self._poll = select.poll()
        self._poll.register(requests, select.POLLIN)
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._served = 0

    def serve(self) -> None:
        """Answer requests until the parent closes its end or dies."""
        _silence()
        _warm(self._work)
        gc.collect()
        gc.freeze()  # what is imported stays shared with the children
        try:
            self._requests.send(b"ready")
            while self._turn():
                pass
        finally:
            for handle in list(self._children):
                self._bury(handle)
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _turn(self) -> bool:
        """Wait for events; false when the parent is gone.

        A request comes last: the handles it brings may have the numbers of those that have just been closed, and a
        stale event would end the new child.
        """
        numbers = [number for number, _ in self._poll.poll(self._patience())]
        asked = self._requests.fileno()
        for number in numbers:
            if number != asked and number not in self._children:
                self._abandon(number)
        for number in numbers:
            if number in self._children:
                self._bury(number)
        if asked in numbers and not self._accept():
            return False
        for child in self._children.values():
            if not child.late and time.monotonic() >= child.deadline:
                child.late = True
                child.kill()
        return True

    def _patience(self) -> float | None:
        """Milliseconds until the next deadline."""
        deadlines = [child.deadline for child in self._children.values() if not child.late]
        return max(0.0, (min(deadlines) - time.monotonic()) * 1000) + 1 if deadlines else None

    def _accept(self) -> bool:
        message, handles, _, _ = socket.recv_fds(self._requests, REQUEST_BYTES, 2)
        if not message:
            return False
        request = json.loads(message)
        payload, status = handles
        self._served += 1
        scratch = self._scratch / str(self._served)
        scratch.mkdir()
        limits = Limits(**request["limits"])
        begun = time.monotonic()
        pid = os.fork()
        if pid == 0:
            self._be_child(Path(request["path"]), limits, payload, scratch)
        os.setpgid(pid, pid)
        os.close(payload)
        child = _Child(pid, status, begun, begun + limits.wall_seconds, scratch)
        handle = os.pidfd_open(pid)
        self._children[handle] = child
        self._poll.register(handle, select.POLLIN)
        self._poll.register(status, 0)  # an error alone: nobody reads any more
        return True

    def _abandon(self, status: int) -> None:
        """Nobody waits for a child any more: end it."""
        self._poll.unregister(status)
        for child in self._children.values():
            if child.status == status:
                child.kill()

    def _bury(self, handle: int) -> None:
        """Reap a child, remove its scratch files and report how it ended."""
        child = self._children.pop(handle)
        child.kill()  # what it started; itself it is dead but not yet reaped, so its number is still its own
        _, wait_status, usage = os.wait4(child.pid, 0)
        self._poll.unregister(handle)
        os.close(handle)
        shutil.rmtree(child.scratch, ignore_errors=True)
        report = {
            "code": os.waitstatus_to_exitcode(wait_status), "late": child.late,
            "seconds": time.monotonic() - child.begun, "memory": usage.ru_maxrss * 1024,
        }  # fmt: skip
        try:
            self._poll.unregister(child.status)
            os.write(child.status, json.dumps(report).encode() + b"\n")
        except (KeyError, BrokenPipeError):
            pass  # nobody waits for it
        os.close(child.status)

    def _be_child(self, path: Path, limits: Limits, payload: int, scratch: Path) -> None:
        """Read one file within its limits, write the reading, and end without a word."""
        code = 1
        try:
            self._confine(limits, payload, scratch)
            data = encode(read_here(path, limits, self._work))
            with os.fdopen(payload, "wb", closefd=False) as out:
                out.write(len(data).to_bytes(8, "big") + data)
            code = 0
        finally:
            os._exit(code)

    def _confine(self, limits: Limits, payload: int, scratch: Path) -> None:
        os.setpgid(0, 0)
        parent = os.getppid()
        self._libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        os.closerange(_STANDARD, payload)
        os.closerange(payload + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
        tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
        _limit(resource.RLIMIT_AS, limits.memory)
        _limit(resource.RLIMIT_CPU, limits.cpu_seconds, grace=5)
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_FSIZE, limits.archive_bytes)


def _limit(name: int, value: int, grace: int = 0) -> None:
    """Set a limit, never above one the operator has set."""
    _, hard = resource.getrlimit(name)
    ceiling = value + grace if hard == resource.RLIM_INFINITY else min(hard, value + grace)
    resource.setrlimit(name, (min(value, ceiling), ceiling))
