import zipfile
from pathlib import Path

import pytest

from indexer.formats.archive import check, kind
from indexer.formats.source import Limits, Rejected


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"[Content_Types].xml": b'ContentType="x.wordprocessingml.document.main+xml"'}, "docx"),
        ({"[Content_Types].xml": b'ContentType="x.spreadsheetml.sheet.main+xml"'}, "xlsx"),
        (
            {"[Content_Types].xml": b'ContentType="application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"'},
            "pptx",
        ),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "odt"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"encryption-data"},
            "encrypted",
        ),
        ({"mimetype": b"application/epub+zip"}, "epub"),
        ({"a.txt": b"text"}, "zip"),
    ],
)
def test_what_a_container_holds(tmp_path: Path, members: dict[str, bytes], expected: str) -> None:
    path = packed(tmp_path / "a", members)
    assert kind(path.read_bytes()[:100], path) == expected


def test_other_files_and_damaged_containers(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"PK\x03\x04 and no more")
    assert kind(path.read_bytes(), path) == "damaged"
    assert kind(b"text", path) is None


def test_bombs_are_rejected_before_they_are_parsed(tmp_path: Path) -> None:
    bomb = packed(tmp_path / "bomb", {"a.xml": bytes(20_000_000)})
    with pytest.raises(Rejected, match="times its size"):
        check(bomb, Limits())
    with pytest.raises(Rejected, match="more than 10 MB"):
        check(bomb, Limits(archive_bytes=10_000_000))
    many = packed(tmp_path / "many", {str(number): b"" for number in range(20)})
    with pytest.raises(Rejected, match="20 members, more than 10"):
        check(many, Limits(archive_members=10))


def test_the_real_size_counts_not_the_declared_one(tmp_path: Path) -> None:
    path = packed(tmp_path / "liar", {"a.xml": bytes(20_000_000)})
    size = (20_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1_000).to_bytes(4, "little")))
    check(path, Limits())  # what is read ends at the declared size: the lie does no harm


def test_encrypted_members_are_rejected(tmp_path: Path) -> None:
    path = packed(tmp_path / "secret", {"a.xml": b"text"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(Rejected, match="remove the password"):
        check(path, Limits())
