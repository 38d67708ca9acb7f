"""Generations of an engine that updates: the base stays as it is, unchanged segments are linked, small ones merged."""

import random
import shutil
from pathlib import Path

import pytest
from engine_reference import exact, passage, term

from lessons.engines import build
from lessons.engines.build import to_rewrite
from lessons.engines.protocol import Answer, Engine, Request
from lessons.engines.registry import ENGINES, engine
from lessons.errors import IndexMismatch

FIRST = [passage(f"p{i}", f"war peace w{i}", date=20000000 + i, country="LBR") for i in range(20)]


def ask(engine: Engine, directory: Path, **options: object) -> Answer:
    index = engine.open(directory)
    try:
        return index.search(Request(term("war"), limit=100, facets=("country",), **options))  # type: ignore[arg-type]
    finally:
        index.close()


def contents(directory: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_ino, path.read_bytes()) for path in directory.iterdir()}


def segments(directory: Path) -> set[str]:
    return {path.name for path in directory.glob("*.trm")}


def test_the_base_stays_and_may_be_in_use(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST)
    before = contents(tmp_path / "g1")
    served = updating_engine.open(tmp_path / "g1")
    old = served.search(Request(term("war"), limit=50))
    updating_engine.build(tmp_path / "g2", [passage("p3", "war anew")], base=tmp_path / "g1", removed={"p3", "p4"})
    assert contents(tmp_path / "g1") == before
    assert served.search(Request(term("war"), limit=50)) == old
    assert served.search(Request(exact("war peace"), limit=50)).total == 20
    served.close()
    new = ask(updating_engine, tmp_path / "g2")
    assert new.total == 19
    assert {hit.id: hit.record for hit in new.hits}["p3"] == b"p3"
    assert "p4" not in {hit.id for hit in new.hits}


def test_unchanged_segments_are_linked(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST)
    updating_engine.build(tmp_path / "g2", [passage("new", "war")], base=tmp_path / "g1")
    (name,) = segments(tmp_path / "g1")
    assert (tmp_path / "g2" / name).stat().st_ino == (tmp_path / "g1" / name).stat().st_ino
    assert len(segments(tmp_path / "g2")) == 2


def test_where_links_are_impossible_files_are_copied(
    updating_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    updating_engine.build(tmp_path / "g1", FIRST)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    updating_engine.build(tmp_path / "g2", [passage("new", "war")], base=tmp_path / "g1")
    assert ask(updating_engine, tmp_path / "g2").total == 21


def test_the_base_may_go_away_later(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST)
    updating_engine.build(tmp_path / "g2", [], base=tmp_path / "g1", removed={"p0"})
    shutil.rmtree(tmp_path / "g1")
    assert ask(updating_engine, tmp_path / "g2").total == 19


def test_a_seeded_random_does_not_make_segments_overwrite_each_other(updating_engine: Engine, tmp_path: Path) -> None:
    """Whoosh names segments by `random`; a name that repeats would empty the base through its link."""
    for number in range(4):
        random.seed(1)
        updating_engine.build(
            tmp_path / f"g{number}",
            [passage(f"n{number}", "war")],
            base=tmp_path / f"g{number - 1}" if number else None,
        )
    assert [ask(updating_engine, tmp_path / f"g{number}").total for number in range(4)] == [1, 2, 3, 4]


def test_unknown_ids_are_nothing_to_remove(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST, removed={"never"})
    updating_engine.build(tmp_path / "g2", [], base=tmp_path / "g1", removed={"never", "p1"})
    updating_engine.build(tmp_path / "g3", [], base=tmp_path / "g2", removed={"p1"})
    assert ask(updating_engine, tmp_path / "g3").total == 19


def test_all_may_be_removed_and_come_back(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST)
    updating_engine.build(tmp_path / "g2", [], base=tmp_path / "g1", removed={one.id for one in FIRST})
    answer = ask(updating_engine, tmp_path / "g2")
    assert (answer.total, answer.hits, answer.facets) == (0, (), {"country": {}})
    assert segments(tmp_path / "g2") == set()
    updating_engine.build(tmp_path / "g3", FIRST, base=tmp_path / "g2")
    assert ask(updating_engine, tmp_path / "g3").total == 20


def test_many_small_segments_are_merged(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g0", FIRST)
    for number in range(1, 31):
        updating_engine.build(
            tmp_path / f"g{number}", [passage(f"n{number}", "war", country="MLI")], base=tmp_path / f"g{number - 1}"
        )
        assert len(segments(tmp_path / f"g{number}")) <= build.MOST_SMALL + 1
    answer = ask(updating_engine, tmp_path / "g30")
    assert (answer.total, answer.facets) == (50, {"country": {"LBR": 20, "MLI": 30}})


def test_a_segment_that_lost_much_is_written_anew(updating_engine: Engine, tmp_path: Path) -> None:
    updating_engine.build(tmp_path / "g1", FIRST)
    few, many = {f"p{i}" for i in range(5)}, {f"p{i}" for i in range(5, 10)}
    updating_engine.build(tmp_path / "g2", [], base=tmp_path / "g1", removed=few)
    assert segments(tmp_path / "g2") == segments(tmp_path / "g1")
    updating_engine.build(tmp_path / "g3", [], base=tmp_path / "g2", removed=many)
    assert segments(tmp_path / "g3").isdisjoint(segments(tmp_path / "g2"))
    assert ask(updating_engine, tmp_path / "g3").total == 10


def test_what_is_rewritten() -> None:
    assert to_rewrite([100, 50], [100, 50]) == set()
    assert to_rewrite([100, 50], [71, 30]) == {1}
    assert to_rewrite([100, 50], [0, 50]) == {0}
    assert to_rewrite([50_000, *[3] * 12], [50_000, *[3] * 12]) == set()
    assert to_rewrite([50_000, 900, *[3] * 12], [50_000, 900, *[3] * 12]) == set(range(2, 11))
    assert to_rewrite([50_000] * 30, [50_000] * 30) == set()


def test_a_long_build_closes_segments(updating_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updating_engine.build(tmp_path / "one", FIRST)
    monkeypatch.setattr(build, "SEGMENT_WORDS", 10)
    updating_engine.build(tmp_path / "many", FIRST)
    assert len(segments(tmp_path / "many")) == 5
    assert ask(updating_engine, tmp_path / "many") == ask(updating_engine, tmp_path / "one")
    assert ask(updating_engine, tmp_path / "many", sort="oldest") == ask(
        updating_engine, tmp_path / "one", sort="oldest"
    )


def test_the_base_must_be_an_index_of_the_engine(updating_engine: Engine, tmp_path: Path) -> None:
    for name in set(ENGINES) - {updating_engine.name}:
        engine(name).build(tmp_path / name, FIRST)
        with pytest.raises(IndexMismatch, match="lessons reindex"):
            updating_engine.build(tmp_path / f"from-{name}", [], base=tmp_path / name)
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        updating_engine.build(tmp_path / "g", [], base=tmp_path / "nothing")
    assert not (tmp_path / "g").exists()


def test_an_engine_without_updates_refuses_a_base(whole_engine: Engine, tmp_path: Path) -> None:
    whole_engine.build(tmp_path / "g1", FIRST)
    with pytest.raises(ValueError, match="whole"):
        whole_engine.build(tmp_path / "g2", [], base=tmp_path / "g1")
