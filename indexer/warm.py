"""Warm recognition workers: processes that hold the vocabularies and answer under a deadline."""

import multiprocessing
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from lessons.records import Metadata, Outcome, Part, Passage, Recognition

DEADLINE = 120.0
"""Seconds for one document: the longest of 617 reports (400 pages) needs about 5."""

Question = tuple[Metadata, Sequence[Part], Sequence[Passage]]


class RecognitionFailed(Exception):  # noqa: N818 - what happened, not whose fault
    """The recognition of one document took too long or its worker died; with the outcome and reason for the catalog."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection


class WarmRecognisers:
    """A pool of recognition workers; each call takes a free one and replaces it if it dies or is late."""

    def __init__(self, workers: int, deadline: float = DEADLINE) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["indexer.warmed"])
        _start_fork_server()
        self._deadline = deadline
        self._free: SimpleQueue[_Worker | None] = SimpleQueue()
        self._started: list[_Worker] = []
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(workers):
            self._free.put(None)

    def recognise(self, question: Question) -> Recognition:
        """Recognise one document; raises RecognitionFailed."""
        worker = self._free.get() or self._start()
        try:
            answer = self._ask(worker, question)
        except RecognitionFailed:
            self._stop(worker)
            self._free.put(None)
            raise
        self._free.put(worker)
        if not isinstance(answer, Recognition):
            raise RecognitionFailed("crashed", answer)
        return answer

    def _ask(self, worker: _Worker, question: Question) -> Recognition | str:
        """The worker's answer: a recognition, or in words why it failed."""
        late = RecognitionFailed("timed_out", f"recognition took longer than {self._deadline:.0f} s")
        try:
            worker.connection.send(question)
            answered = worker.connection.poll(self._deadline)
            answer: Recognition | str = worker.connection.recv() if answered else ""
        except (EOFError, OSError) as error:
            raise RecognitionFailed("crashed", "the recognition worker died") from error
        if not answered:
            raise late
        return answer

    def close(self) -> None:
        """Stop all workers."""
        with self._lock:
            self._closed = True
            for worker in list(self._started):
                worker.process.kill()
                worker.process.join()
                worker.connection.close()
            self._started.clear()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs,), daemon=True, name="lessons-recognition")
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        with self._lock:
            if not self._closed:
                self._started.append(worker)
                return worker
        worker.process.kill()
        raise RecognitionFailed("crashed", "the run was interrupted")

    def _stop(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._started:
                self._started.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _start_fork_server() -> None:
    """Start it deaf to Ctrl-C, as its workers then are: the parent decides when an interrupted run ends."""
    if threading.current_thread() is not threading.main_thread():
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection) -> None:
    """The worker's life: warm from its fork server, answer until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when an interrupted run ends
    from indexer.warmed import RECOGNISER  # noqa: PLC0415 - spaCy: 4 s and 150 MB that the parent never needs

    while True:
        try:
            metadata, parts, passages = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(RECOGNISER.recognise(metadata, parts, passages))
        except Exception as error:  # whatever one text provokes must not end the worker
            connection.send(f"recognition failed: {type(error).__name__}: {error}")
