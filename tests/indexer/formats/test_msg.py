import struct
from pathlib import Path

import pytest
from compound import Storage, compound

from indexer.formats.registry import read
from indexer.formats.source import Block, Limits, Rejected, Source

_TEXT, _BINARY, _TIME = 0x1F, 0x102, 0x40


def properties(header: bytes, values: dict[tuple[int, int], bytes]) -> Storage:
    streams = {
        f"__substg1.0_{number:04X}{kind:04X}": value for (number, kind), value in values.items() if kind != _TIME
    }
    entries = b"".join(
        struct.pack("<HHI", kind, number, 6) + (value if kind == _TIME else struct.pack("<Q", len(value)))
        for (number, kind), value in values.items()
    )
    return {"__properties_version1.0": header + entries, **streams}


def text(value: str) -> bytes:
    return value.encode("utf-16-le")


def message(values: dict[tuple[int, int], bytes], attachments: dict[str, bytes] | None = None) -> bytes:
    attachments = attachments or {}
    storages = {
        f"__attach_version1.0_#{number:08X}": properties(
            bytes(8), {(0x3707, _TEXT): text(name), (0x3701, _BINARY): content}
        )
        for number, (name, content) in enumerate(attachments.items())
    }
    return compound({**properties(struct.pack("<8x4I8x", 0, 0, 0, len(attachments)), values), **storages})


def read_message(tmp_path: Path, content: bytes) -> Source:
    path = tmp_path / "a.msg"
    path.write_bytes(content)
    return read(path, Limits())


SUBJECT, BODY, HTML, SENDER, SENT = (0x37, _TEXT), (0x1000, _TEXT), (0x1013, _BINARY), (0x0C1A, _TEXT), (0x39, _TIME)


def test_subject_body_sender_date_and_attachments(tmp_path: Path) -> None:
    sent = struct.pack("<Q", (1335859200 + 11644473600) * 10_000_000)
    values = {SUBJECT: text("Leçons"), BODY: text("Plan early.\r\n"), SENDER: text("Ann Other"), SENT: sent}
    source = read_message(tmp_path, message(values, {"annex.txt": b"The annex holds more.", "mail.msg": b""}))
    assert source.format == "msg"
    assert source.blocks == [
        Block("Leçons", "title"), Block("Plan early."), Block("Attachment: annex.txt", "part"),
        Block("The annex holds more."),
    ]  # fmt: skip
    assert (source.hints["title"], source.hints["date"]) == ("Leçons", "2012-05-01")
    assert [reason.split(":")[0] for reason in source.cut] == ["attachment mail.msg"]


def test_html_where_there_is_no_plain_body(tmp_path: Path) -> None:
    page = b"<html><body><p>The page alone tells the lesson.</p></body></html>"
    assert read_message(tmp_path, message({SUBJECT: text("S"), HTML: page})).blocks[1:] == [
        Block("The page alone tells the lesson.")
    ]


def test_a_body_in_rich_text_alone_is_named(tmp_path: Path) -> None:
    assert "Rich Text" in read_message(tmp_path, message({SUBJECT: text("S")})).cut[0]


def test_damage_is_rejected(tmp_path: Path) -> None:
    whole = message({SUBJECT: text("S"), BODY: text("B")})
    with pytest.raises(Rejected, match="damaged Outlook mail"):
        read_message(tmp_path, whole[:600] + text("__properties_version1.0") + bytes(99))
