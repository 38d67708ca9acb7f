"""The plan of a run: what is new, changed, moved, gone or unchanged, and what must be protected from removal."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.scan import FoundFile, fingerprint, stored_path
from lessons.storage.rows import Document

UNREADABLE = "unreadable:"
"""Before the reason, in the place of the fingerprint of a file that cannot be opened."""
MOST_MISSING = 0.05
"""Share of a root's known files that may be missing before removal is refused: more looks like an unmounted share."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its document's id, fingerprint, row of the metadata sheet, and version."""

    file: FoundFile
    document_id: str
    sha256: str
    sheet: Mapping[str, str]
    version: int = 1


@dataclass(slots=True)
class Plan:
    """What a run will do.

    `protected` tells for each root, in words, why nothing is removed from it; `notes` what a person should check.
    """

    read: list[Task] = field(default_factory=list)
    moved: list[tuple[str, FoundFile]] = field(default_factory=list)
    gone: list[Document] = field(default_factory=list)
    unchanged: int = 0
    vanished: int = 0
    protected: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """The plan in numbers."""
        return {
            "to_read": len(self.read),
            "moved": len(self.moved),
            "to_remove": len(self.gone),
            "unchanged": self.unchanged,
        }


SheetRow = Callable[[FoundFile], Mapping[str, str]]


class Planner:
    """Compares the files found with the catalog; deterministic: the same files give the same ids in any order."""

    def __init__(self, known: Sequence[Document], sheet_row: SheetRow, pipeline: str, *, force: bool = False) -> None:
        self._present = {document.path: document for document in known if document.removed_at is None}
        self._taken = {document.id for document in known}
        self._by_content: dict[str, list[Document]] = defaultdict(list)
        for document in known:
            self._by_content[document.sha256].append(document)
        self._sheet_row, self._pipeline, self._force = sheet_row, pipeline, force

    def plan(self, roots: Mapping[Path, Sequence[FoundFile]], *, allow_removals: bool = False) -> Plan:
        """Plan a run over these roots and the files found in each (none for a root that is missing)."""
        plan = Plan()
        found = {stored_path(file.path): file for files in roots.values() for file in files}
        missing = [
            document for document in self._present.values() if document.path not in found and _under(document, roots)
        ]
        movable = {document.id: document for document in missing}
        for path in sorted(found):
            self._place(plan, found[path], movable)
        for root, files in roots.items():
            self._remove(
                plan, root, files, [document for document in missing if document.id in movable], allow=allow_removals
            )
        protected = [Path(root) for root in plan.protected]  # one root may lie in another
        plan.gone = [document for document in plan.gone if not _under(document, protected)]
        return plan

    def _place(self, plan: Plan, file: FoundFile, movable: dict[str, Document]) -> None:
        known = self._present.get(stored_path(file.path))
        row = self._sheet_row(file)
        if known and _untouched(known, file) and self._current(known, row) and not known.sha256.startswith(UNREADABLE):
            plan.unchanged += 1
            return
        try:
            sha256 = fingerprint(file.path)
        except FileNotFoundError:
            plan.vanished += 1
            return
        except OSError as error:
            sha256 = f"{UNREADABLE}{error.strerror}"
        if known:
            self._place_known(plan, file, known, sha256, row)
        else:
            self._place_new(plan, file, sha256, row, movable)

    def _current(self, known: Document, row: Mapping[str, str]) -> bool:
        return not self._force and known.pipeline == self._pipeline and dict(known.sheet) == dict(row)

    def _place_known(self, plan: Plan, file: FoundFile, known: Document, sha256: str, row: Mapping[str, str]) -> None:
        if known.sha256 == sha256 and self._current(known, row):
            if _untouched(known, file):
                plan.unchanged += 1  # still unreadable
            else:
                plan.moved.append((known.id, file))  # touched, its bytes unchanged
        else:
            version = known.version + (known.sha256 != sha256)
            plan.read.append(Task(file, known.id, sha256, row, version))

    def _place_new(
        self, plan: Plan, file: FoundFile, sha256: str, row: Mapping[str, str], movable: dict[str, Document]
    ) -> None:
        same = sorted(self._by_content[sha256], key=lambda document: document.id)
        renamed = next((document for document in same if document.id in movable), None)
        returned = next((document for document in same if document.removed_at), None)
        if renamed:
            del movable[renamed.id]
            if self._current(renamed, row):
                plan.moved.append((renamed.id, file))
            else:
                plan.read.append(Task(file, renamed.id, sha256, row, renamed.version))
        elif returned:
            self._by_content[sha256].remove(returned)
            plan.read.append(Task(file, returned.id, sha256, row, returned.version))
        else:
            plan.read.append(Task(file, self._mint(sha256, file), sha256, row))

    def _mint(self, sha256: str, file: FoundFile) -> str:
        """Twelve characters of the fingerprint; an exact copy gets a number behind."""
        base = (
            sha256[:12]
            if not sha256.startswith(UNREADABLE)
            else hashlib.sha256(str(file.path).encode()).hexdigest()[:12]
        )
        identity, number = base, 2
        while identity in self._taken:
            identity, number = f"{base}.{number}", number + 1
        self._taken.add(identity)
        return identity

    def _remove(
        self, plan: Plan, root: Path, files: Sequence[FoundFile], missing: Sequence[Document], *, allow: bool
    ) -> None:
        gone = [document for document in missing if _under(document, [root])]
        known = sum(_under(document, [root]) for document in self._present.values())
        reason = _protection(root, known, len(gone), files)
        if reason and not allow:
            plan.protected[str(root)] = reason
        else:
            plan.gone += [document for document in gone if document not in plan.gone]


def _protection(root: Path, known: int, gone: int, files: Sequence[FoundFile]) -> str:
    """Why removal would be a risk, empty where it is not."""
    if not gone:
        return ""
    if not root.exists():
        return f"{root} is missing, with {known} known files"
    if not files:
        return f"{root} is empty, with {known} known files"
    if gone > MOST_MISSING * known:
        return f"{root} lacks {gone} of its {known} known files"
    return ""


def _untouched(known: Document, file: FoundFile) -> bool:
    return (known.size, known.modified) == (file.size, file.modified)


def _under(document: Document, roots: Iterable[Path]) -> bool:
    path = Path(document.path)
    return any(path.is_relative_to(stored_path(root)) for root in roots)
