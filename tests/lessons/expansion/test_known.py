"""The acronyms of the vocabularies, beside the index and without it."""

from pathlib import Path

from lessons.expansion.known import FILE, known_acronyms, read_known, write_known


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_known(tmp_path)
    assert read_known(tmp_path) == known_acronyms()
    lines = (tmp_path / FILE).read_text().split("\n")
    (tmp_path / FILE).write_text("\n".join(lines[:3]))
    assert read_known(tmp_path) == known_acronyms()[:2]


def test_of_other_tables_or_damaged_it_does_not_count(tmp_path: Path) -> None:
    assert read_known(tmp_path) == known_acronyms()
    write_known(tmp_path)
    (tmp_path / FILE).write_text((tmp_path / FILE).read_text().replace("\t", "1\t", 1))
    assert read_known(tmp_path) == known_acronyms()
    (tmp_path / FILE).write_bytes(b"\xff")
    assert read_known(tmp_path) == known_acronyms()
