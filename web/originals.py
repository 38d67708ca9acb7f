"""The original file of a document: found, checked to be the one that was read, and never another."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from lessons.storage.rows import Document
from web import urls
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
HEAD = 100_000
INLINE = ("application/pdf", "text/plain")
"""Types that a browser may show: neither can run a script in the name of this page, which HTML could."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file to send: where it is, of which type, and whether the browser shows or saves it."""

    path: Path
    type: str
    inline: bool

    @property
    def name(self) -> str:
        """The file's name as a header can carry it: a line feed in it would be refused."""
        return "".join(letter if letter.isprintable() else "_" for letter in self.path.name)


def original(document: Document, *, anyway: bool = False) -> Original:
    """The file of a document; raises Gone where it is not, Changed where it is another by now, unless `anyway`."""
    text = ("Read its text instead", urls.document(document.id))
    path = _within(Path(document.path), Path(document.root))
    if path is None:
        raise Gone(_MOVED, [text])
    found = path.stat()
    if (found.st_size, found.st_mtime_ns) != (document.size, document.modified) and not anyway:
        raise Changed(
            f"The file has changed since it was read on {document.read_at[:10]}: what is quoted here may no longer "
            "stand in it. The next run of `lessons index` reads it again.",
            [("Open the file as it is now", urls.original(document.id, anyway=True)), text],
        )
    kind = TYPES.get(document.format or "", "application/octet-stream")
    charset = "; charset=utf-8" if kind.startswith("text/") and _is_utf8(path) else ""
    return Original(path, kind + charset, kind in INLINE)


def _is_utf8(path: Path) -> bool:
    """Tell whether a text begins as UTF-8; of another, a browser finds the character set better than we can here."""
    with path.open("rb") as file:
        beginning = file.read(HEAD)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return False
    return True


def _within(path: Path, root: Path) -> Path | None:
    """The real file, if it is one and lies in the folder that was indexed; a link that leads out is not followed."""
    try:
        real, folder = path.resolve(strict=True), root.resolve(strict=True)
    except OSError:
        return None
    return real if real.is_file() and real.is_relative_to(folder) else None


_MOVED = (
    "The original file is not where it was when it was read: it was moved, renamed or deleted, or its drive is not "
    "connected; or it is a link out of its folder. Its text is still here. The next run of `lessons index` looks again."
)
