"""The law of `lessons.engines.protocol`, sentence by sentence, for every engine."""

import gc
import json
import stat
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from engine_reference import both, either, exact, passage, term

from lessons.engines.clause import (
    AtLeast,
    Clause,
    Codes,
    Everything,
    Exact,
    Nothing,
    Term,
    Variant,
    Without,
    Years,
)
from lessons.engines.protocol import Engine, Filter, Index, IndexedPassage, Posting, Ranking, Request
from lessons.errors import IndexMismatch

Built = Callable[..., Index]


def ids(index: Index, clause: Clause | None = None, **options: object) -> list[str]:
    request = Request(clause or Everything(), limit=100, **options)  # type: ignore[arg-type]
    return [hit.id for hit in index.search(request).hits]


def found(index: Index, clause: Clause) -> str:
    """The ids that match, sorted, as one word."""
    answer = index.search(Request(clause, limit=100))
    assert answer.total == len(answer.hits)
    return "".join(sorted(hit.id for hit in answer.hits))


# --- text leaves


def test_a_term_matches_where_any_variant_stands_in_any_field(built: Built) -> None:
    index = built(passage("a", "guns"), passage("b", heading="arms"), passage("c", title="guns"), passage("d", "tea"))
    assert found(index, term("guns", "arms")) == "abc"
    assert found(index, term("guns")) == "ac"
    assert found(index, term("nowhere")) == ""
    assert found(index, Term(())) == ""


def test_a_leaf_looks_only_into_its_fields(built: Built) -> None:
    index = built(passage("a", "ddr"), passage("b", heading="ddr"), passage("c", title="ddr"))
    assert found(index, term("ddr", fields=("heading",))) == "b"
    assert found(index, term("ddr", fields=("title", "text"))) == "ac"
    assert found(index, exact("ddr", fields=("title",))) == "c"
    assert found(index, term("ddr", fields=())) == ""


def test_a_phrase_needs_its_words_at_successive_positions_of_one_field(built: Built) -> None:
    index = built(
        passage("a", "civil war ended"),
        passage("b", "war civil"),
        passage("c", "civil the war"),
        passage("d", "civil", heading="war"),
        passage("e", heading="a civil war"),
    )
    assert found(index, exact("civil war")) == "ae"
    assert found(index, exact("civil war", fields=("text",))) == "a"
    assert found(index, exact("war war")) == ""


def test_a_gap_matches_any_one_word(built: Built) -> None:
    index = built(
        passage("a", "rule of law"),
        passage("b", "rule _ law"),
        passage("c", "rule law"),
        passage("d", "rule of the law"),
    )
    assert found(index, exact("rule _ law")) == "ab"
    assert found(index, exact("_ rule _ _ law _")) == "d"
    assert found(index, Exact((None, None))) == ""
    assert found(index, Exact(())) == ""


def test_a_place_of_a_phrase_takes_alternatives(built: Built) -> None:
    index = built(
        passage("a", "armed group"),
        passage("b", "armed groups"),
        passage("c", "armed gang"),
        passage("d", "arms group"),
    )
    assert found(index, exact("armed group/groups")) == "ab"
    assert found(index, exact("armed/arms group/nothing")) == "ad"


def test_terms_stacked_on_one_position_stand_side_by_side(built: Built) -> None:
    index = built(passage("a", "the post-conflict/post/conflict phase"), passage("b", "post phase conflict"))
    assert found(index, exact("conflict phase")) == "a"
    assert found(index, exact("post-conflict phase")) == "a"
    assert found(index, exact("post conflict")) == ""
    assert found(index, exact("post phase")) == "ab"


def test_a_phrase_with_very_many_alternatives(built: Built) -> None:
    index = built(passage("a", "one two three four"), passage("b", "one two four three"))
    places = tuple((word, *(f"{word}{number}" for number in range(40))) for word in ("one", "two", "three", "four"))
    assert found(index, Exact(places)) == "a"


def test_positions_beyond_a_byte_and_beyond_a_short(built: Built) -> None:
    far = IndexedPassage(
        "a",
        {"text": (Posting("x", 3), Posting("x", 400), Posting("y", 401), Posting("x", 70_000), Posting("z", 70_001))},
        {},
        0,
        ("a", 0),
        b"",
    )
    index = built(far, passage("b", "x w y z"))
    assert found(index, exact("x y")) == "a"
    assert found(index, exact("x z")) == "a"
    assert found(index, exact("x _ y")) == "b"


@pytest.mark.parametrize(
    "word", ["côte", "ڕێکەوتن", "和平", "𝒳", "a:b", 'q"uo\\te', "x y", "*", "+a", "(b)", "", "\x00"]
)
def test_any_text_is_a_term(built: Built, word: str) -> None:
    odd = IndexedPassage("a", {"text": (Posting(word, 0), Posting("end", 1))}, {}, 0, ("a", 0), b"")
    index = built(odd, passage("b", "other end"))
    assert found(index, term(word)) == "a"
    assert found(index, Exact(((word, "never"), ("end",)))) == "a"
    assert found(index, Exact(((word, *(f"n{i}" for i in range(2000))), ("end", "never")))) == "a"


def test_lone_surrogates_of_damaged_input_break_nothing(built: Built) -> None:
    odd = IndexedPassage(
        "\ud800", {"text": (Posting("\ud800", 0), Posting("x", 1))}, {"country": ("\ud800",)}, 0, ("\ud800", 0), b""
    )
    index = built(odd, passage("b", "x"))
    assert found(index, term("x")) == "b\ud800"
    for clause in (term("\ud800"), exact("\ud800 x"), Codes("country", frozenset({"\ud800"}))):
        assert index.search(Request(clause)).total in (0, 1)


def test_long_terms_are_found_whole(built: Built) -> None:
    long, longer = "x" * 300, "é" * 3000
    index = built(passage("a", f"{long} end"), passage("b", "x" * 299), passage("c", f"{longer} end"))
    assert found(index, term(long)) == "a"
    assert found(index, term(longer)) == "c"
    assert found(index, exact(f"{long}/{longer} end")) == "ac"
    assert found(index, term("x" * 255)) == ""


# --- booleans, codes, years


def test_at_least_counts_children(built: Built) -> None:
    index = built(passage("a", "x y z"), passage("b", "x y"), passage("c", "x"), passage("d", "w"))
    three = (term("x"), term("y"), term("z"))
    assert [found(index, AtLeast(three, minimum)) for minimum in (0, 1, 2, 3, 4)] == ["abcd", "abc", "ab", "a", ""]
    assert found(index, AtLeast((), 0)) == "abcd"
    assert found(index, AtLeast((), 1)) == ""


def test_equal_children_count_each(built: Built) -> None:
    index = built(passage("a", "x"), passage("b", "y"))
    assert found(index, AtLeast((term("x"), term("x"), term("y")), 2)) == "a"


def test_without_takes_away(built: Built) -> None:
    index = built(passage("a", "x y"), passage("b", "x"), passage("c", "y"))
    assert found(index, Without(term("x"), term("y"))) == "b"
    assert found(index, Without(Everything(), term("x"))) == "c"
    assert found(index, Without(term("x"), Nothing())) == "ab"
    assert found(index, Without(term("x"), Everything())) == ""


def test_without_scores_as_its_child(built: Built) -> None:
    index = built(passage("a", "x y"), passage("b", "x"))
    scores = {hit.id: hit.score for hit in index.search(Request(term("x"))).hits}
    hits = index.search(Request(Without(term("x"), term("y")))).hits
    assert [(hit.id, hit.score) for hit in hits] == [("b", scores["b"])]


def test_codes_match_any_of_the_codes(built: Built) -> None:
    index = built(passage("a", country=("LBR", "SLE")), passage("b", country="SLE"), passage("c", mission="LBR"))
    assert found(index, Codes("country", frozenset({"LBR"}))) == "a"
    assert found(index, Codes("country", frozenset({"LBR", "SLE", "XXX"}))) == "ab"
    assert found(index, Codes("country", frozenset())) == ""
    assert found(index, Codes("nothing", frozenset({"LBR"}))) == ""


def test_years_are_a_range_with_both_ends(built: Built) -> None:
    index = built(passage("a", year="1999"), passage("b", year="2004"), passage("c", year="2010"), passage("d"))
    assert found(index, Years(1999, 2004)) == "ab"
    assert found(index, Years(2000, None)) == "bc"
    assert found(index, Years(None, 2003)) == "a"
    assert found(index, Years(None, None)) == "abcd"
    assert found(index, Years(2005, 2001)) == ""


def test_everything_and_nothing(built: Built) -> None:
    index = built(passage("a", "x"), passage("b"))
    assert found(index, Everything()) == "ab"
    assert found(index, Nothing()) == ""
    assert found(index, both(Everything(), term("x"))) == "a"


# --- scores


def test_more_of_a_word_scores_higher_and_a_long_passage_lower(built: Built) -> None:
    index = built(passage("a", "x y y y y y y y y y y y"), passage("b", "x y"), passage("c", "x x"))
    assert ids(index, term("x")) == ["c", "b", "a"]


def test_idf_and_boost_multiply(built: Built) -> None:
    index = built(passage("a", "x"), passage("b", "x y z"))
    once = index.search(Request(term("x"))).hits
    often = index.search(Request(term("x", idf=3.0, boost=2.0))).hits
    assert [hit.score for hit in often] == pytest.approx([6 * hit.score for hit in once])
    assert once[0].score > 0


def test_the_idf_is_the_clause_s_not_the_index_s(built: Built) -> None:
    """A reader's indexes are merged by score: a word must not be worth more in a small one."""
    rare = built(passage("a", "x w"), *(passage(f"b{i}", "y w") for i in range(30)))
    common = built(passage("a", "x w"), *(passage(f"b{i}", "x w") for i in range(30)))
    score = rare.search(Request(term("x"))).hits[0].score
    assert common.search(Request(term("x"))).hits[0].score == pytest.approx(score, rel=1e-4)


def test_a_variant_scores_by_its_weight(built: Built) -> None:
    index = built(passage("a", "gun"), passage("b", "gnu"))
    clause = Term((Variant("gun"), Variant("gnu", 0.5)))
    hits = index.search(Request(clause)).hits
    assert [hit.id for hit in hits] == ["a", "b"]
    assert hits[0].score > hits[1].score > 0


def test_a_variant_of_weight_zero_matches(built: Built) -> None:
    index = built(passage("a", "gun"), passage("b", "gnu"))
    assert found(index, Term((Variant("gun"), Variant("gnu", 0.0)))) == "ab"


def test_fields_score_by_their_weights(built: Built) -> None:
    index = built(
        passage("a", "x w", "w w", "w w"), passage("b", "w w", "x w", "w w"), passage("c", "w w", "w w", "x w")
    )
    assert ids(index, term("x")) == ["a", "b", "c"]
    ranking = Ranking(weights={"text": 0.1, "heading": 0.2, "title": 3.0})
    assert ids(index, term("x"), ranking=ranking) == ["c", "b", "a"]


def test_brevity_wins_no_more_below_the_least_length(built: Built) -> None:
    index = built(passage("a", "x"), passage("b", "x w"), passage("c", "x w w w w w w w w"))  # 4 words on average
    asked = Request(term("x"), ranking=Ranking(least={"text": 0.5}))
    scores = {hit.id: hit.score for hit in index.search(asked).hits}
    assert scores["a"] == scores["b"] > scores["c"]
    plain = {hit.id: hit.score for hit in index.search(Request(term("x"))).hits}
    assert plain["a"] > plain["b"] == scores["b"]


def test_at_least_sums_the_matching_children(built: Built) -> None:
    index = built(passage("a", "x y"), passage("b", "x z"))
    hits = {hit.id: hit.score for hit in index.search(Request(either(term("x"), term("y")))).hits}
    x = {hit.id: hit.score for hit in index.search(Request(term("x"))).hits}
    y = {hit.id: hit.score for hit in index.search(Request(term("y"))).hits}
    assert hits == pytest.approx({"a": x["a"] + y["a"], "b": x["b"]})


def test_without_a_scoring_leaf_all_scores_are_zero(built: Built) -> None:
    index = built(passage("a", "x", year="2001"), passage("b", "x", year="2001"))
    for clause in (
        Everything(),
        Codes("year", frozenset({"2001"})),
        Years(2000, 2002),
        Without(Everything(), Nothing()),
        both(Everything(), Years(2000, None)),
    ):
        assert [hit.score for hit in index.search(Request(clause)).hits] == [0.0, 0.0]


def test_codes_and_years_add_nothing_to_a_score(built: Built) -> None:
    index = built(passage("a", "x", year="2001"), passage("b", "y", year="2001"))
    plain = index.search(Request(term("x"))).hits[0].score
    for other in (Codes("year", frozenset({"2001"})), Years(2000, 2002), Everything()):
        assert index.search(Request(both(term("x"), other))).hits[0].score == pytest.approx(plain)


def test_the_score_of_an_exclusion_does_not_leak(built: Built) -> None:
    index = built(passage("a", "x y"), passage("b", "y x"))
    plain = [hit.score for hit in index.search(Request(term("x"))).hits]
    clause = Without(term("x"), exact("z z"))
    assert [hit.score for hit in index.search(Request(clause)).hits] == pytest.approx(plain)


# --- order and pages


DATED = [
    passage("a", "x", date=20040000, document="d2", ordinal=1),
    passage("b", "x", date=20040315, document="d1", ordinal=2),
    passage("c", "x", date=0, document="d1", ordinal=1),
    passage("d", "x", date=20040315, document="d1", ordinal=10),
    passage("e", "x", date=20031231, document="d3", ordinal=0),
    passage("f", "x", date=0, document="d0", ordinal=5),
    passage("g", "x", date=20040300, document="d9", ordinal=0),
]


def test_newest_first_undated_last_then_sequence(built: Built) -> None:
    assert "".join(ids(built(*DATED), sort="newest")) == "bdgaefc"


def test_oldest_first_undated_last_then_sequence(built: Built) -> None:
    assert "".join(ids(built(*DATED), sort="oldest")) == "eagbdfc"


def test_equal_scores_go_newest_first_then_by_sequence(built: Built) -> None:
    index = built(*DATED)
    assert "".join(ids(index, term("x"))) == "bdgaefc"
    assert "".join(ids(index)) == "bdgaefc"


def test_order_by_date_ignores_scores_but_reports_them(built: Built) -> None:
    index = built(passage("a", "x x x", date=20010101), passage("b", "x y y", date=20020101))
    hits = index.search(Request(term("x"), sort="newest")).hits
    assert [hit.id for hit in hits] == ["b", "a"]
    assert hits[1].score > hits[0].score > 0


def test_pages_are_slices_of_one_order(built: Built) -> None:
    index = built(*(passage(f"p{i:02}", "x " * (i % 4) + "y", ordinal=i, document="d") for i in range(30)))
    for sort in ("relevance", "newest", "oldest"):
        for clause in (Everything(), either(term("x"), term("y"))):
            whole = ids(index, clause, sort=sort)
            assert len(whole) == 30
            for size in (1, 7, 29, 30, 31):
                paged = [
                    hit.id
                    for start in range(0, 30, size)
                    for hit in index.search(Request(clause, sort=sort, offset=start, limit=size)).hits
                ]
                assert paged == whole


@pytest.mark.parametrize("offset", [3, 4, 10**9, 10**30])
def test_an_offset_past_the_end_yields_no_hits_and_the_true_total(built: Built, offset: int) -> None:
    index = built(passage("a"), passage("b"), passage("c"))
    answer = index.search(Request(offset=offset))
    assert (answer.total, answer.hits) == (3, ())


def test_a_limit_of_nothing_yields_the_total(built: Built) -> None:
    answer = built(passage("a", "x"), passage("b")).search(Request(term("x"), limit=0))
    assert (answer.total, answer.hits) == (1, ())


def test_a_hit_brings_back_what_was_stored(built: Built) -> None:
    record = bytes(range(256)) * 500
    index = built(
        passage("ä/1", "x", date=20200401, document="dö", ordinal=7, record=record), passage("b", "x", record=b"")
    )
    one, other = index.search(Request(term("x"))).hits
    assert (one.id, one.date, one.sequence, one.record) == ("ä/1", 20200401, ("dö", 7), record)
    assert other.record == b""


# --- filters and facets


THREE = [
    passage("a", "x", country=("LBR", "SLE"), year="2003", kind="lesson"),
    passage("b", "x", country="SLE", year="2004", kind="lesson"),
    passage("c", "x", country="MLI", year="2013", kind="challenge"),
    passage("d", "y", country=("LBR", "LBR"), year="2003"),
    passage("e", "x"),
]


def narrow(facet: str, include: str = "", exclude: str = "") -> Filter:
    return Filter(facet, frozenset(include.split()), frozenset(exclude.split()))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((narrow("country", "LBR"),), "ad"),
        ((narrow("country", "LBR MLI"),), "acd"),
        ((narrow("country", "SLE", "LBR"),), "b"),
        ((narrow("country", "", "SLE"),), "cde"),
        ((narrow("country", "SLE"), narrow("year", "2003")), "a"),
        ((narrow("country", "SLE"), narrow("country", "LBR")), "a"),
        ((narrow("country"),), "abcde"),
        ((narrow("country", "XXX"),), ""),
        ((narrow("country", "", "XXX"),), "abcde"),
        ((narrow("unknown", "LBR"),), ""),
        ((narrow("unknown", "", "LBR"),), "abcde"),
    ],
)
def test_filters_include_any_and_exclude_all(built: Built, filters: tuple[Filter, ...], expected: str) -> None:
    assert "".join(sorted(ids(built(*THREE), filters=filters))) == expected


def test_years_filter_by_range(built: Built) -> None:
    index = built(*THREE)
    assert "".join(sorted(ids(index, years=(2004, 2013)))) == "bc"
    assert "".join(sorted(ids(index, years=(None, 2003)))) == "ad"
    assert "".join(sorted(ids(index, years=(2004, None), filters=(narrow("year", "2004 2003"),)))) == "b"


def test_facets_count_each_passage_once_under_each_code(built: Built) -> None:
    answer = built(*THREE).search(Request(facets=("country", "kind", "unknown")))
    assert answer.facets == {
        "country": {"LBR": 2, "SLE": 2, "MLI": 1},
        "kind": {"lesson": 2, "challenge": 1},
        "unknown": {},
    }


def test_facets_count_all_matches_not_the_page(built: Built) -> None:
    answer = built(*THREE).search(Request(term("x"), limit=1, offset=1, facets=("country",)))
    assert answer.facets == {"country": {"LBR": 1, "SLE": 2, "MLI": 1}}


def test_a_facet_leaves_out_its_own_inclusion_only(built: Built) -> None:
    answer = built(*THREE).search(
        Request(filters=(narrow("country", "SLE"), narrow("kind", "", "challenge")), facets=("country", "kind", "year"))
    )
    assert answer.total == 2
    assert answer.facets == {"country": {"LBR": 2, "SLE": 2}, "kind": {"lesson": 2}, "year": {"2003": 1, "2004": 1}}


def test_a_facet_keeps_its_own_exclusion(built: Built) -> None:
    answer = built(*THREE).search(Request(filters=(narrow("country", "SLE", "LBR"),), facets=("country",)))
    assert answer.facets == {"country": {"SLE": 1, "MLI": 1}}


def test_the_facet_year_leaves_out_the_range(built: Built) -> None:
    answer = built(*THREE).search(
        Request(years=(2004, None), facets=("year", "country"), filters=(narrow("year", "2004"),))
    )
    assert answer.facets == {"year": {"2003": 2, "2004": 1, "2013": 1}, "country": {"SLE": 1}}


def test_only_the_facets_asked_for_are_counted(built: Built) -> None:
    assert built(*THREE).search(Request()).facets == {}


# --- the index as a whole


def test_an_empty_index_answers(built: Built) -> None:
    index = built()
    assert index.count() == 0
    for clause in (
        Everything(),
        term("x"),
        exact("x y"),
        either(term("x"), Nothing()),
        Years(1, 2),
        Codes("country", frozenset({"LBR"})),
    ):
        answer = index.search(Request(clause, filters=(narrow("country", "A", "B"),), facets=("country",)))
        assert (answer.total, answer.hits, answer.facets) == (0, (), {"country": {}})


def test_passages_without_any_text(built: Built) -> None:
    index = built(passage("a"), passage("b"))
    assert index.count() == 2
    assert found(index, Everything()) == "ab"
    assert found(index, term("x")) == ""


def test_passages_may_come_from_a_generator(any_engine: Engine, tmp_path: Path) -> None:
    any_engine.build(tmp_path / "i", (passage(f"p{i}", "x") for i in range(300)))
    index = any_engine.open(tmp_path / "i")
    assert (index.count(), index.search(Request(term("x"))).total) == (300, 300)
    index.close()


def test_the_directory_is_private(any_engine: Engine, tmp_path: Path) -> None:
    directory = tmp_path / "deep" / "i"
    any_engine.build(directory, [passage("a")])
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    open_to_all = tmp_path / "open"
    open_to_all.mkdir(mode=0o755)
    any_engine.build(open_to_all, [passage("a")])
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o700


def test_building_refuses_a_full_directory(any_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(ValueError, match="empty"):
        any_engine.build(tmp_path, [passage("a")])
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_build_that_fails_leaves_nothing_that_opens(any_engine: Engine, tmp_path: Path) -> None:
    def broken() -> object:
        yield passage("a", "x")
        raise RuntimeError("the catalog is gone")

    with pytest.raises(RuntimeError, match="catalog"):
        any_engine.build(tmp_path / "i", broken())  # type: ignore[arg-type]
    gc.collect()
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        any_engine.open(tmp_path / "i")


def snapshot(directory: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path.relative_to(directory)): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


def test_reading_changes_nothing(any_engine: Engine, tmp_path: Path) -> None:
    any_engine.build(tmp_path / "i", DATED)
    before = snapshot(tmp_path / "i")
    index = any_engine.open(tmp_path / "i")
    index.search(Request(term("x")))
    index.close()
    assert snapshot(tmp_path / "i") == before


def test_a_read_only_index_opens(any_engine: Engine, tmp_path: Path) -> None:
    any_engine.build(tmp_path / "i", DATED)
    for path in (tmp_path / "i").rglob("*"):
        # Tantivy opens this empty file for writing, without ever writing to it.
        path.chmod(0o500 if path.is_dir() else 0o600 if path.name == ".tantivy-meta.lock" else 0o400)
    (tmp_path / "i").chmod(0o500)
    index = any_engine.open(tmp_path / "i")
    assert index.search(Request(term("x"))).total == len(DATED)
    index.close()
    for path in (tmp_path / "i", *(tmp_path / "i").rglob("*")):
        path.chmod(0o700)


def test_a_missing_index_is_named_and_not_created(any_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        any_engine.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        any_engine.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_damaged_file_is_noticed(any_engine: Engine, tmp_path: Path) -> None:
    any_engine.build(tmp_path / "whole", DATED)
    names = [path.relative_to(tmp_path / "whole") for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert names
    for number, name in enumerate(names):
        if (tmp_path / "whole" / name).stat().st_size == 0:
            continue
        for kind in ("missing", "cut"):
            directory = tmp_path / f"{kind}-{number}"
            any_engine.build(directory, DATED)
            damaged = sorted(path for path in directory.rglob("*") if path.is_file())[number % len(names)]
            content = damaged.read_bytes()
            if kind == "missing":
                damaged.unlink()
            elif content:
                damaged.write_bytes(content[: len(content) // 2])
            else:
                continue
            with pytest.raises(IndexMismatch, match="lessons reindex"):
                any_engine.open(directory)


@pytest.mark.parametrize(("key", "value"), [("format", 0), ("format", None), ("engine", "other"), ("files", 3)])
def test_another_version_or_engine_is_refused(any_engine: Engine, tmp_path: Path, key: str, value: object) -> None:
    any_engine.build(tmp_path / "i", DATED)
    manifest = tmp_path / "i" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {key: value}))
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        any_engine.open(tmp_path / "i")


def test_threads_read_at_once(built: Built) -> None:
    index = built(
        *(
            passage(
                f"p{i}",
                " ".join(f"w{i % k}" for k in range(2, 30)),
                year=str(2000 + i % 9),
                record=str(i).encode() * 50,
            )
            for i in range(400)
        )
    )
    requests = [
        Request(either(term(f"w{i % 7}"), exact(f"w{i % 3} w{i % 5}"), term(f"w{i % 29}")), facets=("year",), limit=20)
        for i in range(40)
    ]
    alone = [index.search(request) for request in requests]
    fresh = built(
        *(
            passage(
                f"p{i}",
                " ".join(f"w{i % k}" for k in range(2, 30)),
                year=str(2000 + i % 9),
                record=str(i).encode() * 50,
            )
            for i in range(400)
        )
    )
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(fresh.search, requests)) == alone


def test_an_index_is_opened_while_another_generation_is_built(any_engine: Engine, tmp_path: Path) -> None:
    any_engine.build(tmp_path / "g0", DATED)
    done = threading.Event()
    errors: list[BaseException] = []

    def build() -> None:
        try:
            for number in range(1, 6):
                base = tmp_path / f"g{number - 1}" if any_engine.updates else None
                any_engine.build(tmp_path / f"g{number}", [passage(f"n{number}", "x")], base=base)
        except BaseException as error:
            errors.append(error)
        finally:
            done.set()

    builder = threading.Thread(target=build)
    builder.start()
    while not done.is_set():
        index = any_engine.open(tmp_path / "g0")
        assert index.search(Request(term("x"))).total == len(DATED)
        index.close()
    builder.join()
    assert errors == []


# --- hostile sizes


def timed(index: Index, clause: Clause) -> tuple[int, float]:
    start = time.process_time()  # of this process alone: the tests share their machine
    total = index.search(Request(clause)).total
    return total, time.process_time() - start


@pytest.fixture
def vocabulary(built: Built) -> Index:
    """2,000 passages of 10,000 different words."""
    return built(
        *(passage(f"p{i}", " ".join(f"w{(i * 37 + k * 101) % 10_000}" for k in range(20))) for i in range(2_000))
    )


def test_a_term_of_5000_variants_answers_in_a_second(vocabulary: Index) -> None:
    total, seconds = timed(vocabulary, Term(tuple(Variant(f"w{i}", 0.5) for i in range(5_000))))
    assert total > 1_000
    assert seconds < 2  # 0.2 to 0.5 s alone


def test_20000_children_answer_in_a_second(vocabulary: Index) -> None:
    total, seconds = timed(vocabulary, AtLeast(tuple(term(f"w{i}") for i in range(20_000)), 3))
    assert total == 2_000
    assert seconds < 4  # 0.6 to 0.9 s alone
    total, seconds = timed(vocabulary, AtLeast((term("w1"),) * 20_000, 20_000))
    assert (total, seconds < 1) == (7, True)


def test_nesting_of_200_answers(vocabulary: Index) -> None:
    clause: Clause = term("w1")
    for _ in range(200):
        clause = either(clause, Without(term("w2"), term("w3")))
    total, seconds = timed(vocabulary, clause)
    assert total > 0
    assert seconds < 1
