"""The original file of a document: found, checked to be the one that was read, and never another."""

from dataclasses import dataclass
from pathlib import Path

from lessons.storage.rows import Document
from web.errors import Changed, Gone

TYPES = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "text": "text/plain",
    "txt": "text/plain",
    "markdown": "text/plain",
    "md": "text/plain",
}
INLINE = ("application/pdf", "text/plain")
"""Types that a browser may show: neither can run a script in the name of this page, which HTML could."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file to send: where it is, of which type, and whether the browser shows or saves it."""

    path: Path
    type: str
    inline: bool


def original(document: Document, *, anyway: bool = False) -> Original:
    """The file of a document; raises Gone where it is not, Changed where it is another by now, unless `anyway`."""
    path = _within(Path(document.path), Path(document.root))
    found = path.stat()
    if (found.st_size, found.st_mtime_ns) != (document.size, document.modified) and not anyway:
        raise Changed(
            f"The file has changed since it was read on {document.read_at[:10]}: what the collection quotes may no longer "
            "stand in it. The next run of `lessons index` reads it again."
        )
    kind = TYPES.get(document.format or "", "application/octet-stream")
    return Original(path, kind, kind in INLINE)


def _within(path: Path, root: Path) -> Path:
    """The real file, if it is one and lies in the folder that was indexed; a link that leads out is not followed."""
    try:
        real, folder = path.resolve(strict=True), root.resolve(strict=True)
    except OSError as error:
        raise Gone(_MOVED) from error
    if not real.is_file() or (real != folder and not real.is_relative_to(folder)):
        raise Gone(_MOVED)
    return real


_MOVED = (
    "The original file is not where it was when it was read: it was moved, renamed or deleted, or its drive is not "
    "connected. Its text is still here. The next run of `lessons index` finds it again."
)
