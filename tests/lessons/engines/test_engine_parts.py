"""The parts of the embedded engines by themselves: files of arrays, posting lists, the cache, the directory, names."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from engine_reference import passage
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.engines.arrays import DamagedFileError, read_arrays, write_arrays
from lessons.engines.inverter import Inverter, Run
from lessons.engines.layout import PostingList, packed
from lessons.engines.postings import Cache, Postings
from lessons.engines.protocol import Engine
from lessons.engines.registry import engine
from lessons.errors import MissingLibrary, UnknownCode

ARRAYS = {
    "a": np.arange(5, dtype="<i4"),
    "nothing": np.empty(0, "<i8"),
    "flags": np.array([True, False]),
    "b": np.array([2**40], "<i8"),
}


def test_arrays_come_back_mapped_and_read_only(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x", ARRAYS, {"ä": ["\ud800", 1]})
    arrays, note = read_arrays(tmp_path / "x")
    assert note == {"ä": ["\ud800", 1]}
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].tolist() == array.tolist()
    with pytest.raises(ValueError, match="read-only"):
        arrays["a"][0] = 1


def test_arrays_are_not_written_over(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x", ARRAYS, None)
    with pytest.raises(FileExistsError):
        write_arrays(tmp_path / "x", ARRAYS, None)


@settings(deadline=None, max_examples=40)
@given(cut=st.integers(0, 10**6))
def test_a_cut_file_of_arrays_is_damaged(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path = tmp_path_factory.mktemp("arrays") / "x"
    write_arrays(path, ARRAYS, "note")
    content = path.read_bytes()
    path.write_bytes(content[: cut % len(content)])
    with pytest.raises(DamagedFileError):
        read_arrays(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" * 50, b"LSNARR1\n" + b"\xff" * 100, b"LSNARR1\n\x02\0\0\0\0\0\0\0{}" + b"\0" * 100]
)
def test_a_foreign_file_of_arrays_is_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(DamagedFileError):
        read_arrays(tmp_path / "x")


@settings(deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 2**31 - 1) | st.integers(0, 300),
        st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 300), min_size=1, max_size=20),
        min_size=1,
        max_size=40,
    )
)
def test_posting_lists_come_back(postings: dict[int, list[int]]) -> None:
    rows = sorted(postings)
    run = Run(
        "text",
        b"w",
        np.array(rows, np.uint32),
        np.array([len(postings[row]) for row in rows], np.uint32),
        np.array([position for row in rows for position in postings[row]], np.uint32),
    )
    found = PostingList(packed(run))
    assert found.rows().tolist() == rows
    assert found.frequencies().tolist() == [len(postings[row]) for row in rows]
    again = found.run("text", b"w")
    assert (again.rows.tolist(), again.positions.tolist()) == (rows, run.positions.tolist())
    wanted = np.array(sorted({*rows[::2], 7, 2**31 - 1}), np.int32)
    where, positions = found.occurrences(wanted)
    expected = [(row, position) for row in rows if row in wanted for position in postings[row]]
    assert list(zip(where.tolist(), positions.tolist(), strict=True)) == expected


def test_an_inverter_groups_by_field_and_sorts_by_bytes() -> None:
    inverter = Inverter()
    inverter.add(0, passage("a", "b a b", "b").fields)
    inverter.add(1, passage("b", "é a").fields)
    runs = [
        (run.field, run.term.decode(), run.rows.tolist(), run.frequencies.tolist(), run.positions.tolist())
        for run in inverter.runs()
    ]
    assert runs == [
        ("heading", "b", [0], [1], [0]),
        ("text", "a", [0, 1], [1, 1], [1, 1]),
        ("text", "b", [0], [2], [0, 2]),
        ("text", "é", [1], [1], [0]),
    ]


def postings(size: int) -> Postings:
    return Postings(np.zeros(size, np.int32), np.zeros(size, np.float32))


def test_the_cache_is_bounded_in_bytes_and_forgets_the_oldest() -> None:
    cache = Cache(limit=10_000)
    for number in range(100):
        cache.get(("text", str(number)), lambda: postings(100))
        cache.get(("text", "0"), lambda: postings(100))
        assert cache.bytes <= 10_000
    loads: list[int] = []
    cache.get(("text", "0"), lambda: loads.append(1) or postings(1))  # type: ignore[func-returns-value]
    assert loads == []
    cache.get(("text", "1"), lambda: loads.append(1) or postings(1))  # type: ignore[func-returns-value]
    assert loads == [1]


def test_what_is_larger_than_the_cache_is_not_kept() -> None:
    cache = Cache(limit=1_000)
    assert len(cache.get(("text", "x"), lambda: postings(10_000)).rows) == 10_000
    assert cache.bytes == 0


def test_the_cache_counts_right_from_many_threads() -> None:
    cache = Cache(limit=20_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: cache.get(("text", str(i % 37)), lambda: postings(i % 37)), range(5_000)))
    assert 0 < cache.bytes <= 20_000


def test_a_build_is_durable(any_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: set[int] = set()
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    any_engine.build(tmp_path / "i", [passage("a", "x")])
    assert synced >= {path.stat().st_ino for path in [tmp_path / "i", *(tmp_path / "i").rglob("*")]}


def test_an_unknown_engine_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownCode, match=r"'lucene'.*whoosh, tantivy"):
        engine("lucene")


def test_a_missing_library_names_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(MissingLibrary, match=r"pip install 'lessons\[tantivy\]'"):
        engine("tantivy")
    assert engine("whoosh").name == "whoosh"
