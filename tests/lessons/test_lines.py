"""Sorted tables in a file: what is looked up there is what was written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.lines import Merged, beginning, read_tables, write_tables

KEYS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\t\n\r"), max_size=4)
TABLE = st.dictionaries(KEYS, st.integers(0, 9), max_size=30)


@given(TABLE, TABLE, st.lists(KEYS))
def test_tables_come_back(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, int], other: dict[str, int], asked: list[str]
) -> None:
    path = tmp_path_factory.mktemp("tables") / "t.tsv"
    rows = {name: ((key, str(value)) for key, value in table.items()) for name, table in (("a", one), ("b", other))}
    write_tables(path, rows, {"told": 3})
    tables, about = read_tables(path, {"a": int, "b": int})
    assert about == {"told": 3}
    for name, table in (("a", one), ("b", other)):
        found = tables[name]
        assert dict(found) == table and list(found) == sorted(table) and len(found) == len(table)
        for key in asked:
            assert found.get(key) == table.get(key) and (key in found) == (key in table)
            assert beginning(found, key[:1]) == beginning(table, key[:1])
    merged = Merged([tables["a"], tables["b"]], sum)
    assert dict(merged) == {key: one.get(key, 0) + other.get(key, 0) for key in {*one, *other}}
    assert all(beginning(merged, key[:1]) == sorted(k for k in merged if k.startswith(key[:1])) for key in asked)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    write_tables(path, {"a": [("police", "3")]}, {})
    path.write_bytes(path.read_bytes().replace(b"police", b"polize"))
    with pytest.raises(ValueError, match="not what was written"):
        read_tables(path, {"a": int})
