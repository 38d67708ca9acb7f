import re
import time
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lessons.analysis import LONGEST_WORD, fold, stem, tokens
from lessons.stop_words import is_stop_word

LANGUAGES = st.sampled_from(["en", "fr", "es", "ru", "ar", "pt", "zh", "sw", "none"])
PIECES = st.sampled_from(
    [
        "S/2025/154",
        "A/47/277-S/24111",
        "U.N.",
        "d'Ivoire",
        "l’eau",
        "Cote\u0301",
        "سلام",
        "السَّلام",
        "维持和平",
        "re\u00adport",
        "x" * 100,
        "missions'",
        "don't",
        "İ",
        "ß",
        "ﷺ",
        "½",
        "\u0301",
        "supp01ting",
        "1325",
        "(SUPP)",
        "/",
        ".",
        "-",
        "\n",
        " ",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join))


def terms(text: str, language: str = "en") -> list[str]:
    return [token.term for token in tokens(text, language)]


def whole(text: str, language: str = "en") -> list[str]:
    return [token.term for token in tokens(text, language) if not token.stacked]


@given(TEXTS, LANGUAGES)
def test_offsets_point_at_the_word_in_the_unchanged_text(text: str, language: str) -> None:
    for token in tokens(text, language):
        assert 0 <= token.start < token.end <= len(text)
        found = text[token.start : token.end]
        if re.match("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", found):  # pairs of characters stand as they are
            assert token.word == found
        elif len(found) <= LONGEST_WORD:
            whole = re.sub("[-\u2010]|-\n", "", found) if token.joined else found
            assert token.word in (fold(whole), fold(whole.replace(".", "")))


@given(TEXTS, LANGUAGES, st.integers(0, 5))
def test_words_that_are_looked_for_are_the_same_as_when_all_are_told(text: str, language: str, part: int) -> None:
    every = list(tokens(text, language))
    wanted = {token.term for token in every[part::3]}
    found = [token for token in tokens(text, language, wanted) if token.term in wanted]
    assert found == [token for token in every if token.term in wanted]


@given(TEXTS, LANGUAGES)
def test_terms_and_words_are_never_blank(text: str, language: str) -> None:
    for token in tokens(text, language):
        assert token.term.strip()
        assert token.word.strip()
        assert not set(token.word + token.term) & set("\t\n\r")


@given(TEXTS, LANGUAGES)
def test_positions_rise_and_the_stacked_follow_the_whole(text: str, language: str) -> None:
    found = list(tokens(text, language))
    wholes = [token.position for token in found if not token.stacked]
    assert wholes == sorted(set(wholes))
    assert [token.position for token in found] == sorted(token.position for token in found)
    last = None
    for token in found:
        if token.stacked:
            assert last is not None
            # A word and the one before it, joined by a hyphen, stand at the second and begin with the first.
            assert (token.start < last.start) == token.joined
            assert token.end <= last.end
        else:
            last = token


@given(TEXTS, LANGUAGES, LANGUAGES)
def test_every_language_cuts_a_text_alike(text: str, first: str, second: str) -> None:
    def places(language: str) -> list[tuple[int, int, int, str]]:
        return [(t.start, t.end, t.position, t.word) for t in tokens(text, language) if not t.stacked]

    assert places(first) == places(second)


@given(TEXTS)
def test_decomposed_text_gives_the_same_terms(text: str) -> None:
    assume("/" not in text)  # symbols are ASCII
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    # Korean taken apart into its letters is another script to us: terms must have their places in the text as it is.
    assume(not any("\u1100" <= letter <= "\u11ff" for letter in decomposed))
    assume(
        all(
            category != "Mn" or "\u0300" <= letter <= "\u036f"
            for letter in decomposed
            for category in [unicodedata.category(letter)]
        )
    )
    assert terms(composed, "fr") == terms(decomposed, "fr")


def test_a_symbol_is_one_term_and_its_parts() -> None:
    found = list(tokens("in S/2025/154 of", "en"))
    assert [(t.term, t.position, t.stacked) for t in found] == [
        ("in", 0, False),
        ("s/2025/154", 1, False),
        ("s", 1, True),
        ("2025", 2, True),
        ("154", 3, True),
        ("of", 4, False),
    ]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("(S/2025/154).", "s/2025/154"),
        ("A/RES/60/1,", "a/res/60/1"),
        ("A/C.5/49/SR.3", "a/c.5/49/sr.3"),
        ("ST/SGB/2019/8;", "st/sgb/2019/8"),
        ("S/PV.4048", "s/pv.4048"),
    ],
)
def test_symbols_end_before_punctuation(text: str, symbol: str) -> None:
    assert whole(text) == [symbol]


def test_acronyms_with_dots() -> None:
    assert whole("U.N. and U.S.A. troops") == ["un", "and", "usa", "troop"]
    assert whole("UN") == ["un"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("demobilisation", "demobilization"),
        ("organised", "organized"),
        ("organisations", "organizations"),
        ("prioritising", "prioritizing"),
        ("labour", "labor"),
        ("neighbours", "neighbors"),
        ("neighbouring", "neighboring"),
        ("colourful", "colorful"),
        ("defence", "defense"),
        ("centres", "centers"),
        ("programmes", "programs"),
    ],
)
def test_british_and_american_spellings_are_one(british: str, american: str) -> None:
    assert stem(british, "en") == stem(american, "en")


@pytest.mark.parametrize(
    "word", ["promise", "advised", "exercise", "four", "hour", "tour", "supervise", "premises", "resource", "journey"]
)
def test_words_that_only_look_british_are_left_alone(word: str) -> None:
    assert "z" not in stem(word, "en")
    assert not stem(word, "en").endswith(("for", "hor", "tor"))


def test_possessives() -> None:
    assert whole("the Mission's missions’ MISSION") == ["the", "mission", "mission", "mission"]


def test_french_elision() -> None:
    assert whole("l'eau d’Ivoire qu'elle", "fr") == [stem("eau", "fr"), stem("ivoire", "fr"), stem("elle", "fr")]
    assert "ivoir" in terms("Côte d'Ivoire", "en")
    assert whole("aujourd'hui", "fr") == [stem("aujourd'hui", "fr")]


@pytest.mark.parametrize(
    ("accented", "plain", "language"),
    [
        ("République", "Republique", "none"),
        ("São Tomé", "Sao Tome", "none"),
        ("Øresund", "Oresund", "none"),
        ("Ñuflo", "Nuflo", "none"),
    ],
)
def test_accents_are_folded(accented: str, plain: str, language: str) -> None:
    assert terms(accented, language) == terms(plain, language)


def test_other_scripts() -> None:
    assert whole("миротворческие миссии", "ru") == [stem("миротворческих", "ru"), stem("миссия", "ru")]
    assert whole("السَّلام", "ar") == whole("السلام", "ar")
    assert whole("حـفـظ", "ar") == whole("حفظ", "ar")
    assert whole("维持和平", "zh") == ["维持", "持和", "和平"]
    assert len(whole("शान्ति स्थापना", "hi")) == 2


def test_damaged_text_stays_searchable() -> None:
    assert whole("supp01ting fo1thcoming") == ["supp01ting", "fo1thcoming"]
    assert whole("dis\u00adarmament") == whole("disarmament")


def test_long_runs_are_cut() -> None:
    started = time.process_time()
    assert all(len(token.term) <= LONGEST_WORD and len(token.word) <= LONGEST_WORD for token in tokens("a" * 300_000))
    assert len(terms("A/" * 100_000)) > 1
    assert len(terms("a\u0301" * 100_000)) == 1
    assert time.process_time() - started < 5


def test_stop_words() -> None:
    assert is_stop_word("the")
    assert is_stop_word("les")
    assert not is_stop_word("les", ("en",))
    assert not is_stop_word("police")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("peacebuilding", "the peace-building fund"),
        ("cooperation", "co-operation of partners"),
        ("demobilization", "demobili-\nzation of forces"),
        ("UNHABITAT", "with UN-Habitat"),
        ("2017", "towards the end of2017."),
        ("multilateral", "Policy MakingMultilateral Diplomacy"),
        ("1325", "resolution 1,325 of them"),
        ("1,325", "resolution 1325"),
        ("325", "some 1,325 people"),
        ("UN", "the U.N. system"),
        ("demobilization", "demobilisation"),
        ("program", "programmes"),
        ("defense", "the defence sector"),
        ("analyze", "to analyse risks"),
        ("practise", "practices"),
        ("counselor", "a counsellor"),
    ],
)
def test_ways_of_writing_meet(asked: str, text: str) -> None:
    assert whole(asked)[-1] in [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"), [("reserve", "reservation"), ("university", "universe"), ("several", "severe")]
)
def test_words_that_the_stemmer_brings_together_are_kept_apart(one: str, other: str) -> None:
    assert stem(one, "en") != stem(other, "en")


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "zh", "ru"]))
def test_positions_never_go_back(text: str, language: str) -> None:
    positions = [token.position for token in tokens(text, language)]
    assert positions == sorted(positions)
