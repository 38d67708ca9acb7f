"""Files that are no document we read: what they are, in words, and how to mend it."""

import json
import re
from pathlib import Path

from indexer.formats.archive import kind

_SAVE = "save it as .docx or PDF"
_IMAGE = "an image: make a PDF of it"
_PACKED = "a packed archive: unpack it and index the folder"
_MEDIA = "a sound or film recording: index its transcript"
_PROGRAM = "a program"

_CONTAINERS = {
    "xlsx": "an Excel workbook: save what is to be found as .docx or PDF",
    "ods": "an OpenDocument spreadsheet: save what is to be found as .odt or PDF",
    "odp": "an OpenDocument presentation: save it as .pptx or PDF",
    "epub": "an e-book: save it as HTML or PDF",
    "visio": "a Visio drawing: save it as PDF",
    "strict": "an Office file in the strict form: save it as an ordinary .docx or .pptx",
    "encrypted": "an encrypted OpenDocument file: remove the password",
    "zip": _PACKED,
    "damaged": "a damaged Office file or ZIP archive: save it again",
}
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", _IMAGE), (0, b"\x89PNG", _IMAGE), (0, b"GIF8", _IMAGE), (0, b"II*\x00", _IMAGE),
    (0, b"MM\x00*", _IMAGE), (0, b"BM", _IMAGE), (8, b"WEBP", _IMAGE), (40, b" EMF", _IMAGE), (0, b"8BPS", _IMAGE),
    (0, b"\xd7\xcd\xc6\x9a", _IMAGE), (4, b"ftypheic", _IMAGE), (0, b"\x00\x00\x00\x0cjP", _IMAGE),
    (0, b"ID3", _MEDIA), (0, b"\xff\xfb", _MEDIA), (0, b"\xff\xf3", _MEDIA), (4, b"ftyp", _MEDIA), (0, b"OggS", _MEDIA),
    (0, b"fLaC", _MEDIA), (8, b"WAVE", _MEDIA), (8, b"AVI ", _MEDIA), (0, b"\x1aE\xdf\xa3", _MEDIA),
    (0, b"\x1f\x8b", _PACKED), (0, b"BZh", _PACKED), (0, b"\xfd7zXZ", _PACKED), (0, b"7z\xbc\xaf", _PACKED),
    (0, b"Rar!", _PACKED), (257, b"ustar", _PACKED), (0, b"\x28\xb5\x2f\xfd", _PACKED), (0, b"PK\x05\x06", _PACKED),
    (0, b"\x7fELF", _PROGRAM), (0, b"MZ", _PROGRAM), (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"SQLite format 3", "a database"),
    (0, b"{\\rtf", f"a Rich Text (.rtf) file: {_SAVE}"), (0, b"\xdb\xa5", f"an old Word .doc file: {_SAVE}"),
    (0, b"\x31\xbe\x00\x00", f"an old Write or Word file: {_SAVE}"), (0, b"\xffWPC", f"a WordPerfect file: {_SAVE}"),
    (0, b"%!PS", "a PostScript file: make a PDF of it"),
    (0, b"\xc5\xd0\xd3\xc6", "a PostScript file: make a PDF of it"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams, in order: an encrypted file or an old Word file may hold workbooks, not the other way round.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "an encrypted Office file: remove the password"),
    ("WordDocument", f"an old Word .doc file: {_SAVE}"),
    ("PowerPoint Document", "an old PowerPoint .ppt file: save it as .pptx or PDF"),
    ("Workbook", "an old Excel workbook: save what is to be found as .docx or PDF"),
    ("Book", "an old Excel workbook: save what is to be found as .docx or PDF"),
    ("MatOST", f"a Works file: {_SAVE}"), ("CONTENTS", f"a Works or Publisher file: {_SAVE}"),
    ("VisioDocument", "a Visio drawing: save it as PDF"),
)  # fmt: skip
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b|(?:\xef\xbb\xbf)?\s*<(?:rss|feed|svg)\b")
_WORD_XML = re.compile(rb"progid=\"Word\.Document\"|schemas\.microsoft\.com/office/word/2003")
_DATA_NAMES = {".csv", ".tsv", ".json", ".jsonl", ".xml", ".ipynb", ".yaml", ".yml", ".ini", ".log", ".css", ".js"}
_LARGEST_JSON = 5_000_000
_LARGEST_SEARCHED = 100_000_000


def foreign_binary(head: bytes, path: Path) -> str | None:
    """What a binary file is that no format accepted, and the mend; None when it is unknown."""
    container = kind(head, path)
    if container is not None:
        return _CONTAINERS.get(container)
    if head.startswith(_OLE):
        return _ole(path)
    return next(
        (words for at, mark, words in _SIGNATURES if head[at : at + len(mark)] == mark and _sure(mark, head)), None
    )


def foreign_text(head: bytes, path: Path) -> str | None:
    """What a text file is that is data, not prose; web pages are asked before."""
    if _WORD_XML.search(head):
        return f"an old Word XML document: {_SAVE}"
    if _XML.match(head):
        return "an XML data file, not a document"
    if head.lstrip()[:1] in {b"{", b"["} and _is_json(path):
        return "a JSON data file, not a document"
    if path.suffix.lower() in _DATA_NAMES:
        return f"a data file by its name ({path.suffix.lower()}), not a document: rename it to .txt if it is prose"
    return None


def has_stream(head: bytes, path: Path, name: str) -> bool:
    """Tell whether an OLE container's directory names a stream, as old Office and Outlook files do.

    The names are sought in the bytes: a fuzzed directory that no library can follow still names its streams.
    """
    return head.startswith(_OLE) and _encoded(name) in _content(path)


def _ole(path: Path) -> str:
    content = _content(path)
    return next(
        (words for name, words in _STREAMS if _encoded(name) in content), f"an old or damaged Office file: {_SAVE}"
    )


def _encoded(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST_SEARCHED)


def _sure(mark: bytes, head: bytes) -> bool:
    """Two letters are no proof: "BM" and "MZ" may begin a text."""
    return len(mark) > 2 or b"\x00" in head[:64]  # noqa: PLR2004


def _is_json(path: Path) -> bool:
    if path.stat().st_size > _LARGEST_JSON:
        return False
    try:
        json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return False
    return True
