from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.analysis import tokens
from lessons.errors import IndexMismatch
from lessons.lexicon import FILE, MOST_PREFIX_TERMS, Lexicon, LexiconBuilder
from lessons.misreading.repairs import is_damaged


def counted(*texts: str, language: str = "en") -> Lexicon:
    builder = LexiconBuilder()
    for text in texts:
        builder.add([list(tokens(text, language))])
    return builder.build()


WORDS = st.lists(
    st.sampled_from(
        ["support", "supporting", "supp01ting", "suppo1ting", "Liberia", "S/2025/154", "d'Ivoire", "été", "x9y", "ﷺ"]
    ),
    max_size=8,
)
TEXTS = st.lists(st.one_of(WORDS.map(" ".join), st.text(max_size=40)), max_size=8)


def answers(lexicon: Lexicon, words: Sequence[str]) -> list[object]:
    return [
        lexicon.passages,
        *[(lexicon.frequency(word), lexicon.word_frequency(word), lexicon.terms(word)) for word in words],
        *[(lexicon.prefix(word[:3]), lexicon.damaged(word), lexicon.near(word, 2)) for word in words],
    ]


ASKED = ["support", "supporting", "supportin", "liberia", "libera", "s/2025/154", "154", "ete", "zzz", ""]


@given(TEXTS, TEXTS)
def test_merged_is_as_counted_together(first: list[str], second: list[str]) -> None:
    merged = Lexicon.merged([counted(*first), counted(*second)])
    together = counted(*first, *second)
    assert answers(merged, ASKED) == answers(together, ASKED)


@given(TEXTS)
def test_a_file_brings_the_lexicon_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    lexicon = counted(*texts)
    lexicon.write(folder)
    words = [token.word for text in texts for token in tokens(text)]
    assert answers(Lexicon.read(folder), [*ASKED, *words]) == answers(lexicon, [*ASKED, *words])


def test_passages_are_counted_once() -> None:
    lexicon = counted("police police Police", "police", "army")
    assert lexicon.passages == 3
    assert lexicon.frequency("polic") == 2
    assert lexicon.frequency("navy") == 0


def test_prefix_gives_the_commonest_first() -> None:
    lexicon = counted("demobilize", "demobilized", "demobilization demo", "democracy")
    terms, cut = lexicon.prefix("demob")
    assert terms == ["demobil"]
    assert not cut
    assert lexicon.prefix("dem")[0][0] == "demobil"
    assert lexicon.prefix("zz") == ([], False)


def test_a_very_short_prefix_is_cut() -> None:
    terms, cut = counted(" ".join(f"aa{number}x" for number in range(MOST_PREFIX_TERMS + 10))).prefix("aa")
    assert (len(terms), cut) == (MOST_PREFIX_TERMS, True)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("supp01ting", "supporting"),
        ("fo1thcoming", "forthcoming"),
        ("pa1tners", "partners"),
        ("oppo11unity", "opportunity"),
        ("mi11ion", "million"),
        ("secu1ity", "security"),
        ("p0lice", "police"),
        ("rep01t", "report"),
    ],
)
def test_misread_words_are_found(seen: str, meant: str) -> None:
    assert counted(f"the {seen} of").damaged(meant) == [seen]


@pytest.mark.parametrize(
    "word", ["supporting", "1st", "2nd", "10km", "s1325", "covid19", "2004", "unscr1325", "g20", "b2b", "s/2025/154"]
)
def test_good_words_and_codes_are_left_alone(word: str) -> None:
    assert not is_damaged(word)


def test_damaged_words_of_another_word_are_not_taken() -> None:
    lexicon = counted("supp01ting supp0rters")
    assert lexicon.damaged("suppositing") == []
    assert lexicon.damaged("supposed") == []
    assert lexicon.damaged("supp01ting") == []


def test_a_damaged_word_is_found_by_every_form_of_the_right_one() -> None:
    lexicon = counted("supp01ting secu1ity")
    assert lexicon.damaged("supported") == ["supp01ting"]
    assert lexicon.damaged("supports") == ["supp01ting"]


def test_near_words_come_nearest_first() -> None:
    lexicon = counted("disarmament", "disarmament", "disarmaments", "police")
    assert lexicon.near("disarmment", 2) == [("disarmament", 1), ("disarmaments", 2)]
    assert lexicon.near("qqqqqq", 2) == []
    assert lexicon.near("", 2) == []


def test_a_missing_or_damaged_file_names_the_mend(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        Lexicon.read(tmp_path)
    (tmp_path / FILE).write_text("w\tword\n", encoding="utf-8")
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        Lexicon.read(tmp_path)
    counted("police").write(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole.replace(b"police", b"polize"))
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        Lexicon.read(tmp_path)
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(IndexMismatch, match="lessons reindex"):
        Lexicon.read(tmp_path)


def test_a_name_that_only_looks_like_a_word_is_no_misreading_of_it() -> None:
    assert counted(*["the alert came"] * 30, "Aleh spoke").damaged("alert") == []


def test_words_that_share_a_short_stem_in_another_language_are_not_each_other() -> None:
    assert counted("the base", "on this hasis").damaged("base") == []
    assert counted("the base", "on this hasis").damaged("basis") == ["hasis"]


def test_a_short_misread_word_of_another_length_is_sought_only_where_the_right_one_is_rare() -> None:
    assert counted("a free hand", "a free iland").damaged("hand") == ["iland"]
    assert counted(*["a free hand"] * 30, "a free iland").damaged("hand") == []
    assert counted(*["it will be"] * 30, "it wili be").damaged("will") == ["wili"]
