"""A run: scan, plan, read in children, recognise in warm workers, store one document at a time, build a generation."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.child import Reader
from indexer.corrections.attach import Attached, attach, places_of
from indexer.corrections.settle import Settlement, mark, settle
from indexer.formats.source import Limits
from indexer.merge import merged_access, merged_metadata, merged_parts, merged_recognition
from indexer.pipeline import PIPELINE
from indexer.plan import Plan, Planner, Task
from indexer.scan import SHEET, FoundFile, scan, stored_path
from indexer.sheet import Sheets
from indexer.warm import RecognitionFailed, WarmRecognisers
from lessons.errors import ProtectionError, UserError
from lessons.home import Home
from lessons.records import About, Reading, Recognition
from lessons.storage.catalog import QUARANTINE, Catalog, now
from lessons.storage.decisions import Decisions
from lessons.storage.originals import Content
from lessons.storage.rows import Document, stored_passages

Tell = Callable[[str], None]


@dataclass(slots=True)
class Report:
    """What a run did: outcomes counted, files newly quarantined with their reasons, roots protected from removal.

    `waiting` is the number of corrections that do not find their place any more.
    """

    plan: Plan
    outcomes: Counter[str] = field(default_factory=Counter)
    quarantined: list[tuple[str, str, str]] = field(default_factory=list)
    pages: int = 0
    passages: int = 0
    waiting: int = 0

    @property
    def exit_code(self) -> int:
        """4 where data was protected, 3 where files were newly quarantined, else 0."""
        if self.plan.protected:
            return 4
        return 3 if self.quarantined else 0

    def counts(self) -> dict[str, int]:
        """The run in numbers."""
        done = {"read": sum(self.outcomes.values()), "removed": len(self.plan.gone), "moved": len(self.plan.moved)}
        return {
            **done,
            "unchanged": self.plan.unchanged,
            "pages": self.pages,
            "passages": self.passages,
            "idle_rows": len(self.plan.notes),
            **self.outcomes,
        }


def make_plan(catalog: Catalog, paths: Sequence[Path], *, force: bool = False, allow_removals: bool = False) -> Plan:
    """Scan the roots and compare them with the catalog; raises UserError for a path that never was there."""
    known = catalog.documents(removed=True)
    roots: dict[Path, list[FoundFile]] = {}
    for path in dict.fromkeys(path.resolve() for path in paths):  # one name for a folder, so that its sheet is found
        if path.exists():
            roots[path] = scan(path)
        elif any(
            Path(document.path).is_relative_to(stored_path(path)) for document in known if not document.removed_at
        ):
            roots[path] = []
        else:
            raise UserError(f"{path} does not exist: check the path, or mount its share")
    sheets = {root: Sheets(_outermost(root, known)) for root in roots}
    rows = _SheetRows(sheets, known, allow_removals=allow_removals)
    plan = Planner(known, rows, PIPELINE, force=force).plan(roots, allow_removals=allow_removals)
    plan.protected.update(rows.protected())
    plan.notes += [note for each in sheets.values() for note in each.idle_rows()]
    return plan


class _SheetRows:
    """The sheet's row of each file; where the sheet that gave a known document its row is gone, the known row.

    A lost sheet must not open confidential documents, as a lost share must not empty the collection.
    """

    def __init__(self, sheets: Mapping[Path, Sheets], known: Sequence[Document], *, allow_removals: bool) -> None:
        self._sheets, self._allow = sheets, allow_removals
        self._known = {document.path: document for document in known if document.sheet and not document.removed_at}
        self._kept: Counter[Path] = Counter()

    def __call__(self, file: FoundFile) -> Mapping[str, str]:
        row = self._sheets[file.root].row(file.path)
        known = self._known.get(stored_path(file.path))
        if row or known is None or self._allow or self._sheets[file.root].governs(file.path):
            return row
        self._kept[file.root] += 1
        return known.sheet

    def protected(self) -> dict[str, str]:
        """Why the rows of a lost sheet are kept, by root."""
        return {
            f"{root}/{SHEET}": f"{root} lacks the {SHEET} that described {count} of its files"
            for root, count in self._kept.items()
        }


def _outermost(root: Path, known: Sequence[Document]) -> Path:
    """The known root around a folder, so that a sheet above it counts on whatever way its files are reached."""
    roots = {Path(document.root) for document in known}
    return min(
        (other for other in roots if root.is_relative_to(other)), key=lambda other: len(other.parts), default=root
    )


class Run:
    """Carries out a plan; the caller holds the writer's lock and rebuilds the index afterwards."""

    def __init__(self, home: Home, catalog: Catalog, workers: int, limits: Limits | None = None) -> None:
        self._catalog = catalog
        self._workers = workers
        self._limits = limits or Limits()
        self._decided = home.decisions if home.decisions.exists() and home.decisions.stat().st_size > 0 else None
        self._settlement = Settlement(None, Attached())
        if catalog.expects_decisions() and not self._decided:
            raise ProtectionError(
                f"{home.decisions} is gone, with what people decided: use `lessons restore FILE --replace`"
            )

    def carry_out(self, plan: Plan, tell: Tell = lambda _: None, report: Report | None = None) -> Report:
        """Read, recognise and store; each document is safe in the catalog, and in the report, as soon as it is done."""
        report = report or Report(plan)
        if self._decided is None:
            self._carry_out(plan, tell, report)
            return report
        with Decisions(self._decided) as decisions:
            if self._catalog.applied() != mark(decisions):  # a command may have been killed in between
                settle(self._catalog, decisions)
            places = places_of(self._catalog, plan.read)
            self._settlement = Settlement(decisions, attach(decisions.corrections(), places))
            self._carry_out(plan, tell, report)
            report.waiting = self._settlement.finish()
        return report

    def _carry_out(self, plan: Plan, tell: Tell, report: Report) -> None:
        for root in {task.file.root for task in plan.read} | {file.root for _, file in plan.moved}:
            self._catalog.add_root(stored_path(root))
        self._forget(plan)
        known_bad = {document.id for document in self._catalog.quarantine()}
        known_good = {document.id for document in self._catalog.documents()} - known_bad
        for task, reading, recognition in self._read(plan.read):
            if reading.outcome in QUARANTINE and task.document_id in known_good and _passing(task):
                reading = replace(reading, reason=f"{reading.reason}; what was read of it before is kept")  # noqa: PLW2901
            else:
                self._store(task, reading, recognition)
            self._note(report, task, reading, known_bad)
            tell("" if reading.outcome == "ok" else f"{reading.outcome}: {task.file.path}: {reading.reason}")

    def _forget(self, plan: Plan) -> None:
        self._catalog.remove([document.id for document in plan.gone])
        for document_id, file in plan.moved:
            path, root = stored_path(file.path), stored_path(file.root)
            self._catalog.moved(document_id, path=path, root=root, size=file.size, modified=file.modified)

    def _read(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Reading, Recognition | None]]:
        """Readings as they finish; at most two a worker are under way, which bounds the parent's memory."""
        if not tasks:
            return
        reader, recognisers = Reader(self._limits), WarmRecognisers(self._workers)
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="lane")
        waiting: dict[Future[tuple[Reading, Recognition | None]], Task] = {}
        remaining = iter(tasks)
        try:
            while True:
                for task in remaining:
                    waiting[pool.submit(_read_one, task, reader, recognisers)] = task
                    if len(waiting) >= 2 * self._workers:
                        break
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    task = waiting.pop(future)
                    yield (task, *future.result())
        finally:
            for future in waiting:
                future.cancel()
            recognisers.close()
            reader.close()
            pool.shutdown(wait=True, cancel_futures=True)

    def _store(self, task: Task, reading: Reading, recognition: Recognition | None) -> None:
        recognition = merged_recognition(recognition or Recognition(About(), ()), task.sheet)
        metadata = merged_metadata(reading.metadata, task.sheet, ())
        document = Document(
            id=task.document_id,
            path=stored_path(task.file.path),
            root=stored_path(task.file.root),
            sha256=task.sha256,
            size=task.file.size,
            modified=task.file.modified,
            pipeline=PIPELINE,
            read_at=now(),
            outcome=reading.outcome,
            reason=reading.reason,
            format=reading.format,
            version=task.version,
            sheet=task.sheet,
            metadata=metadata,
            access=merged_access(task.sheet, ()),
            about=recognition.about,
            evidence=recognition.evidence,
        )
        parts = merged_parts(reading.parts, reading.metadata, metadata)
        passages = stored_passages(task.document_id, recognition.passages)
        corrected = self._settlement.apply(Content(document, parts, tuple(passages)))
        content = corrected.content
        self._catalog.store(content.document, content.parts, content.passages, corrected.originals)

    @staticmethod
    def _note(report: Report, task: Task, reading: Reading, known_bad: set[str]) -> None:
        report.outcomes[reading.outcome] += 1
        report.pages += reading.metadata.pages or 0
        report.passages += len(reading.passages)
        if reading.outcome in QUARANTINE and task.document_id not in known_bad:
            report.quarantined.append((stored_path(task.file.path), reading.outcome, reading.reason))


def _passing(task: Task) -> bool:
    """Tell whether a file may well be readable at the next run: it cannot be opened now, or it is being written."""
    try:
        status = task.file.path.stat()
        with task.file.path.open("rb"):
            return (status.st_size, status.st_mtime_ns) != (task.file.size, task.file.modified)
    except OSError:
        return True


def _read_one(task: Task, reader: Reader, recognisers: WarmRecognisers) -> tuple[Reading, Recognition | None]:
    reading = reader.read(task.file.path)
    if reading.outcome in QUARANTINE:
        return reading, None
    metadata = merged_metadata(reading.metadata, task.sheet, ())
    try:
        return reading, recognisers.recognise((metadata, reading.parts, reading.passages))
    except RecognitionFailed as error:
        return replace(reading, outcome=error.outcome, reason=str(error)), None
