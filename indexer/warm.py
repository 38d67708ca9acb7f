"""Warm recognition workers: processes that hold the vocabularies and answer under a deadline."""

import multiprocessing
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from indexer.recognise import Recogniser
from lessons.records import Metadata, Part, Passage, Recognition

DEADLINE = 120.0
"""Seconds for one document: the longest of 617 reports (400 pages) needs about 5."""

Question = tuple[Metadata, Sequence[Part], Sequence[Passage]]


class RecognitionFailed(Exception):
    """The recognition of one document took too long or its worker died; the message is a reason for the catalog."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection


class WarmRecognisers:
    """A pool of recognition workers; each call takes a free one and replaces it if it dies or is late."""

    def __init__(self, workers: int, deadline: float = DEADLINE) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._deadline = deadline
        self._free: SimpleQueue[_Worker | None] = SimpleQueue()
        self._started: list[_Worker] = []
        self._lock = threading.Lock()
        for _ in range(workers):
            self._free.put(None)

    def recognise(self, question: Question) -> Recognition:
        """Recognise one document; raises RecognitionFailed."""
        worker = self._free.get() or self._start()
        try:
            worker.connection.send(question)
            if not worker.connection.poll(self._deadline):
                raise RecognitionFailed(f"recognition took longer than {self._deadline:.0f} s")
            answer = worker.connection.recv()
        except (RecognitionFailed, EOFError, OSError) as error:
            self._stop(worker)
            self._free.put(None)
            if isinstance(error, RecognitionFailed):
                raise
            raise RecognitionFailed("the recognition worker died") from error
        self._free.put(worker)
        if isinstance(answer, str):
            raise RecognitionFailed(answer)
        assert isinstance(answer, Recognition)
        return answer

    def close(self) -> None:
        """Stop all workers."""
        with self._lock:
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
            self._started.append(worker)
        return worker

    def _stop(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._started:
                self._started.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _serve(connection: Connection) -> None:
    """The worker's life: load once, answer until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when an interrupted run ends
    recogniser = Recogniser()
    while True:
        try:
            metadata, parts, passages = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(recogniser.recognise(metadata, parts, passages))
        except Exception as error:  # noqa: BLE001 - whatever one text provokes must not end the worker
            connection.send(f"recognition failed: {type(error).__name__}: {error}")
