"""A writer of OLE compound files, small enough to read: every stream is short, directory entries form one chain."""

import struct
from collections.abc import Mapping

_SECTOR, _MINI, _LARGEST_MINI = 512, 64, 4095
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2
Storage = Mapping[str, "bytes | Storage"]


class _Chains:
    """Sectors of one size and the table that chains them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.sectors: list[bytes] = []
        self.table: list[int] = []

    def store(self, content: bytes) -> int:
        """Store content in sectors of its own; the first one's number."""
        first = len(self.sectors)
        pieces = [content[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(content), self.size)]
        self.sectors += pieces
        self.table += [*range(first + 1, first + len(pieces)), _END] if pieces else []
        return first if pieces else _END


class _Entry:
    """A line of the directory."""

    def __init__(self, name: str, kind: int, content: bytes) -> None:
        self.name, self.kind, self.content = name, kind, content
        self.right = self.child = _FREE

    def packed(self, start: int) -> bytes:
        """The line, its content stored from a sector on."""
        name = (self.name + "\0").encode("utf-16-le")
        places = (_FREE, self.right, self.child, b"", 0, 0, 0, start, len(self.content))
        return struct.pack("<64sHBBIII16sIQQIQ", name, len(name), self.kind, 1, *places)


def compound(root: Storage) -> bytes:
    """The bytes of a compound file with these streams and storages."""
    entries: list[_Entry] = []
    _enter("Root Entry", _ROOT, root, entries)
    mini, main = _Chains(_MINI), _Chains(_SECTOR)
    starts = [mini.store(entry.content) for entry in entries]
    entries[0].content = b"".join(mini.sectors)
    starts[0] = main.store(entries[0].content)
    directory = main.store(b"".join(entry.packed(start) for entry, start in zip(entries, starts, strict=True)))
    short = main.store(struct.pack(f"<{len(mini.table)}I", *mini.table).ljust(_SECTOR, b"\xff"))
    table = [*main.table, _FAT, *[_FREE] * (127 - len(main.table))]
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    fixed = struct.pack("<8s16sHHHHH6xI", magic, b"", 0x3E, 3, 0xFFFE, 9, 6, 0)
    places = struct.pack("<9I", 1, directory, 0, _LARGEST_MINI + 1, short, 1, _END, 0, len(main.sectors))
    header = (fixed + places).ljust(_SECTOR, b"\xff")
    return header + b"".join(main.sectors) + struct.pack("<128I", *table)


def _enter(name: str, kind: int, value: "bytes | Storage", entries: list[_Entry]) -> int:
    """Enter a stream or storage and what it holds; its position."""
    position = len(entries)
    entries.append(_Entry(name, kind, value if isinstance(value, bytes) else b""))
    assert len(entries[-1].content) <= _LARGEST_MINI
    before: _Entry | None = None
    for key, inner in () if isinstance(value, bytes) else value.items():
        child = _enter(key, _STREAM if isinstance(inner, bytes) else _STORAGE, inner, entries)
        if before is None:
            entries[position].child = child
        else:
            before.right = child
        before = entries[child]
    return position
