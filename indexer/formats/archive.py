"""ZIP containers, which Office files are: what is inside, and whether it may be unpacked."""

import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from indexer.formats.source import Limits, Rejected

Kind = Literal["docx", "pptx", "xlsx", "odt", "ods", "odp", "epub", "visio", "strict", "encrypted", "zip", "damaged"]

_MAGIC = b"PK\x03\x04"
_BLOCK = 1 << 20
_SMALL = 10_000_000  # an archive that unpacks to less is no danger, whatever its ratio: XML packs 50 to 1 and better
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_OFFICE: tuple[tuple[bytes, Kind], ...] = (
    (b"wordprocessingml.document.main", "docx"), (b"wordprocessingml.template.main", "docx"),
    (b"ms-word.document.macroEnabled.main", "docx"), (b"ms-word.template.macroEnabledTemplate.main", "docx"),
    (b"presentationml.presentation.main", "pptx"), (b"presentationml.slideshow.main", "pptx"),
    (b"presentationml.template.main", "pptx"), (b"ms-powerpoint.", "pptx"),
    (b"spreadsheetml.", "xlsx"), (b"ms-excel.", "xlsx"), (b"visio", "visio"),
)  # fmt: skip
_OPEN_DOCUMENT: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", "odt"), (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"), (b"application/epub+zip", "epub"),
)  # fmt: skip


def kind(head: bytes, path: Path) -> Kind | None:
    """What a ZIP container holds; None when the file is none."""
    if not head.startswith(_MAGIC):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            return _kind(archive)
    except _UNREADABLE:
        return "damaged"


def _kind(archive: zipfile.ZipFile) -> Kind:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = _beginning(archive, "[Content_Types].xml")
        found = _first(_OFFICE, lambda mark: mark in types)
        return "strict" if found in {"docx", "pptx"} and _is_strict(archive, names) else found
    if "mimetype" in names:
        declared = _beginning(archive, "mimetype")
        found = _first(_OPEN_DOCUMENT, declared.strip().startswith)
        manifest = _beginning(archive, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        return "encrypted" if b"encryption-data" in manifest else found
    return "zip"


def _first(marks: Sequence[tuple[bytes, Kind]], holds: Callable[[bytes], bool]) -> Kind:
    return next((found for mark, found in marks if holds(mark)), "zip")


def _is_strict(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Strict Open XML has other namespaces, which python-docx and python-pptx do not know."""
    relations = _beginning(archive, "_rels/.rels") if "_rels/.rels" in names else b""
    return b"purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" in relations


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_BLOCK)


def check(path: Path, limits: Limits) -> None:
    """Reject a container that is encrypted or would unpack to more than the limits, as declared and as it really is.

    python-docx needs 1.2 GB for a file of 390 KB that unpacks to 400 MB.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise Rejected("an encrypted file: remove the password")
            if len(members) > limits.archive_members:
                raise Rejected(f"it holds {len(members):,} members, more than {limits.archive_members:,}")
            _check_size(sum(member.file_size for member in members), path, limits)
            _check_size(_real_size(archive, members, limits), path, limits)
    except _UNREADABLE as error:
        raise Rejected(f"a damaged file: {error}; save it again") from error


def _check_size(size: int, path: Path, limits: Limits) -> None:
    packed = max(path.stat().st_size, 1)
    if size > limits.archive_bytes:
        raise Rejected(f"it unpacks to more than {limits.archive_bytes // 1_000_000} MB")
    if size > _SMALL and size > limits.archive_ratio * packed:
        raise Rejected(f"it unpacks to {size // packed} times its size, more than {limits.archive_ratio} times")


def _real_size(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> int:
    """The bytes that really come out, counted until they are too many; a damaged picture does not matter here."""
    size = 0
    for member in members:
        try:
            with archive.open(member) as stream:
                while size <= limits.archive_bytes and (block := stream.read(_BLOCK)):
                    size += len(block)
        except _UNREADABLE:
            continue
    return size
