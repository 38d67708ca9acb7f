import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.search.snippet import SNIPPET, snippet, spans

WORDS = st.sampled_from(["police", "Police", "S/2025/154", "d'Ivoire", "army.", "the", "x" * 50, "\n", "été"])
TEXTS = st.one_of(st.text(max_size=1500), st.lists(WORDS, max_size=150).map(" ".join))
TERMS = st.sets(st.sampled_from(["polic", "s/2025/154", "2025", "ivoir", "armi", "ete"]))


@given(TEXTS, TERMS)
def test_a_snippet_is_verbatim_and_its_spans_lie_in_it(text: str, terms: set[str]) -> None:
    cut = snippet(text, terms, "en")
    assert text[cut.start : cut.start + len(cut.text)] == cut.text
    assert len(cut.text) <= SNIPPET
    last = 0
    for start, end in cut.highlights:
        assert last <= start < end <= len(cut.text)
        last = end
    everywhere = spans(text, terms, "en")
    assert {(start + cut.start, end + cut.start) for start, end in cut.highlights} <= set(everywhere)


@given(st.lists(WORDS, max_size=20).map(" ".join), st.integers(0, 30))
def test_a_match_is_always_shown(piece: str, times: int) -> None:
    text = "Other words. " * times + piece + " Other words." * 30
    if spans(text, {"polic"}, "en"):
        assert snippet(text, {"polic"}, "en").highlights


def test_a_short_text_is_shown_whole() -> None:
    assert snippet("Short police text.", {"polic"}, "en").text == "Short police text."


def test_the_stretch_with_most_different_words_is_shown() -> None:
    text = "Police. " * 50 + "Then the army and the police met. " + "Other words. " * 50
    cut = snippet(text, {"polic", "armi"}, "en")
    assert "army" in cut.text


def test_it_starts_with_a_sentence() -> None:
    text = "Nothing here at all. " * 40 + "The police came late. " + "Nothing here at all. " * 40
    assert snippet(text, {"polic"}, "en").text[0].isupper()


@pytest.mark.parametrize("terms", [set(), {"zzz"}])
def test_without_a_match_the_beginning_is_shown(terms: set[str]) -> None:
    cut = snippet("First words. " * 100, terms, "en")
    assert cut.start == 0
    assert cut.highlights == ()


def test_a_symbol_and_its_parts_are_one_highlight() -> None:
    assert spans("see S/2025/154 now", {"s/2025/154", "2025"}, "en") == [(4, 14)]
